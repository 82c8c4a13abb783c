import type { FindingDraft, SetCheckContext } from '../check.js';
import { atMost200, defineSetCheck, inDays, inUnits, judged } from '../judgement.js';
import {
  accountsIn,
  readChanges,
  type SetUpChange,
  spanOf,
  wordsOf,
} from '../sql/set-up-changes.js';
import { counted, dayOf, daysBefore } from '../wording.js';

interface NewPlace {
  readonly changeId: string;
  readonly id: string;
  readonly time: Date;
  readonly country: string | null;
  readonly sourceIp: string | null;
  readonly browser: string | null;
  readonly platform: string | null;
}

const thresholds = {
  lookbackDays: inDays(30, 'How far back changes are looked at', 184),
  hours: inUnits(72, 'hours', 'How soon after the change a sign-in counts', 720),
  historyDays: inDays(90, 'How far back an account’s places and devices are remembered', 184),
  resets: inUnits(5, 'accounts', 'How many accounts one person must reset'),
  resetMinutes: inUnits(60, 'minutes', 'Within how many minutes', 1440),
};

type Context = SetCheckContext<typeof thresholds>;

/** Accounts that were taken over by a reset. */
export const recoveryDataChanged = defineSetCheck({
  id: 'recovery-data-changed',
  version: 1,
  title: 'Reset, then used from a new place',
  question: 'Was an account taken over through a reset?',
  category: 'admin-change',
  entities: ['account', 'audit_event', 'sign_in'],
  fields: ['audit_event.class'],
  severityRule: 'Always high.',
  thresholds,
  explanation:
    'Mail address, phone, password or MFA method of an account was changed, and soon after somebody signed in from an address that the account never used, in a new country or with a new browser. Or one person reset many accounts at once. A lost phone and a new laptop look the same.',
  remediation:
    'Reach the person by another way; undo the change and end all sessions if unconfirmed.',
  references: {
    attack: ['T1098', 'T1556.006'],
    controls: ['CIS 6.2', 'NIST 800-53 IA-5', 'ISO 27001 A.5.17', 'SOC 2 CC6.1'],
  },
  closes: 'never',
  async judge(context) {
    const since = daysBefore(context.now, context.thresholds.lookbackDays);
    const changes = await readChanges(
      context,
      ['recovery_changed', 'password_reset', 'mfa_removed'],
      since,
    );
    const places = Map.groupBy(await readNewPlaces(context, changes), ({ changeId }) => changeId);
    const used = changes.filter(({ id }) => places.has(id));
    const episodes = Map.groupBy(used, ({ targetId, time }) => `${targetId} ${dayOf(time)}`);
    return judged([
      ...[...episodes.values()].map((each) => takeover(each, places)),
      ...massResets(changes, context),
    ]);
  },
});

/** Good sign-ins after changes, from a place and with a device that the account did not have before. */
async function readNewPlaces(
  { pool, integrationId, thresholds: { hours, historyDays } }: Context,
  changes: readonly SetUpChange[],
): Promise<readonly NewPlace[]> {
  const known = changes.filter(({ targetId }) => targetId !== null);
  const { rows } = await pool.query<NewPlace>(
    `SELECT c.id AS "changeId", n.* FROM unnest($2::text[], $3::text[], $4::timestamptz[])
       c (id, account_id, at)
     CROSS JOIN LATERAL (
       SELECT s.id, s."time", s.country, s.source_ip AS "sourceIp", s.browser, s.platform
       FROM facts."sign_ins" s CROSS JOIN LATERAL (
         SELECT count(*) AS times,
           bool_or(p.source_ip = s.source_ip) AS is_known_address,
           bool_or(p.country = s.country) AS is_known_country,
           bool_or(split_part(p.browser, ' ', 1) = split_part(s.browser, ' ', 1)
             AND split_part(p.platform, ' ', 1) = split_part(s.platform, ' ', 1)) AS is_known_device
         FROM facts."sign_ins" p
         WHERE p.integration_id = $1 AND p.account_id = c.account_id AND p.outcome = 'success'
           AND p."time" <= c.at AND p."time" > c.at - $6::float8 * interval '1 day') b
       WHERE s.integration_id = $1 AND s.account_id = c.account_id AND s.outcome = 'success'
         AND s."time" > c.at AND s."time" <= c.at + $5::float8 * interval '1 hour'
         AND s.channel IN ('ui', 'mobile') AND s.method IS DISTINCT FROM 'impersonation'
         AND b.times > 0 AND b.is_known_address IS NOT TRUE
         AND ((s.country IS NOT NULL AND b.is_known_country IS NOT TRUE)
           OR (s.browser IS NOT NULL AND b.is_known_device IS NOT TRUE))
       ORDER BY s."time" LIMIT 20) n`,
    [
      integrationId,
      known.map(({ id }) => id),
      known.map(({ targetId }) => targetId),
      known.map(({ time }) => time),
      hours,
      historyDays,
    ],
  );
  return rows;
}

