import type { Host } from '../../host-port.js';

/** The query field of lists over integrations. */
export const integrationField = {
  type: 'string',
  description: 'Only this integration (id or display name)',
} as const;

/**
 * The ids of the integrations that a list is over: the named one, or all.
 * @throws `NOT_FOUND`
 */
export async function integrationIds(
  host: Host,
  idOrName: string | undefined,
): Promise<readonly string[]> {
  const chosen =
    idOrName === undefined
      ? await host.integrations.list()
      : [await host.integrations.get(idOrName)];
  return chosen.map(({ id }) => id);
}
