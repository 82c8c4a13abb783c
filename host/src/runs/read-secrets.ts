import type { Manifest } from '@rollcall/core';

import { secretOrigin } from '../integrations/destinations.js';
import type { Integration } from '../integrations/integration.js';
import type { Vault } from '../secrets/vault.js';

/**
 * The stored secrets of an integration by field; of `fields` only, where they are named.
 * @throws `SECRET_REENTER` when one was stored for another address; `KEY_MISMATCH`
 */
export async function readSecrets(
  vault: Pick<Vault, 'listFields' | 'getSecret'>,
  manifest: Manifest,
  { id, config }: Pick<Integration, 'id' | 'config'>,
  fields?: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const origin = secretOrigin(manifest, config);
  const values = await Promise.all(
    (fields ?? (await vault.listFields(id))).map(async (field) => {
      const value = await vault.getSecret({ integrationId: id, field, origin });
      return value === undefined ? [] : [[field, value] as const];
    }),
  );
  return Object.fromEntries(values.flat());
}
