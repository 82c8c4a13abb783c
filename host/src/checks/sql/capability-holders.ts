import type { SetCheckContext } from '../check.js';
import { administrators } from './held-roles.js';

/** An account that can sign in, with those of some capabilities that it holds. */
export interface CapabilityHolder {
  readonly id: string;
  readonly username: string;
  readonly kind: 'human' | 'service' | 'external' | 'guest' | 'system';
  readonly isCollector: boolean;
  /** Sorted. */
  readonly capabilities: readonly string[];
  /** The roles that give them. */
  readonly roles: readonly { readonly id: string; readonly name: string }[];
  /** Whether it may change all data, or read all of it and manage accounts. */
  readonly isAdministrator: boolean;
  readonly createdAt: Date | null;
  readonly lastSignInAt: Date | null;
  readonly lastSeen: Date;
}

/** Rights over all data, accounts, roles, code or policies. */
export const privilegedCapabilities: readonly string[] = [
  'data.modify_all',
  'data.view_all',
  'users.manage',
  'roles.manage',
  'code.author',
  'policy.manage',
];

/** The accounts that hold any of some capabilities and can sign in, by username. */
export async function readHolders(
  { pool, integrationId, now }: Pick<SetCheckContext, 'pool' | 'integrationId' | 'now'>,
  capabilities: readonly string[],
): Promise<readonly CapabilityHolder[]> {
  const { rows } = await pool.query<CapabilityHolder>(
    `WITH ${administrators}, given AS (
       SELECT h.account_id, array_agg(DISTINCT c.name ORDER BY c.name) AS capabilities,
         json_agg(DISTINCT jsonb_build_object('id', h.role_id, 'name', h.role_name)) AS roles
       FROM held h CROSS JOIN LATERAL unnest(h.capabilities) c (name)
       WHERE h.capabilities && $3 AND c.name = ANY ($3)
       GROUP BY h.account_id
     )
     SELECT a.id, a.username, a.kind, coalesce(a.is_collector, false) AS "isCollector",
       g.capabilities, g.roles, a.created_at AS "createdAt", a.last_sign_in_at AS "lastSignInAt",
       a.last_seen AS "lastSeen",
       EXISTS (SELECT 1 FROM administrator d WHERE d.account_id = a.id) AS "isAdministrator"
     FROM given g
     JOIN facts."accounts" a ON a.integration_id = $1 AND a.id = g.account_id
       AND a.gone_at IS NULL AND a.state IN ('active', 'locked')
     ORDER BY a.username, a.id`,
    [integrationId, now, capabilities],
  );
  return rows;
}

/** The evidence of a holder: the account, the roles, and what they give. */
export function holderEvidence({ id, roles, capabilities, kind, isCollector }: CapabilityHolder) {
  return {
    records: [
      { entity: 'account' as const, id },
      ...roles.slice(0, 199).map((role) => ({ entity: 'role' as const, id: role.id })),
    ],
    facts: { capabilities, roles: roles.map(({ name }) => name).slice(0, 50), kind, isCollector },
  };
}
