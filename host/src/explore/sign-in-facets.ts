import type { Pool } from 'pg';

import { type Reader, readOneMoment } from '../reports/one-moment.js';
import { mfaBy, networkOf } from '../reports/sign-ins/sign-in-sql.js';
import {
  isTold,
  isVerified,
  type SignInField,
  type SignInFilter,
  signInCondition,
  signInFields,
  valueTerms,
} from './sign-in-filter.js';

/** One value of a field, and how many sign-ins have it. */
export interface FacetValue {
  /** Null where the provider told nothing. */
  readonly value: string | null;
  readonly signIns: number;
  readonly failures: number;
}

/** How many sign-ins each value has. Each field is counted without regard to its own filter. */
export interface Facets {
  readonly total: number;
  readonly failures: number;
  readonly fields: Readonly<Record<SignInField | 'network', readonly FacetValue[]>>;
}

const fields = Object.keys(signInFields) as readonly SignInField[];
const mostValues = 50;

/** What is counted: everything, a field's values, or networks. */
interface CountedValue extends FacetValue {
  readonly field: SignInField | 'all' | 'network';
}

/** Counts sign-ins by the values of fields, those with most first. */
export async function signInFacets(
  pool: Pool,
  integrationIds: readonly string[],
  filter: SignInFilter,
): Promise<Facets> {
  const count = (read: typeof countFields): Promise<readonly CountedValue[]> =>
    readOneMoment(pool, async (reader) => {
      const counted: CountedValue[] = [];
      for (const id of integrationIds) counted.push(...(await read(reader, id, filter)));
      return counted;
    });
  const counted = (await Promise.all([count(countFields), count(countNetworks)])).flat();
  const of = (field: CountedValue['field']): readonly FacetValue[] =>
    added(counted.filter((each) => each.field === field));
  const [all] = of('all');
  return {
    total: all?.signIns ?? 0,
    failures: all?.failures ?? 0,
    fields: {
      outcome: of('outcome'),
      method: of('method'),
      channel: of('channel'),
      country: of('country'),
      application: of('application'),
      mfa: of('mfa'),
      network: of('network'),
    },
  };
}

/** Adds up what several integrations have of a value. */
function added(counted: readonly CountedValue[]): readonly FacetValue[] {
  const values = new Map<string | null, FacetValue>();
  for (const { value, signIns, failures } of counted) {
    const known = values.get(value);
    values.set(value, {
      value,
      signIns: (known?.signIns ?? 0) + signIns,
      failures: (known?.failures ?? 0) + failures,
    });
  }
  return [...values.values()]
    .sort((a, b) => b.signIns - a.signIns || ((a.value ?? '') < (b.value ?? '') ? -1 : 1))
    .slice(0, mostValues);
}

/**
 * Reads the sign-ins once, counts each combination of values, then each field's values among the
 * combinations, of which there are few.
 */
async function countFields(
  reader: Reader,
  integrationId: string,
  { values, ...filter }: SignInFilter,
): Promise<readonly CountedValue[]> {
  const { sql, parameters } = await signInCondition(reader, integrationId, {
    ...filter,
    values: {},
  });
  const terms = new Map(
    fields.map((field) => [field, valueTerms(`c.${field}`, values[field] ?? [], parameters)]),
  );
  const conditionWithout = (field: SignInField | undefined): string =>
    ['true', ...fields.flatMap((each) => (each === field ? [] : (terms.get(each) ?? [])))].join(
      ' AND ',
    );
  const counts = fields.map(
    (field) => `(SELECT '${field}' AS field, c.${field} AS value, ${sums} FROM combination c
      WHERE ${conditionWithout(field)} GROUP BY 2 ORDER BY 3 DESC LIMIT 500)`,
  );
  const { rows } = await reader.query<CountedValue>(
    `WITH counted AS MATERIALIZED (
       SELECT s.outcome, s.method, s.channel, s.country, s.application, s.auth_method_reference,
         s.auth_context_class, ${isVerified} AS is_verified, ${isTold} AS is_told, count(*) AS n
       FROM facts."sign_ins" s WHERE ${sql} GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9),
     combination AS MATERIALIZED (
       SELECT s.outcome, s.method, s.channel, s.country, s.application, s.n,
         ${mfaBy('s.is_verified', 's.is_told')} AS mfa
       FROM counted s)
     ${counts.join(' UNION ALL ')}
     UNION ALL
     SELECT 'all', NULL, ${sums} FROM combination c WHERE ${conditionWithout(undefined)}`,
    parameters,
  );
  return rows;
}

const sums = `coalesce(sum(c.n), 0)::float8 AS "signIns",
  coalesce(sum(c.n) FILTER (WHERE c.outcome = 'failure'), 0)::float8 AS failures`;

/** An address of the network stands for it: what is shown costs more to work out than to count. */
const someAddress = `CASE
  WHEN pg_input_is_valid(s.source_ip, 'inet') AND s.source_ip NOT LIKE '%:%'
    AND s.source_ip NOT LIKE '%/%' THEN rtrim(s.source_ip, '0123456789') || '0'
  ELSE s.source_ip END`;

async function countNetworks(
  reader: Reader,
  integrationId: string,
  filter: SignInFilter,
): Promise<readonly CountedValue[]> {
  const { sql, parameters } = await signInCondition(reader, integrationId, {
    ...filter,
    networks: [],
  });
  const { rows } = await reader.query<CountedValue>(
    `WITH counted AS MATERIALIZED (
       SELECT ${someAddress} AS value, count(*) AS n,
         count(*) FILTER (WHERE s.outcome = 'failure') AS failed
       FROM facts."sign_ins" s WHERE ${sql} GROUP BY 1)
     SELECT 'network' AS field, ${networkOf('value')} AS value, sum(n)::float8 AS "signIns",
       sum(failed)::float8 AS failures
     FROM counted GROUP BY 2 ORDER BY 3 DESC LIMIT 500`,
    parameters,
  );
  return rows;
}
