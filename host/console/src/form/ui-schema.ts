import type { UiSchema } from '@rjsf/utils';

import { choicesOf, type FieldSchema, isObject, isSecret, isTitledEnum } from './field-schema.js';

/** Texts longer than this are written in an area of several lines. */
const longText = 1_000;

/** Which of our widgets draws each field, in the form that rjsf reads. */
export function uiSchemaOf(schema: FieldSchema): UiSchema {
  const ui: UiSchema = {};
  const widget = widgetOf(schema);
  if (widget) ui['ui:widget'] = widget;
  const parts = [schema, schema.then, schema.else, ...(schema.allOf ?? [])];
  for (const part of parts) Object.assign(ui, fieldsOf(part));
  if (schema.items && !widget) ui.items = uiSchemaOf(schema.items);
  if (schema.oneOf && !isTitledEnum(schema)) {
    ui.oneOf = schema.oneOf.map((branch) => ({
      ...uiSchemaOf(branch),
      'ui:options': { isBranch: true },
    }));
    ui['ui:widget'] = 'alternatives';
    ui['ui:options'] = { helps: schema.oneOf.map(({ description = '' }) => description) };
  }
  return ui;
}

function fieldsOf(part: FieldSchema | undefined): UiSchema {
  if (!part) return {};
  const fields = Object.entries(part.properties ?? {});
  const inner = [part.then, part.else, ...(part.allOf ?? [])].map(fieldsOf);
  return Object.assign(
    {},
    ...inner,
    Object.fromEntries(
      fields
        .filter(([, field]) => isObject(field))
        .map(([name, field]) => [name, uiSchemaOf(field)]),
    ),
  );
}

function widgetOf(schema: FieldSchema): string | undefined {
  if (isSecret(schema)) return 'secret';
  if ('const' in schema) return 'hidden';
  if (choicesOf(schema)) return 'choice';
  switch (schema.type) {
    case 'boolean':
      return 'tick';
    case 'integer':
    case 'number':
      return 'number';
    case 'array':
      return arrayWidgetOf(schema.items ?? {});
    case 'string':
      return isLong(schema) ? 'area' : 'line';
    default:
      return undefined;
  }
}

function arrayWidgetOf(items: FieldSchema): string | undefined {
  if (choicesOf(items)) return 'choices';
  return items.type === 'string' ? 'tags' : undefined;
}

function isLong(schema: FieldSchema): boolean {
  return schema['x-ui']?.multiline ?? (schema.maxLength ?? 0) > longText;
}
