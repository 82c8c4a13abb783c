import type { Pool } from 'pg';

import { readChanges } from '../checks/sql/set-up-changes.js';
import { type AccessPath, readPaths } from '../reports/access/access-facts.js';
import { type Holder, holdersOf } from '../reports/access/holders.js';
import { type ListedAccount, listAccounts } from './account-list.js';

type Instant = string | null;

/** All that is known of one account. */
export interface AccountDetail {
  readonly account: ListedAccount & Readonly<Record<string, unknown>>;
  readonly licences: readonly {
    readonly licenceId: string;
    readonly name: string;
    readonly key: string | null;
    readonly layer: string;
    readonly assignedAt: Instant;
  }[];
  /** Every capability with the ways by which it is held. */
  readonly access: readonly Holder[];
  /** Roles, also those that give no capability. */
  readonly roles: readonly {
    readonly roleId: string;
    readonly name: string;
    readonly kind: string;
    readonly via: string;
    readonly firstSeen: Instant;
    readonly expiresAt: Instant;
  }[];
  readonly groups: readonly {
    readonly groupId: string;
    readonly name: string;
    readonly kind: string | null;
  }[];
  readonly tokens: readonly {
    readonly tokenId: string;
    readonly application: string;
    readonly createdAt: Instant;
    readonly lastUsedAt: Instant;
    readonly useCount: number | null;
  }[];
  /** Null where factors are not collected. */
  readonly factors: readonly string[] | null;
  /** Sign-ins of the last 90 days by day of UTC, those without one left out. */
  readonly timeline: readonly {
    readonly day: string;
    readonly succeeded: number;
    readonly failed: number;
  }[];
  readonly countries: readonly { readonly country: string | null; readonly signIns: number }[];
}

/** Which account, as of when. */
export interface AccountKey {
  readonly integrationId: string;
  readonly accountId: string;
  readonly now: Date;
}

const timelineDays = 90;

/** Everything about one account; undefined when there is none. */
export async function readAccount(pool: Pool, key: AccountKey): Promise<AccountDetail | undefined> {
  const { integrationId, accountId, now } = key;
  const [facts] = await rowsOf(pool, key, accountSql);
  if (!facts) return undefined;
  const [account] = (
    await listAccounts(
      pool,
      [integrationId],
      { withGone: true, id: accountId },
      { now, sort: 'username', limit: 1 },
    )
  ).rows;
  if (!account) return undefined;
  const [licences, roles, groups, tokens, timeline, countries] = await Promise.all([
    rowsOf<AccountDetail['licences'][number]>(pool, key, licenceSql),
    rowsOf<AccountDetail['roles'][number]>(pool, key, roleSql),
    rowsOf<AccountDetail['groups'][number]>(pool, key, groupSql),
    rowsOf<AccountDetail['tokens'][number]>(pool, key, tokenSql),
    rowsOf<AccountDetail['timeline'][number]>(pool, key, timelineSql, sinceOf(now)),
    rowsOf<AccountDetail['countries'][number]>(pool, key, countrySql, sinceOf(now)),
  ]);
  return {
    account: { ...facts, ...account },
    licences,
    access: await accessOf(pool, key),
    roles,
    groups,
    tokens,
    factors: account.factors,
    timeline,
    countries,
  };
}

function sinceOf(now: Date): Date {
  return new Date(now.getTime() - timelineDays * 86_400_000);
}

async function rowsOf<Row extends object>(
  pool: Pool,
  { integrationId, accountId }: AccountKey,
  sql: string,
  ...more: readonly unknown[]
): Promise<readonly Row[]> {
  const { rows } = await pool.query<Row>(sql, [integrationId, accountId, ...more]);
  return rows.map((row) => JSON.parse(JSON.stringify(row)) as Row);
}

