import {
  type EntityName,
  type EntityRecord,
  entities,
  type ManifestStream,
  RollcallError,
  schemaOf,
} from '@rollcall/core';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';

/** Checks records of one stream. */
export type RecordCheck = (records: readonly unknown[]) => asserts records is EntityRecord[];

const ajv = new Ajv2020({ strict: false, allErrors: false, discriminator: true });
ajvFormats.default(ajv, ['date-time', 'date']);
/** What a stream's own schema cannot take back: every record has its key. */
const keyed = {
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'string', minLength: 1 } },
};
const byEntity = new Map<EntityName, ValidateFunction>();

function entityValidator(name: EntityName): ValidateFunction {
  const known = byEntity.get(name);
  if (known) return known;
  const made = ajv.compile(schemaOf(entities[name]));
  byEntity.set(name, made);
  return made;
}

/**
 * Makes the check of a stream's records.
 * @throws `RECORD_INVALID`, from the check, naming stream, position and field, never a value
 */
export function recordCheck(stream: ManifestStream): RecordCheck {
  const validate =
    stream.entity === 'record'
      ? ajv.compile({ allOf: [keyed, stream.schema ?? {}] })
      : entityValidator(stream.entity);
  return (records): asserts records is EntityRecord[] => {
    for (const [index, record] of records.entries()) {
      if (validate(record)) continue;
      const fault = validate.errors?.[0];
      const where = `${fault?.instancePath ?? ''} ${fault?.message ?? 'is wrong'}`.trim();
      throw new RollcallError(
        'RECORD_INVALID',
        `record ${index + 1} of a batch of "${stream.name}" is not a ${stream.entity}: ${where}`,
      );
    }
  };
}
