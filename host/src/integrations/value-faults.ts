import type { ErrorObject, ValidateFunction } from 'ajv';

import { isObject, type JsonObject, objectOf } from '../plugins/json-shape.js';
import { pathOf, pointerOf } from '../plugins/manifest-fault.js';
import { didYouMean } from '../plugins/nearest.js';
import { compileSchema } from '../plugins/schema-compiler.js';
import type { ConfigFault } from './config-fault.js';
import { wordsFor } from './field-words.js';

/** Of several failed keywords of one value, the first of these is told; any other comes last. */
const order = [
  'type',
  'enum',
  'const',
  'discriminator',
  'required',
  'minLength',
  'pattern',
  'format',
];

/** Repeat what another error says. */
const echoes = new Set(['if', 'oneOf', 'anyOf', 'allOf', 'propertyNames']);

const compiled = new WeakMap<JsonObject, ValidateFunction>();

/** Checks values against the schema of a form: one fault per mistake, in the order of the form. */
export function valueFaults(schema: JsonObject, values: JsonObject): readonly ConfigFault[] {
  const validate = compiled.get(schema) ?? compileSchema(schema);
  compiled.set(schema, validate);
  if (validate(values)) return [];
  const errors = (validate.errors ?? [])
    .filter(({ keyword }) => !echoes.has(keyword))
    .toSorted((a, b) => rank(a) - rank(b));
  const byPlace = new Map<string, ConfigFault>();
  for (const error of errors) {
    const fault = faultOf(error);
    if (!byPlace.has(fault.pointer)) byPlace.set(fault.pointer, fault);
  }
  const fields = Object.keys(objectOf(schema.properties));
  const place = ({ field }: ConfigFault) =>
    fields.includes(field) ? fields.indexOf(field) : fields.length;
  return withoutOuter([...byPlace.values()]).toSorted((a, b) => place(a) - place(b));
}

function rank({ keyword }: ErrorObject): number {
  const at = order.indexOf(keyword);
  return at < 0 ? order.length : at;
}

/** A fault inside of a value explains a fault of the value as a whole. */
function withoutOuter(faults: readonly ConfigFault[]): readonly ConfigFault[] {
  return faults.filter(
    ({ pointer }) => !faults.some((other) => other.pointer.startsWith(`${pointer}/`)),
  );
}

function faultOf(error: ErrorObject): ConfigFault {
  const here = pathOf(error.instancePath);
  const parent = objectOf(error.parentSchema);
  const { params } = error;
  switch (error.keyword) {
    case 'required': {
      const name = String(params.missingProperty);
      const schema = objectOf(objectOf(parent.properties)[name]);
      return fault([...here, name], 'required', wordsFor('required', name, schema));
    }
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const name = String(params.additionalProperty ?? params.unevaluatedProperty);
      return unknownField([...here, name], Object.keys(objectOf(parent.properties)));
    }
    case 'discriminator': {
      const tag = String(params.tag);
      return fault([...here, tag], 'required', alternatives(parent, tag));
    }
    default: {
      const name = here.at(-1) ?? '';
      return fault(here, error.keyword, wordsFor(error.keyword, name, parent, error));
    }
  }
}

/** A field that the form does not have, with the nearest that it has. */
export function unknownField(path: readonly string[], known: readonly string[]): ConfigFault {
  const name = path.at(-1) ?? '';
  const near = didYouMean(name, known);
  const list = near === '' && known.length > 0 ? ` There are: ${known.join(', ')}.` : near;
  return fault(path, 'unknown', `There is no field "${name}".${list}`);
}

function alternatives(schema: JsonObject, tag: string): string {
  const branches = Array.isArray(schema.oneOf) ? schema.oneOf : [];
  const values = branches.flatMap((branch: unknown) => {
    const value = objectOf(objectOf(objectOf(branch).properties)[tag]).const;
    return isObject(value) || value === undefined ? [] : [String(value)];
  });
  return `Choose one of: ${values.join(', ')}.`;
}

function fault(path: readonly string[], keyword: string, message: string): ConfigFault {
  return { pointer: pointerOf(path), field: path[0] ?? '', keyword, message };
}