function takeover(
  changes: readonly SetUpChange[],
  places: ReadonlyMap<string, readonly NewPlace[]>,
): FindingDraft {
  const [change] = changes;
  const found = changes.flatMap(({ id }) => places.get(id) ?? []);
  const [signIn] = found;
  const { firstAt, lastAt } = spanOf(changes);
  const where = signIn?.country ?? signIn?.sourceIp ?? 'a new place';
  return {
    subject: change?.targetId ?? '',
    bucket: dayOf(firstAt),
    severity: 'high',
    title: `${change?.target ?? 'An account'} was reset by ${change?.actor ?? 'somebody unknown'}, then used from ${where} for the first time`,
    accounts: accountsIn(changes),
    evidence: {
      auditEventIds: atMost200(changes.map(({ id }) => id)),
      signInIds: atMost200(found.map(({ id }) => id)),
      facts: {
        changes: wordsOf(changes),
        country: signIn?.country ?? null,
        address: signIn?.sourceIp ?? null,
        browser: signIn?.browser ?? null,
        platform: signIn?.platform ?? null,
      },
    },
    firstAt,
    lastAt: new Date(Math.max(lastAt.getTime(), ...found.map(({ time }) => time.getTime()))),
  };
}

/** One person who reset many accounts within a short time, once a day. */
function massResets(
  changes: readonly SetUpChange[],
  { thresholds: { resets, resetMinutes } }: Context,
): readonly FindingDraft[] {
  const known = changes.filter(
    ({ actorId, targetId }) => targetId !== null && actorId !== targetId,
  );
  const byActor = Map.groupBy(known, ({ actorId, time }) => `${actorId} ${dayOf(time)}`);
  return [...byActor.values()].flatMap((own) => {
    const rush = own
      .map(({ time }) => own.filter((each) => isWithin(each.time, time, resetMinutes * 60_000)))
      .find((within) => new Set(within.map(({ targetId }) => targetId)).size >= resets);
    return rush ? [resetFinding(rush)] : [];
  });
}

function isWithin(time: Date, from: Date, ms: number): boolean {
  return time >= from && time.getTime() <= from.getTime() + ms;
}

function resetFinding(rush: readonly SetUpChange[]): FindingDraft {
  const [first] = rush;
  const span = spanOf(rush);
  const count = new Set(rush.map(({ targetId }) => targetId)).size;
  const actor = first?.actor ?? 'Somebody unknown';
  return {
    subject: `resets by ${first?.actorId ?? 'unknown'}`,
    bucket: dayOf(span.firstAt),
    severity: 'high',
    title: `${actor} reset ${counted(count, 'account')} within a short time on ${dayOf(span.firstAt)}`,
    accounts: accountsIn(rush),
    evidence: {
      auditEventIds: atMost200(rush.map(({ id }) => id)),
      facts: { actor, accounts: count, changes: wordsOf(rush) },
    },
    ...span,
  };
}
