import {
  accountJoin,
  type CommonRow,
  commonColumns,
  commonJoins,
  event,
  type OcsfClass,
  type OcsfSource,
  userOf,
} from './event.js';

const accountChange: OcsfClass = { name: 'Account Change', uid: 3001, category: 3 };
const entityManagement: OcsfClass = { name: 'Entity Management', uid: 3004, category: 3 };

/** Which kind of change is which activity of an account; others are changes of the set-up. */
const accountActivities: Readonly<Record<string, number>> = {
  account_created: 1,
  account_activated: 2,
  password_changed: 3,
  password_reset: 4,
  account_deactivated: 5,
  account_frozen: 9,
  mfa_added: 10,
  mfa_removed: 11,
  account_unfrozen: 12,
  account_unlocked: 12,
};

const accountClasses = Object.keys(accountActivities)
  .map((name) => `'${name}'`)
  .join(', ');

interface AuditRow extends CommonRow {
  readonly id: string;
  readonly time: string;
  readonly actor_id: string | null;
  readonly actor: string | null;
  readonly delegate: string | null;
  readonly action: string;
  readonly class: string | null;
  readonly object_name: string | null;
  readonly section: string | null;
  readonly target_id: string | null;
  readonly target_name: string | null;
  readonly target: string | null;
  readonly detail: string | null;
}

function auditQuery(filter: string, conditions: string): string {
  return `SELECT row_to_json(x)::text FROM (
    SELECT ${commonColumns}, f.id, f.time, f.actor_id, a.username AS actor, f.delegate, f.action, f.class,
      f.object_name, f.section, f.target_id, f.target_name, t.username AS target, f.detail
    FROM facts.audit_events f ${commonJoins} ${accountJoin('f.actor_id')} ${accountJoin('f.target_id', 't')}
    WHERE ${filter} AND ${conditions} ORDER BY f.integration_id, f.time, f.id) x`;
}

const isOfAccount = `coalesce(f.class IN (${accountClasses}), false)`;

/** What was done to accounts. */
export const accountChanges: OcsfSource = {
  file: 'account_change',
  entity: 'audit_event',
  query: (conditions) => auditQuery(isOfAccount, conditions),
  events(text, version) {
    const row: AuditRow = { ...JSON.parse(text), version };
    const activity = accountActivities[row.class ?? ''] ?? 99;
    const user = userOf(row.target_id, row.target ?? row.target_name);
    return [event(accountChange, row, headOf(row, activity), { user, ...doneBy(row) })];
  },
};

/** What was done to everything else. */
export const setupChanges: OcsfSource = {
  file: 'entity_management',
  entity: 'audit_event',
  query: (conditions) => auditQuery(`NOT ${isOfAccount}`, conditions),
  events(text, version) {
    const row: AuditRow = { ...JSON.parse(text), version };
    const entity = {
      name: row.object_name ?? row.section ?? row.action,
      type_id: 99,
      type: row.section ?? 'Setting',
    };
    return [
      event(entityManagement, row, headOf(row, 3), { entity, comment: row.detail, ...doneBy(row) }),
    ];
  },
};

function headOf(row: AuditRow, activity: number) {
  const { id, time, action } = row;
  return { activity, time, severity: 1, uid: id, logName: 'audit_event', eventCode: action };
}

function doneBy(row: AuditRow) {
  const isKnown = row.actor_id !== null || row.actor !== null;
  return {
    actor: { user: isKnown ? userOf(row.actor_id, row.actor) : null, invoked_by: row.delegate },
    message: row.detail,
    unmapped: { class: row.class, section: row.section },
  };
}

interface GrantRow extends CommonRow {
  readonly id: string;
  readonly began: string;
  readonly gone_at: string | null;
  readonly account_id: string;
  readonly username: string | null;
  readonly app_name: string;
  readonly last_used_at: string | null;
  readonly use_count: number | null;
}

/** Tokens that applications hold: made, and revoked. */
export const tokenChanges: OcsfSource = {
  file: 'entity_management_tokens',
  entity: 'app_grant',
  query: (conditions) => `SELECT row_to_json(x)::text FROM (
    SELECT ${commonColumns}, f.id, coalesce(f.created_at, f.first_seen) AS began, f.gone_at, f.account_id,
      a.username, f.app_name, f.last_used_at, f.use_count
    FROM facts.app_grants f ${commonJoins} ${accountJoin('f.account_id')}
    WHERE ${conditions} ORDER BY f.integration_id, f.id) x`,
  events(text, version) {
    const row: GrantRow = { ...JSON.parse(text), version };
    const own = {
      entity: { name: row.app_name, uid: row.id, type_id: 99, type: 'OAuth Token' },
      actor: { user: userOf(row.account_id, row.username) },
      unmapped: { last_used_at: row.last_used_at, use_count: row.use_count },
    };
    const of = (activity: number, time: string) =>
      event(
        entityManagement,
        row,
        { activity, time, severity: 1, uid: `${row.id}:${activity}`, logName: 'app_grant' },
        own,
      );
    return row.gone_at === null ? [of(1, row.began)] : [of(1, row.began), of(4, row.gone_at)];
  },
};
