import type { RJSFSchema, ValidatorType } from '@rjsf/utils';

import type { FieldSchema } from './field-schema.js';
import { matches } from './matches.js';

/**
 * What rjsf asks while it draws: which condition holds, which alternative fits. It finds no mistakes,
 * because the host does; and it compiles nothing, because the page's policy forbids `eval`.
 */
export const drawingValidator: ValidatorType = {
  validateFormData: () => ({ errors: [], errorSchema: {} }),
  rawValidation: () => ({ errors: [] }),
  isValid: (schema: RJSFSchema | boolean, formData: unknown) =>
    matches(typeof schema === 'boolean' ? schema : asField(schema), formData),
};

/** rjsf types schemas by draft 7; ours are of 2020-12 and read by our own type. */
function asField(schema: RJSFSchema): FieldSchema {
  const field: unknown = schema;
  return typeof field === 'object' && field !== null ? field : {};
}
