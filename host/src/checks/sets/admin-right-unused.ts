import { defineSetCheck, inDays, judged } from '../judgement.js';
import { holderEvidence, readHolders } from '../sql/capability-holders.js';
import { counted, daysBefore } from '../wording.js';

/** Administrators who administer nothing. */
export const adminRightUnused = defineSetCheck({
  id: 'admin-right-unused',
  version: 1,
  title: 'Administrator who changes nothing',
  question: 'Which administrators make no use of their rights?',
  category: 'privilege',
  entities: ['account', 'role', 'role_assignment', 'audit_event'],
  fields: ['role.capabilities', 'audit_event.actorId'],
  severityRule: 'Always low.',
  thresholds: {
    days: inDays(90, 'Days without a change to the set-up', 365),
    usedDays: inDays(30, 'Who has not signed in for so long is told by another check'),
  },
  explanation:
    'A person who signs in but has not changed the set-up for months may not need to. Rights over data are used without leaving a trace there.',
  remediation: 'Ask what the rights are for; give a narrower role.',
  references: {
    controls: ['CIS 6.8', 'NIST 800-53 AC-6(7)', 'ISO 27001 A.5.18', 'SOC 2 CC6.3'],
  },
  closes: 'absent',
  async judge(context) {
    const { pool, integrationId, now, thresholds } = context;
    const since = daysBefore(now, thresholds.days);
    const { rows } = await pool.query<{
      readonly begins: Date | null;
      readonly actors: string[] | null;
    }>(
      `SELECT min("time") AS begins,
         array_agg(DISTINCT actor_id) FILTER (WHERE "time" > $2) AS actors
       FROM facts."audit_events" WHERE integration_id = $1`,
      [integrationId, since],
    );
    const { begins = null, actors = null } = rows[0] ?? {};
    if (!begins || begins > since) {
      const reason = `the stored changes to the set-up do not reach back ${counted(thresholds.days, 'day')}`;
      return { status: 'unavailable', reason };
    }
    const active = new Set(actors);
    const holders = await readHolders(context, ['data.modify_all', 'data.view_all']);
    const idle = holders.filter(
      ({ id, kind, isAdministrator, lastSignInAt, createdAt }) =>
        isAdministrator &&
        kind === 'human' &&
        !active.has(id) &&
        (createdAt ?? begins) < since &&
        lastSignInAt !== null &&
        lastSignInAt > daysBefore(now, thresholds.usedDays),
    );
    return judged(
      idle.map((holder) => ({
        subject: holder.id,
        severity: 'low',
        title: `${holder.username} is an administrator and has changed nothing for ${counted(thresholds.days, 'day')}`,
        accounts: [holder.id],
        evidence: holderEvidence(holder),
        firstAt: since,
        lastAt: holder.lastSeen,
      })),
    );
  },
});
