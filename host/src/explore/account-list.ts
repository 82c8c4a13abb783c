import { administrators } from '../checks/sql/held-roles.js';
import type { Reader } from '../reports/one-moment.js';
import { decodePosition, encodePosition } from './cursor.js';
import type { ListPage } from './sign-in-list.js';

/** Which accounts are wanted; what is absent does not matter. */
export interface AccountFilter {
  /** The provider's id. */
  readonly id?: string | undefined;
  /** Part of a username, a display name or a mail address. */
  readonly text?: string | undefined;
  readonly state?: readonly string[] | undefined;
  readonly kind?: readonly string[] | undefined;
  /** Id of a licence that it holds. */
  readonly licence?: string | undefined;
  readonly department?: string | undefined;
  /** Whether a second factor is registered; only where factors are collected. */
  readonly hasFactor?: boolean | undefined;
  readonly isAdministrator?: boolean | undefined;
  /** Without use of any kind since this instant. */
  readonly unusedSince?: Date | undefined;
  /** Also those that are not at the provider any more. */
  readonly withGone?: boolean | undefined;
}

/** How accounts are sorted: by username, or those that signed in last first. */
export type AccountSort = 'username' | 'lastSignIn';

/** An account as lists show it. */
export interface ListedAccount {
  readonly id: string;
  readonly integrationId: string;
  readonly username: string;
  readonly displayName: string | null;
  readonly email: string | null;
  readonly state: string;
  readonly kind: string;
  readonly department: string | null;
  /** Names of all licences that it holds, the base licence first. */
  readonly licences: readonly string[];
  /** As the provider tells. */
  readonly lastSignInAt: string | null;
  readonly lastUse: { readonly at: string; readonly by: 'sign-in' | 'token' } | null;
  /** The registered methods; null where factors are not collected. */
  readonly factors: readonly string[] | null;
  readonly isAdministrator: boolean;
  /** Findings that wait for somebody. */
  readonly findings: number;
  readonly isCollector: boolean;
  readonly goneAt: string | null;
}

interface AccountRow extends Omit<ListedAccount, 'lastSignInAt' | 'lastUse' | 'goneAt'> {
  readonly lastSignInAt: Date | null;
  readonly usedAt: Date | null;
  readonly isToken: boolean | null;
  readonly goneAt: Date | null;
  readonly sortValue: string;
}

