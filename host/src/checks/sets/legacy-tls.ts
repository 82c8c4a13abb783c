import type { FindingDraft, SetCheckContext } from '../check.js';
import { defineSetCheck, inDays, judged } from '../judgement.js';
import { counted, daysBefore, listed } from '../wording.js';

interface Encryption {
  readonly protocol: string;
  readonly cipher: string | null;
}

interface Weak {
  readonly id: string;
  readonly username: string;
  readonly times: number;
  readonly protocols: readonly string[];
  readonly applications: readonly string[];
  readonly signInIds: readonly string[];
  readonly firstAt: Date;
  readonly lastAt: Date;
}

const thresholds = { windowDays: inDays(30, 'Sign-ins of how many days are looked at', 184) };

/** Clients whose encryption is out of date. */
export const legacyTls = defineSetCheck({
  id: 'legacy-tls',
  version: 1,
  title: 'Outdated encryption',
  question: 'Whose client signs in with outdated encryption?',
  category: 'auth-policy',
  entities: ['account', 'sign_in'],
  fields: ['sign_in.tlsProtocol'],
  severityRule: 'High below TLS 1.2; low for TLS 1.2 with a cipher that keeps no secret forward.',
  thresholds,
  explanation:
    'TLS below 1.2 can be broken by whoever sits between, and providers switch it off without waiting. A cipher without forward secrecy lets a stolen key open what was recorded before.',
  remediation: 'Update the client or the library that it is made with.',
  references: {
    attack: ['T1557'],
    controls: ['CIS 3.10', 'NIST 800-52', 'ISO 27001 A.8.24', 'SOC 2 CC6.7'],
  },
  closes: 'absent',
  async judge(context) {
    const since = daysBefore(context.now, context.thresholds.windowDays);
    const used = await readUsed(context, since);
    const broken = used.filter(({ protocol }) => versionOf(protocol) < 1.2);
    const weak = used.filter((each) => versionOf(each.protocol) === 1.2 && !keepsSecrets(each));
    const high = await readHolders(context, since, broken);
    const found = new Set(high.map(({ id }) => id));
    const low = (await readHolders(context, since, weak)).filter(({ id }) => !found.has(id));
    return judged([
      ...high.map((each) => findingOf(each, 'high')),
      ...low.map((each) => findingOf(each, 'low')),
    ]);
  },
});

/** What was used at all: a handful of combinations, which saves judging each sign-in. */
async function readUsed(context: SetCheckContext, since: Date): Promise<readonly Encryption[]> {
  const { rows } = await context.pool.query<Encryption>(
    `SELECT tls_protocol AS protocol, cipher_suite AS cipher FROM facts."sign_ins"
     WHERE integration_id = $1 AND "time" > $2 AND outcome = 'success' AND tls_protocol IS NOT NULL
     GROUP BY 1, 2`,
    [context.integrationId, since],
  );
  return rows;
}

async function readHolders(
  context: SetCheckContext,
  since: Date,
  used: readonly Encryption[],
): Promise<readonly Weak[]> {
  if (used.length === 0) return [];
  const { rows } = await context.pool.query<Weak>(
    `SELECT a.id, a.username, count(*) AS times, array_agg(DISTINCT s.tls_protocol) AS protocols,
       (array_agg(DISTINCT coalesce(s.application, s.browser, 'a client'))) [:10] AS applications,
       (array_agg(s.id ORDER BY s."time" DESC))[:200] AS "signInIds",
       min(s."time") AS "firstAt", max(s."time") AS "lastAt"
     FROM facts."sign_ins" s
     JOIN facts."accounts" a ON a.integration_id = $1 AND a.id = s.account_id
     JOIN unnest($3::text[], $4::text[]) w (protocol, cipher) ON w.protocol = s.tls_protocol
       AND w.cipher IS NOT DISTINCT FROM s.cipher_suite
     WHERE s.integration_id = $1 AND s."time" > $2 AND s.outcome = 'success'
     GROUP BY a.id, a.username ORDER BY a.username, a.id`,
    [
      context.integrationId,
      since,
      used.map(({ protocol }) => protocol),
      used.map(({ cipher }) => cipher),
    ],
  );
  return rows;
}

/** `TLS 1.1`, `TLSv1` and `SSL 3.0` as numbers; a word that is no version counts as new enough. */
function versionOf(protocol: string): number {
  if (/ssl/i.test(protocol)) return 0;
  const version = /\d+(\.\d+)?/.exec(protocol)?.[0];
  return version === undefined ? Number.POSITIVE_INFINITY : Number(version);
}

function keepsSecrets({ cipher }: Encryption): boolean {
  return cipher === null || !/^(TLS_RSA|RSA|AES|DES|RC4|CAMELLIA|SEED|NULL|EXP)/i.test(cipher);
}

function findingOf(row: Weak, severity: 'high' | 'low'): FindingDraft {
  const means = severity === 'high' ? listed(row.protocols) : 'a cipher without forward secrecy';
  return {
    subject: row.id,
    severity,
    title: `${row.username} signed in ${counted(row.times, 'time')} with ${means}, by ${listed(row.applications)}`,
    accounts: [row.id],
    evidence: {
      signInIds: row.signInIds,
      facts: { times: row.times, protocols: row.protocols, applications: row.applications },
    },
    firstAt: row.firstAt,
    lastAt: row.lastAt,
  };
}
