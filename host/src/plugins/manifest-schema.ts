import type { Manifest } from '@rollcall/core';
import type { ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

import schema from '../../../plugin.schema.json' with { type: 'json' };
import type { PlacedFault } from './manifest-fault.js';
import { schemaFaults } from './schema-faults.js';

let validate: ValidateFunction<Manifest> | undefined;

/** Checks a value against `plugin.schema.json`: the manifest, or one fault per mistake. */
export function checkManifestSchema(
  value: unknown,
): { readonly manifest: Manifest } | { readonly faults: readonly PlacedFault[] } {
  // Compiled when it is first needed: most commands never do.
  validate ??= compile();
  const check = validate;
  if (check(value)) return { manifest: value };
  return { faults: schemaFaults(check.errors ?? [], schema) };
}

function compile(): ValidateFunction<Manifest> {
  const ajv = new Ajv2020({
    allErrors: true,
    discriminator: true,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    verbose: true,
  });
  formats.default(ajv);
  return ajv.compile<Manifest>(schema);
}
