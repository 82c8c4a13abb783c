import type { ErrorObject } from 'ajv';

import { type JsonObject, listOf, objectOf, textOf } from '../plugins/json-shape.js';
import { didYouMean } from '../plugins/nearest.js';
import { typesText } from '../plugins/schema-words.js';

/** What to enter, for one failed keyword: the plugin's own words, else ours. */
export function wordsFor(
  keyword: string,
  name: string,
  schema: JsonObject,
  error?: ErrorObject,
): string {
  const own = objectOf(objectOf(schema['x-ui']).messages)[keyword];
  return textOf(own) ?? defaultWords(keyword, name, schema, error);
}

/** Label of a field in quotes. */
export function labelOf(name: string, schema: JsonObject): string {
  return `"${textOf(schema.title) ?? name}"`;
}

function defaultWords(
  keyword: string,
  name: string,
  schema: JsonObject,
  error: ErrorObject | undefined,
): string {
  const label = labelOf(name, schema);
  const limit = String(error?.params.limit ?? '');
  switch (keyword) {
    case 'required':
      return `Enter ${label}${example(schema)}.`;
    case 'type':
      return `Enter ${typesText(error?.params.type ?? schema.type)} for ${label}${example(schema)}.`;
    case 'enum':
    case 'const':
      return choice(schema, error);
    case 'minLength':
      return `Enter at least ${characters(limit)} for ${label}.`;
    case 'maxLength':
      return `Enter at most ${characters(limit)} for ${label}.`;
    case 'minimum':
    case 'maximum':
      return range(label, schema);
    case 'exclusiveMinimum':
      return `Enter a number above ${limit} for ${label}.`;
    case 'exclusiveMaximum':
      return `Enter a number below ${limit} for ${label}.`;
    case 'multipleOf':
      return `Enter a multiple of ${error?.params.multipleOf} for ${label}.`;
    case 'minItems':
      return `Give at least ${limit} for ${label}.`;
    case 'maxItems':
      return `Give at most ${limit} for ${label}.`;
    case 'uniqueItems':
      return `Give every value of ${label} once.`;
    case 'format':
      return `Enter ${formatText(textOf(schema.format))} for ${label}${example(schema)}.`;
    case 'egress':
      return `Enter an address that begins with https:// and ends with the host for ${label}${example(schema)}.`;
    default:
      return `Enter ${label} in the form that is described${description(schema)}${example(schema)}.`;
  }
}

function characters(limit: string): string {
  return limit === '1' ? '1 character' : `${limit} characters`;
}

function range(label: string, schema: JsonObject): string {
  const { minimum, maximum } = schema;
  const unit = textOf(objectOf(schema['x-ui']).unit);
  const shown = unit === undefined ? '' : ` ${unit}`;
  if (minimum === undefined) return `Enter ${maximum}${shown} or less for ${label}.`;
  if (maximum === undefined) return `Enter ${minimum}${shown} or more for ${label}.`;
  return `Enter a number from ${minimum} to ${maximum}${shown} for ${label}.`;
}

function choice(schema: JsonObject, error: ErrorObject | undefined): string {
  const allowed = listOf(error?.params.allowedValues ?? [error?.params.allowedValue]).map(String);
  const labels = objectOf(objectOf(schema['x-ui']).labels);
  const words = allowed.map((value) =>
    labels[value] === undefined ? value : `${value} (${labels[value]})`,
  );
  const isSecret = schema.writeOnly === true;
  const near = typeof error?.data === 'string' && !isSecret ? didYouMean(error.data, allowed) : '';
  return `Choose one of: ${words.join(', ')}.${near}`;
}

/** `, for example …`, from the form's placeholder or the schema's first example. */
function example(schema: JsonObject): string {
  const [first] = listOf(schema.examples);
  const shown = textOf(objectOf(schema['x-ui']).placeholder) ?? first;
  return shown === undefined ? '' : `, for example ${String(shown)}`;
}

function description(schema: JsonObject): string {
  const text = textOf(schema.description);
  return text === undefined ? '' : ` (${text.replace(/\.$/, '')})`;
}

const formats: Readonly<Record<string, string>> = {
  uri: 'a whole address with https://',
  url: 'a whole address with https://',
  email: 'a mail address such as name@acme.example',
  date: 'a date such as 2026-01-31',
  'date-time': 'a date and time such as 2026-01-31T08:00:00Z',
  time: 'a time such as 08:00:00Z',
  hostname: 'a host name such as acme.example',
  ipv4: 'an IPv4 address such as 192.0.2.1',
  ipv6: 'an IPv6 address such as 2001:db8::1',
  uuid: 'an id such as 123e4567-e89b-12d3-a456-426614174000',
  'iana-time-zone': 'a time zone such as Europe/Berlin',
};

function formatText(format: string | undefined): string {
  return formats[format ?? ''] ?? `a value in the form "${format}"`;
}
