import { isIP } from 'node:net';

import type { Reader } from '../reports/one-moment.js';
import { mfaBy } from '../reports/sign-ins/sign-in-sql.js';

/** Which sign-ins are wanted; what is absent does not matter. */
export interface SignInFilter {
  readonly integrationId?: string | undefined;
  /** From this instant on. */
  readonly from?: Date | undefined;
  /** Before this instant. */
  readonly to?: Date | undefined;
  /** Ids of accounts, written like values. */
  readonly accounts?: readonly string[] | undefined;
  /** Part of a username or a display name. */
  readonly text?: string | undefined;
  /** Values of fields: one of them; `!DE` means not DE, an empty text what is not told. */
  readonly values: Readonly<Partial<Record<SignInField, readonly string[]>>>;
  /** Addresses, or networks such as `203.0.113.0/24`; `!` before one means not from it. */
  readonly networks?: readonly string[] | undefined;
}

/** SQL: whether a second factor is stored for the sign-in `s` of the integration `$1`. */
export const isVerified = `EXISTS (SELECT 1 FROM facts."factor_events" f
  WHERE f.integration_id = $1 AND f.sign_in_id = s.id AND f.outcome = 'success')`;

/** SQL: whether every second factor of its time is stored, of the integration `$1`. */
export const isTold = `(s."time" >= (SELECT min("time") FROM facts."factor_events" f
  WHERE f.integration_id = $1 AND EXISTS (
    SELECT 1 FROM rollcall.stream_state st WHERE st.integration_id = $1
      AND st.stream = f.stream AND st.outcome = 'done')))`;

/** What is filtered and counted by its values: columns, and what is worked out of them. */
export const signInFields = {
  outcome: 's.outcome',
  method: 's.method',
  channel: 's.channel',
  country: 's.country',
  application: 's.application',
  mfa: mfaBy(isVerified, isTold),
} as const;

/** One of them. */
export type SignInField = keyof typeof signInFields;

/** SQL with its parameters. */
export interface Condition {
  readonly sql: string;
  readonly parameters: unknown[];
}

/** More accounts than these are looked for among the sign-ins, not one after the other. */
const mostNamed = 200;

/**
 * The condition over the alias `s` of one integration, which is `$1`. Where few accounts have the text
 * in their names it has their ids, which an index finds.
 */
export async function signInCondition(
  reader: Reader,
  integrationId: string,
  filter: SignInFilter,
): Promise<Condition> {
  if (filter.text === undefined) return conditionOf(integrationId, filter, undefined);
  const { rows } = await reader.query<{ id: string }>(
    `SELECT a.id FROM facts."accounts" a WHERE a.integration_id = $1 AND ${hasText('$2')}
     LIMIT ${mostNamed + 1}`,
    [integrationId, filter.text.toLowerCase()],
  );
  const isFew = rows.length <= mostNamed;
  return conditionOf(integrationId, filter, isFew ? rows.map(({ id }) => id) : undefined);
}

/** SQL: whether the text is part of a name of the account `a`. */
function hasText(text: string): string {
  return `(position(${text} in lower(a.username)) > 0
    OR position(${text} in lower(a.display_name)) > 0)`;
}

/** @param named ids of the accounts whose names have the text; undefined where they are many, or no text is given */
function conditionOf(
  integrationId: string,
  filter: SignInFilter,
  named: readonly string[] | undefined,
): Condition {
  const parameters: unknown[] = [integrationId];
  const terms = ['s.integration_id = $1', 's.gone_at IS NULL'];
  const add = (value: unknown, term: (parameter: string) => string): void => {
    if (value !== undefined) terms.push(term(`$${parameters.push(value)}`));
  };
  add(filter.from, (p) => `s."time" >= ${p}`);
  add(filter.to, (p) => `s."time" < ${p}`);
  terms.push(...accountTerms(filter.accounts ?? [], parameters));
  add(named, (p) => `s.account_id = ANY(${p}::text[])`);
  add(
    named ? undefined : filter.text?.toLowerCase(),
    (p) => `s.account_id IN (SELECT a.id FROM facts."accounts" a
      WHERE a.integration_id = $1 AND ${hasText(p)})`,
  );
  for (const [field, column] of Object.entries(signInFields)) {
    const values = filter.values[field as SignInField] ?? [];
    terms.push(...valueTerms(column, values, parameters));
  }
  for (const network of filter.networks ?? []) {
    const isNot = network.startsWith('!');
    const text = isNot ? network.slice(1) : network;
    add(text, (p) => `${isNot ? 'NOT ' : ''}(${networkTerm(text, p)})`);
  }
  return { sql: terms.join(' AND '), parameters };
}

/** A plain comparison is what the index of accounts answers. */
function accountTerms(accounts: readonly string[], parameters: unknown[]): readonly string[] {
  const isPlain = accounts.every((account) => account !== '' && !account.startsWith('!'));
  if (!isPlain) return valueTerms('s.account_id', accounts, parameters);
  return accounts.length === 0 ? [] : [`s.account_id = ANY($${parameters.push(accounts)}::text[])`];
}

/** SQL that takes the values of a field that are wanted; adds what it needs to the parameters. */
export function valueTerms(
  column: string,
  values: readonly string[],
  parameters: unknown[],
): readonly string[] {
  const wanted = values.filter((value) => !value.startsWith('!'));
  const unwanted = values.filter((value) => value.startsWith('!')).map((value) => value.slice(1));
  const told = `coalesce(${column}, '')`;
  return [
    ...(wanted.length > 0 ? [`${told} = ANY($${parameters.push(wanted)}::text[])`] : []),
    ...(unwanted.length > 0 ? [`${told} <> ALL($${parameters.push(unwanted)}::text[])`] : []),
  ];
}

/** An address is compared as text; a network by the database, which leaves out what is no address. */
function networkTerm(text: string, parameter: string): string {
  const [address = '', bits] = text.split('/');
  const isNetwork = isIP(address) > 0 && bits !== undefined && /^\d{1,3}$/.test(bits);
  if (!isNetwork) return `coalesce(s.source_ip, '') = ${parameter}`;
  return `CASE WHEN pg_input_is_valid(s.source_ip, 'inet') THEN s.source_ip::inet <<= ${parameter}::inet
    ELSE false END`;
}
