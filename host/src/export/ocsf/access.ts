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

const userAccess: OcsfClass = { name: 'User Access Management', uid: 3005, category: 3 };
const groupManagement: OcsfClass = { name: 'Group Management', uid: 3006, category: 3 };

interface HeldRow extends CommonRow {
  readonly id: string;
  readonly first_seen: string;
  readonly gone_at: string | null;
  readonly account_id: string;
  readonly username: string | null;
  /** The role or the group. */
  readonly held_id: string;
  readonly held_name: string | null;
  readonly held_kind: string | null;
}

interface RoleRow extends HeldRow {
  readonly via: string;
  readonly capabilities: readonly string[] | null;
}

/** Roles that accounts came to hold, and lost, as they were first seen and missed. */
export const roleChanges: OcsfSource = {
  file: 'user_access',
  entity: 'role_assignment',
  query: (conditions) => `SELECT row_to_json(x)::text FROM (
    SELECT ${commonColumns}, f.id, f.first_seen, f.gone_at, f.account_id, a.username, f.role_id AS held_id,
      r.name AS held_name, r.kind AS held_kind, r.capabilities, f.via
    FROM facts.role_assignments f ${commonJoins} ${accountJoin('f.account_id')}
    LEFT JOIN facts.roles r ON r.integration_id = f.integration_id AND r.id = f.role_id
    WHERE ${conditions} ORDER BY f.integration_id, f.id) x`,
  events(text, version) {
    const row: RoleRow = { ...JSON.parse(text), version };
    const name = row.held_name ?? row.held_id;
    const capabilities = row.capabilities ?? [];
    return cameAndWent(userAccess, row, {
      log: 'role_assignment',
      came: 1,
      own: {
        user: userOf(row.account_id, row.username),
        privileges: capabilities.length === 0 ? [name] : capabilities,
        resources: [{ uid: row.held_id, name, type: row.held_kind }],
        unmapped: { via: row.via },
      },
    });
  },
};

/** Accounts that came into groups, and left them, as they were first seen and missed. */
export const groupChanges: OcsfSource = {
  file: 'group_management',
  entity: 'group_member',
  query: (conditions) => `SELECT row_to_json(x)::text FROM (
    SELECT ${commonColumns}, f.id, f.first_seen, f.gone_at, f.member_id AS account_id, a.username,
      f.group_id AS held_id, g.name AS held_name, g.kind AS held_kind
    FROM facts.group_members f ${commonJoins} ${accountJoin('f.member_id')}
    LEFT JOIN facts.groups g ON g.integration_id = f.integration_id AND g.id = f.group_id
    WHERE f.member_kind = 'account' AND ${conditions} ORDER BY f.integration_id, f.id) x`,
  events(text, version) {
    const row: HeldRow = { ...JSON.parse(text), version };
    return cameAndWent(groupManagement, row, {
      log: 'group_member',
      came: 3,
      own: {
        user: userOf(row.account_id, row.username),
        group: { uid: row.held_id, name: row.held_name ?? row.held_id, type: row.held_kind },
      },
    });
  },
};

/** In both classes the activity of going follows that of coming. */
function cameAndWent(
  kind: OcsfClass,
  row: HeldRow,
  { log, came, own }: { log: string; came: number; own: Readonly<Record<string, unknown>> },
): readonly object[] {
  const of = (activity: number, time: string) =>
    event(
      kind,
      row,
      { activity, time, severity: 1, uid: `${row.id}:${activity}`, logName: log },
      own,
    );
  if (row.gone_at === null) return [of(came, row.first_seen)];
  return [of(came, row.first_seen), of(came + 1, row.gone_at)];
}
