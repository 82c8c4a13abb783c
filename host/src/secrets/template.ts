import { RollcallError } from '@rollcall/core';

import { fieldReference, readTemplate } from '../plugins/template-syntax.js';

/** Values of config fields, secrets included, by name. */
export type TemplateValues = Readonly<Record<string, unknown>>;

/**
 * Puts values in the place of `{config.name}`, as they are: a value is never read as a template.
 * @throws `MANIFEST_INVALID` when the template has braces of another form; `CONFIG_INVALID` when a
 *   field has no value
 */
export function renderTemplate(template: string, values: TemplateValues): string {
  if (readTemplate(template).stray !== undefined) {
    throw new RollcallError('MANIFEST_INVALID', `the template "${template}" is broken`, {
      hint: 'Templates may hold {config.name} only; there are no expressions.',
    });
  }
  return template.replaceAll(fieldReference, (_, name: string) => fieldText(name, values));
}

function fieldText(name: string, values: TemplateValues): string {
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  if (typeof value === 'string' && value !== '') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new RollcallError('CONFIG_INVALID', `the field "${name}" has no value`, {
    hint: `Fill in "${name}".`,
  });
}
