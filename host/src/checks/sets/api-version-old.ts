import type { FindingDraft, SetCheckContext } from '../check.js';
import { defineSetCheck, inDays, inUnits, judged } from '../judgement.js';
import { counted, daysBefore, listed } from '../wording.js';

interface OldClient {
  readonly id: string;
  readonly username: string;
  readonly times: number;
  readonly oldest: number;
  readonly applications: readonly string[];
  readonly signInIds: readonly string[];
  readonly firstAt: Date;
  readonly lastAt: Date;
}

const thresholds = {
  windowDays: inDays(30, 'Sign-ins of how many days are looked at', 184),
  behind: inUnits(15, 'versions', 'How far behind the newest that is used a version is old', 1000),
  farBehind: inUnits(30, 'versions', 'How far behind it may soon stop working', 1000),
};

/** Versions beyond are marks of providers for their own traffic. */
const highestVersion = 1000;

/** Clients of an API that will be switched off. */
export const apiVersionOld = defineSetCheck({
  id: 'api-version-old',
  version: 1,
  title: 'Old version of the API',
  question: 'Which clients will stop working when old versions are switched off?',
  category: 'auth-policy',
  entities: ['account', 'sign_in'],
  fields: ['sign_in.apiVersion'],
  severityRule: 'Low; medium from `farBehind` versions.',
  thresholds,
  explanation:
    'Versions are compared with the newest number that anybody used in the same time. Old ones are switched off in the end, and have weaker rules until then.',
  remediation: 'Update the client or the library that it is made with.',
  references: { controls: ['CIS 2.2', 'NIST 800-53 SA-22', 'ISO 27001 A.8.8', 'SOC 2 CC7.1'] },
  closes: 'absent',
  async judge(context) {
    const since = daysBefore(context.now, context.thresholds.windowDays);
    const used = await readVersions(context, since);
    const newest = Math.max(0, ...used.keys());
    const old = [...used].filter(([number]) => newest - number >= context.thresholds.behind);
    if (old.length === 0) return judged([]);
    const clients = await readClients(
      context,
      since,
      old.flatMap(([, versions]) => versions),
    );
    return judged(clients.map((client) => findingOf(client, newest, context)));
  },
});

/** The versions that were used, by their number. */
async function readVersions(
  { pool, integrationId }: SetCheckContext,
  since: Date,
): Promise<ReadonlyMap<number, readonly string[]>> {
  const { rows } = await pool.query<{ readonly version: string }>(
    `SELECT DISTINCT api_version AS version FROM facts."sign_ins"
     WHERE integration_id = $1 AND "time" > $2 AND outcome = 'success'
       AND api_version ~ '^[0-9]+([.][0-9]+)?$'`,
    [integrationId, since],
  );
  const real = rows.filter(({ version }) => Number(version) < highestVersion);
  const numbers = Map.groupBy(real, ({ version }) => Math.floor(Number(version)));
  return new Map(
    [...numbers].map(([number, each]) => [number, each.map(({ version }) => version)]),
  );
}

async function readClients(
  { pool, integrationId }: SetCheckContext,
  since: Date,
  versions: readonly string[],
): Promise<readonly OldClient[]> {
  const { rows } = await pool.query<OldClient>(
    `SELECT a.id, a.username, count(*) AS times, min(s.api_version::float8) AS oldest,
       (array_agg(DISTINCT coalesce(s.application, s.browser, 'a client')))[:10] AS applications,
       (array_agg(s.id ORDER BY s."time" DESC))[:200] AS "signInIds",
       min(s."time") AS "firstAt", max(s."time") AS "lastAt"
     FROM facts."sign_ins" s
     JOIN facts."accounts" a ON a.integration_id = $1 AND a.id = s.account_id
     WHERE s.integration_id = $1 AND s."time" > $2 AND s.outcome = 'success'
       AND s.api_version = ANY ($3)
     GROUP BY a.id, a.username ORDER BY a.username, a.id`,
    [integrationId, since, versions],
  );
  return rows;
}

function findingOf(
  row: OldClient,
  newest: number,
  { thresholds: { farBehind } }: SetCheckContext<typeof thresholds>,
): FindingDraft {
  const { id, username, oldest, applications } = row;
  return {
    subject: id,
    severity: newest - Math.floor(oldest) >= farBehind ? 'medium' : 'low',
    title: `${username} uses version ${oldest} of the API by ${listed(applications)}, ${counted(newest - Math.floor(oldest), 'version')} behind`,
    accounts: [id],
    evidence: {
      signInIds: row.signInIds,
      facts: { oldest, newest, times: row.times, applications },
    },
    firstAt: row.firstAt,
    lastAt: row.lastAt,
  };
}
