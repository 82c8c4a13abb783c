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

const userInventory: OcsfClass = { name: 'User Inventory Info', uid: 5003, category: 5 };

interface AccountRow extends CommonRow {
  readonly id: string;
  readonly last_seen: string;
  readonly username: string;
  readonly display_name: string | null;
  readonly email: string | null;
  readonly state: string;
  readonly kind: string;
  readonly title: string | null;
  readonly department: string | null;
  readonly employee_id: string | null;
  readonly manager_id: string | null;
  readonly manager: string | null;
  readonly created_at: string | null;
  readonly last_sign_in_at: string | null;
  readonly user_type: string | null;
  readonly has_mfa: boolean | null;
  readonly is_admin: boolean;
}

/** What the schema takes as a mail address. */
const mailPattern = /^[a-zA-Z0-9!#$%&'*+/=?^_`{|}~.-]+@[a-zA-Z0-9-]+\.[a-zA-Z0-9.-]+$/;

/** Accounts as they were last seen. */
export const accounts: OcsfSource = {
  file: 'user_inventory',
  entity: 'account',
  query: (conditions) => `SELECT row_to_json(x)::text FROM (
    SELECT ${commonColumns}, f.id, f.last_seen, f.username, f.display_name, f.email, f.state, f.kind, f.title,
      f.department, f.employee_id, f.manager_id, m.username AS manager, f.created_at, f.last_sign_in_at,
      f.user_type, n.strength NOT IN ('none') AS has_mfa,
      EXISTS (SELECT FROM facts.role_assignments g JOIN facts.roles r
        ON r.integration_id = g.integration_id AND r.id = g.role_id
        WHERE g.integration_id = f.integration_id AND g.account_id = f.id AND g.gone_at IS NULL
          AND r.capabilities && ARRAY['data.modify_all', 'users.manage']) AS is_admin
    FROM facts.accounts f ${commonJoins} ${accountJoin('f.manager_id', 'm')}
    LEFT JOIN facts.factors n ON n.integration_id = f.integration_id AND n.account_id = f.id AND n.gone_at IS NULL
    WHERE ${conditions} ORDER BY f.integration_id, f.id) x`,
  events(text, version) {
    const row: AccountRow = { ...JSON.parse(text), version };
    const head = { activity: 2, time: row.last_seen, severity: 1, uid: row.id, logName: 'account' };
    return [event(userInventory, row, head, { user: personOf(row), unmapped: restOf(row) })];
  },
};

function personOf(row: AccountRow) {
  return userOf(row.id, row.username, {
    full_name: row.display_name,
    email_addr: mailPattern.test(row.email ?? '') ? row.email : null,
    type_id: row.kind === 'system' ? 3 : row.is_admin ? 2 : row.kind === 'service' ? 99 : 1,
    type: row.kind === 'service' && !row.is_admin ? 'Service' : null,
    has_mfa: row.has_mfa,
    org: { uid: row.tenant_id },
    account: { uid: row.id, name: row.username, type_id: 99, type: row.product },
    ldap_person: {
      created_time: millis(row.created_at),
      last_login_time: millis(row.last_sign_in_at),
      job_title: row.title,
      cost_center: row.department,
      employee_uid: row.employee_id,
      manager: row.manager_id === null ? null : userOf(row.manager_id, row.manager),
    },
  });
}

function restOf(row: AccountRow) {
  return { state: row.state, kind: row.kind, user_type: row.user_type };
}

function millis(instant: string | null): number | null {
  return instant === null ? null : Date.parse(instant);
}