/** What part of the list is wanted, and in which order. */
export interface AccountPage {
  readonly now: Date;
  readonly sort: AccountSort;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** Accounts of some integrations, merged. */
export async function listAccounts(
  reader: Reader,
  integrationIds: readonly string[],
  filter: AccountFilter,
  page: AccountPage,
): Promise<ListPage<ListedAccount>> {
  const found: AccountRow[] = [];
  for (const id of integrationIds) {
    found.push(...(await readAccounts(reader, id, filter, page)));
  }
  const direction = page.sort === 'username' ? 1 : -1;
  const sorted = found.sort((a, b) => direction * compare(keyOf(a), keyOf(b)));
  const rows = sorted.slice(0, page.limit);
  const last = rows.at(-1);
  const next = last && sorted.length > page.limit ? encodePosition(keyOf(last)) : null;
  return { rows: rows.map(listed), next };
}

function keyOf({ sortValue, integrationId, id }: AccountRow): readonly string[] {
  return [sortValue, integrationId, id];
}

/** The order of the database's "C" collation, which the query asks for. */
function compare(a: readonly string[], b: readonly string[]): number {
  for (let index = 0; index < a.length; index += 1) {
    const order = Buffer.compare(Buffer.from(a[index] ?? ''), Buffer.from(b[index] ?? ''));
    if (order !== 0) return order;
  }
  return 0;
}

function listed({ usedAt, isToken, sortValue: _, ...row }: AccountRow): ListedAccount {
  return {
    ...row,
    lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
    lastUse: usedAt ? { at: usedAt.toISOString(), by: isToken ? 'token' : 'sign-in' } : null,
    goneAt: row.goneAt?.toISOString() ?? null,
  };
}

const sortValues: Readonly<Record<AccountSort, string>> = {
  username: 'lower(a.username)',
  lastSignIn: `coalesce(to_char(a.last_sign_in_at AT TIME ZONE 'UTC', 'YYYYMMDDHH24MISSMS'), '')`,
};

/** The latest use of any kind; looked up for one account after the other. */
const lastUse = `CROSS JOIN LATERAL (
  SELECT greatest(a.last_sign_in_at, s.at, g.at) AS at, g.at IS NOT NULL AND g.at
    = greatest(a.last_sign_in_at, s.at, g.at) AS is_token
  FROM (SELECT max(i."time") AS at FROM facts."sign_ins" i WHERE i.integration_id = $1
      AND i.account_id = a.id AND i.outcome = 'success') s,
    (SELECT max(t.last_used_at) AS at FROM facts."app_grants" t WHERE t.integration_id = $1
      AND t.account_id = a.id) g) u`;

async function readAccounts(
  reader: Reader,
  integrationId: string,
  filter: AccountFilter,
  { now, sort, limit, cursor }: AccountPage,
): Promise<readonly AccountRow[]> {
  const parameters: unknown[] = [integrationId, now];
  const terms = termsOf(filter, parameters);
  const value = sortValues[sort];
  const [ahead, order] = sort === 'username' ? ['>', 'ASC'] : ['<', 'DESC'];
  if (cursor !== undefined) {
    const [at, integration, id] = decodePosition(cursor, 3);
    terms.push(`((${value}) COLLATE "C", $1::text COLLATE "C", a.id COLLATE "C") ${ahead}
      ($${parameters.push(at)}, $${parameters.push(integration)}, $${parameters.push(id)})`);
  }
  const { rows } = await reader.query<AccountRow>(
    `WITH ${administrators}, page AS MATERIALIZED (
       SELECT a.*, ${value} AS sort_value FROM facts."accounts" a
       ${filter.unusedSince ? lastUse : ''}
       WHERE ${terms.join(' AND ')}
       ORDER BY (${value}) COLLATE "C" ${order}, a.id COLLATE "C" ${order}
       LIMIT $${parameters.push(limit + 1)})
     SELECT a.id, a.integration_id AS "integrationId", a.username, a.display_name AS "displayName",
       a.email, a.state, a.kind, a.department, coalesce(l.names, '{}') AS licences,
       a.last_sign_in_at AS "lastSignInAt", u.at AS "usedAt", u.is_token AS "isToken",
       CASE WHEN EXISTS (SELECT 1 FROM facts."factors" f WHERE f.integration_id = $1)
         THEN coalesce(m.methods, '{}') END AS factors,
       EXISTS (SELECT 1 FROM administrator d WHERE d.account_id = a.id) AS "isAdministrator",
       (SELECT count(*)::int FROM rollcall.finding f WHERE f.integration_id = $1
         AND f.accounts @> ARRAY[a.id] AND f.status IN ('new', 'open', 'reopened')) AS findings,
       coalesce(a.is_collector, false) AS "isCollector", a.gone_at AS "goneAt",
       a.sort_value AS "sortValue"
     FROM page a
     ${lastUse}
     LEFT JOIN LATERAL (
       SELECT array_agg(p.name ORDER BY p.id <> coalesce(a.licence_id, ''), p.name) AS names
       FROM facts."licence_pools" p WHERE p.integration_id = $1 AND (p.id = a.licence_id OR p.id IN (
         SELECT h.licence_id FROM facts."licence_assignments" h
         WHERE h.integration_id = $1 AND h.account_id = a.id AND h.gone_at IS NULL))) l ON true
     LEFT JOIN LATERAL (
       SELECT array_agg(DISTINCT x.method ORDER BY x.method) AS methods
       FROM facts."factors" f CROSS JOIN LATERAL unnest(f.methods) x (method)
       WHERE f.integration_id = $1 AND f.account_id = a.id AND f.gone_at IS NULL) m ON true
     ORDER BY a.sort_value COLLATE "C" ${order}, a.id COLLATE "C" ${order}`,
    parameters,
  );
  return rows;
}

function termsOf(filter: AccountFilter, parameters: unknown[]): string[] {
  const terms = ['a.integration_id = $1'];
  const add = (value: unknown, term: (parameter: string) => string): void => {
    if (value !== undefined) terms.push(term(`$${parameters.push(value)}`));
  };
  add(filter.id, (p) => `a.id = ${p}`);
  if (filter.withGone !== true) terms.push('a.gone_at IS NULL');
  add(
    filter.text?.toLowerCase(),
    (p) => `(position(${p} in lower(a.username)) > 0
    OR position(${p} in lower(a.display_name)) > 0 OR position(${p} in lower(a.email)) > 0)`,
  );
  add(filter.state, (p) => `a.state = ANY(${p})`);
  add(filter.kind, (p) => `a.kind = ANY(${p})`);
  add(filter.department, (p) => `a.department = ${p}`);
  add(
    filter.licence,
    (p) => `(a.licence_id = ${p} OR EXISTS (SELECT 1 FROM facts."licence_assignments" h
    WHERE h.integration_id = $1 AND h.account_id = a.id AND h.licence_id = ${p} AND h.gone_at IS NULL))`,
  );
  add(
    filter.hasFactor,
    (p) => `${p} = EXISTS (SELECT 1 FROM facts."factors" f
    WHERE f.integration_id = $1 AND f.account_id = a.id AND f.gone_at IS NULL AND cardinality(f.methods) > 0)`,
  );
  add(
    filter.isAdministrator,
    (p) => `${p} = EXISTS (SELECT 1 FROM administrator d WHERE d.account_id = a.id)`,
  );
  add(filter.unusedSince, (p) => `(u.at IS NULL OR u.at < ${p})`);
  return terms;
}
