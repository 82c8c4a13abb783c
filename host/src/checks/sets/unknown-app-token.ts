import { distance } from 'fastest-levenshtein';

import type { FindingDraft, SetCheckContext } from '../check.js';
import { defineSetCheck, inDays, inUnits, judged } from '../judgement.js';
import { administrators } from '../sql/held-roles.js';
import { counted, daysBefore } from '../wording.js';

interface UnknownApp {
  readonly appName: string;
  readonly tokens: number;
  readonly tokenIds: readonly string[];
  readonly accounts: readonly string[];
  readonly accountCount: number;
  readonly usernames: readonly string[];
  readonly administrators: number;
  readonly createdAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly lastSeen: Date;
}

const thresholds = {
  newDays: inDays(7, 'How long an application counts as new after its first token', 365),
  edits: inUnits(
    2,
    'letters',
    'In how many letters a name may differ from an installed application’s',
    5,
  ),
};

/** Applications that hold tokens and that nobody installed. */
export const unknownAppToken = defineSetCheck({
  id: 'unknown-app-token',
  version: 1,
  title: 'Token of an unknown application',
  question: 'Which applications hold access though nobody installed them?',
  category: 'oauth',
  entities: ['account', 'app', 'app_grant'],
  fields: [],
  severityRule:
    'Medium; high when an administrator’s token is among them or the name resembles an installed application’s.',
  thresholds,
  explanation:
    'A person allowed the application by himself; no administrator approved it, so no policy of yours applies to it. Attackers talk people into allowing a tool of theirs under a trusted name. An application of the provider itself may be among them: approve it and the finding closes.',
  remediation:
    'Ask the holders what it is. Revoke its tokens and block it, or install it and limit who may use it.',
  references: {
    attack: ['T1528', 'T1550.001'],
    controls: ['CIS 2.3', 'NIST 800-53 CM-7(5)', 'ISO 27001 A.5.19', 'SOC 2 CC6.1'],
  },
  closes: 'absent',
  async judge(context) {
    const [unknown, installed] = await Promise.all([readUnknown(context), readInstalled(context)]);
    return judged(unknown.map((app) => findingOf(app, installed, context)));
  },
});

async function readUnknown(context: SetCheckContext): Promise<readonly UnknownApp[]> {
  const { rows } = await context.pool.query<UnknownApp>(
    `WITH ${administrators}
     SELECT g.app_name AS "appName", count(*) AS tokens, min(g.created_at) AS "createdAt",
       max(g.last_used_at) AS "lastUsedAt", max(g.last_seen) AS "lastSeen",
       (array_agg(g.id ORDER BY g.created_at DESC, g.id))[:200] AS "tokenIds",
       (array_agg(DISTINCT a.id))[:200] AS accounts, count(DISTINCT a.id) AS "accountCount",
       (array_agg(DISTINCT a.username))[:3] AS usernames,
       count(DISTINCT d.account_id) AS administrators
     FROM facts."app_grants" g
     JOIN facts."accounts" a ON a.integration_id = $1 AND a.id = g.account_id
       AND a.gone_at IS NULL AND a.state <> 'deactivated' AND a.is_collector IS NOT TRUE
     LEFT JOIN administrator d ON d.account_id = g.account_id
     WHERE g.integration_id = $1 AND g.gone_at IS NULL AND g.app_id IS NULL
       AND NOT EXISTS (SELECT 1 FROM facts."apps" i
         WHERE i.integration_id = $1 AND i.gone_at IS NULL AND i.name = g.app_name)
     GROUP BY g.app_name ORDER BY g.app_name`,
    [context.integrationId, context.now],
  );
  return rows;
}

async function readInstalled(context: SetCheckContext): Promise<readonly string[]> {
  const { rows } = await context.pool.query<{ readonly name: string }>(
    'SELECT DISTINCT name FROM facts."apps" WHERE integration_id = $1 AND gone_at IS NULL ORDER BY name',
    [context.integrationId],
  );
  return rows.map(({ name }) => name);
}

function findingOf(
  app: UnknownApp,
  installed: readonly string[],
  { now, thresholds: { edits, newDays } }: SetCheckContext<typeof thresholds>,
): FindingDraft {
  const { appName, accounts, createdAt } = app;
  const likes = installed.find((name) => resembles(name, appName, edits));
  const isNew = createdAt !== null && createdAt > daysBefore(now, newDays);
  const holders =
    app.accountCount === 1 ? (app.usernames[0] ?? '') : counted(app.accountCount, 'account');
  return {
    subject: appName,
    severity: likes !== undefined || app.administrators > 0 ? 'high' : 'medium',
    title: `${appName} holds ${counted(app.tokens, 'token')} of ${holders} but is not installed`,
    accounts,
    evidence: {
      tokenIds: app.tokenIds,
      facts: {
        appName,
        tokens: app.tokens,
        accounts: app.accountCount,
        administrators: app.administrators,
        usernames: app.usernames,
        isNew,
        resembles: likes ?? null,
        lastUsedAt: app.lastUsedAt?.toISOString() ?? null,
      },
    },
    firstAt: createdAt ?? app.lastSeen,
    lastAt: app.lastUsedAt ?? createdAt ?? app.lastSeen,
  };
}

/** Short names differ in two letters by chance. */
function resembles(name: string, other: string, edits: number): boolean {
  const [a, b] = [letters(name), letters(other)];
  if (Math.min(a.length, b.length) < 4 * edits) return a === b;
  return distance(a, b) <= edits;
}

function letters(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
