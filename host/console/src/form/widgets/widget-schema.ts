import type { WidgetProps } from '@rjsf/utils';

import type { FieldSchema } from '../field-schema.js';

/** The schema of a widget's field, by our own type. */
export function fieldSchemaOf({ schema }: Pick<WidgetProps, 'schema'>): FieldSchema {
  const field: unknown = schema;
  return typeof field === 'object' && field !== null ? field : {};
}

/** How wide a field is drawn. */
export function widthOf(schema: FieldSchema): 'short' | 'medium' | 'full' {
  const isTime = schema.format === 'date' || schema.format === 'time';
  return schema['x-ui']?.width ?? (isTime ? 'medium' : 'full');
}
