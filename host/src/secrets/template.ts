import { RollcallError } from '@rollcall/core';

/** Values of config fields, secrets included, by name. */
export type TemplateValues = Readonly<Record<string, unknown>>;

interface Part {
  /** Text before the reference. */
  readonly text: string;
  /** Name of the config field; absent in the last part. */
  readonly name?: string;
}

const reference = /\{config\.([a-zA-Z][a-zA-Z0-9_]*)\}/g;

/**
 * Puts values in the place of `{config.name}`, as they are: a value is never read as a template.
 * @throws `MANIFEST_INVALID` when the template has braces of another form; `CONFIG_INVALID` when a
 *   field has no value
 */
export function renderTemplate(template: string, values: TemplateValues): string {
  return parse(template)
    .map(({ text, name }) => (name === undefined ? text : text + fieldText(name, values)))
    .join('');
}

function parse(template: string): readonly Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const match of template.matchAll(reference)) {
    parts.push({ text: template.slice(end, match.index), name: match[1] ?? '' });
    end = match.index + match[0].length;
  }
  parts.push({ text: template.slice(end) });
  if (!parts.some(({ text }) => /[{}]/.test(text))) return parts;
  throw new RollcallError('MANIFEST_INVALID', `the template "${template}" is broken`, {
    hint: 'Templates may hold {config.name} only; there are no expressions.',
  });
}

function fieldText(name: string, values: TemplateValues): string {
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  if (typeof value === 'string' && value !== '') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new RollcallError('CONFIG_INVALID', `the field "${name}" has no value`, {
    hint: `Fill in "${name}".`,
  });
}