async function accessOf(
  pool: Pool,
  { integrationId, accountId, now }: AccountKey,
): Promise<readonly Holder[]> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT DISTINCT c.name FROM facts."roles" r CROSS JOIN LATERAL unnest(r.capabilities) c (name)
     WHERE r.integration_id = $1 AND r.gone_at IS NULL ORDER BY 1`,
    [integrationId],
  );
  const capabilities = rows.map(({ name }) => name);
  const paths: readonly AccessPath[] = await readPaths(pool, {
    integrationId,
    capabilities,
    at: now,
    accountId,
  });
  const grants = await readChanges({ pool, integrationId }, ['role_granted'], new Date(0));
  return holdersOf(integrationId, paths, grants);
}

const accountSql = `SELECT a.title, a.company, a.employee_id AS "employeeId",
    a.federation_id AS "federationId", a.manager_id AS "managerId", m.username AS "managerUsername",
    a.profile_id AS "profileId", p.name AS profile, a.created_at AS "createdAt",
    a.password_changed_at AS "passwordChangedAt", a.failed_sign_ins::float8 AS "failedSignIns",
    a.timezone, a.locale, a.user_type AS "userType", a.first_seen AS "firstSeen",
    a.last_seen AS "lastSeen"
  FROM facts."accounts" a
  LEFT JOIN facts."accounts" m ON m.integration_id = $1 AND m.id = a.manager_id
  LEFT JOIN facts."roles" p ON p.integration_id = $1 AND p.id = a.profile_id
  WHERE a.integration_id = $1 AND a.id = $2`;

const licenceSql = `SELECT p.id AS "licenceId", p.name, p.key, p.layer, h.assigned_at AS "assignedAt"
  FROM facts."licence_pools" p
  LEFT JOIN facts."licence_assignments" h ON h.integration_id = $1 AND h.account_id = $2
    AND h.licence_id = p.id AND h.gone_at IS NULL
  WHERE p.integration_id = $1 AND p.gone_at IS NULL AND (h.id IS NOT NULL OR p.id = (
    SELECT licence_id FROM facts."accounts"
    WHERE integration_id = $1 AND id = $2 AND state <> 'deactivated'))
  ORDER BY p.layer, p.name, p.id`;

const roleSql = `SELECT r.id AS "roleId", r.name, r.kind, x.via, x.first_seen AS "firstSeen",
    x.expires_at AS "expiresAt"
  FROM facts."role_assignments" x
  JOIN facts."roles" r ON r.integration_id = $1 AND r.id = x.role_id
  WHERE x.integration_id = $1 AND x.account_id = $2 AND x.gone_at IS NULL AND x.active IS NOT FALSE
  ORDER BY r.kind, r.name, r.id`;

const groupSql = `SELECT g.id AS "groupId", g.name, g.kind
  FROM facts."group_members" m
  JOIN facts."groups" g ON g.integration_id = $1 AND g.id = m.group_id AND g.gone_at IS NULL
  WHERE m.integration_id = $1 AND m.member_id = $2 AND m.gone_at IS NULL ORDER BY g.name, g.id`;

const tokenSql = `SELECT id AS "tokenId", app_name AS application, created_at AS "createdAt",
    last_used_at AS "lastUsedAt", use_count::float8 AS "useCount"
  FROM facts."app_grants"
  WHERE integration_id = $1 AND account_id = $2 AND gone_at IS NULL
  ORDER BY last_used_at DESC NULLS LAST, id LIMIT 500`;

const timelineSql = `SELECT (s."time" AT TIME ZONE 'UTC')::date::text AS day,
    (count(*) FILTER (WHERE s.outcome = 'success'))::float8 AS succeeded,
    (count(*) FILTER (WHERE s.outcome = 'failure'))::float8 AS failed
  FROM facts."sign_ins" s
  WHERE s.integration_id = $1 AND s.account_id = $2 AND s."time" >= $3 AND s.gone_at IS NULL
  GROUP BY 1 ORDER BY 1`;

const countrySql = `SELECT s.country, count(*)::float8 AS "signIns"
  FROM facts."sign_ins" s
  WHERE s.integration_id = $1 AND s.account_id = $2 AND s."time" >= $3 AND s.gone_at IS NULL
  GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 20`;
