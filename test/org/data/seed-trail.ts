import type { OrgPlan } from '../options.js';
import { Random } from '../random.js';
import type { OrgData } from './org-data.js';
import type { Person } from './person.js';
import type { Row } from './row-table.js';

const DAY_MS = 86_400_000;
const TRAIL_DAYS = 180;
const LIVE_SESSION_MS = 7_200_000;
const MOST_VERIFICATIONS = 5000;

const WAS_ENABLED = 'was changed from disabled to enabled';
const PRE_AUTHORIZED = 'Admin approved users are pre-authorized';

type Entry = readonly [action: string, section: string, display: string];

const ACTIONS: readonly Entry[] = [
  ['createduser', 'Manage Users', 'Created new user $NAME'],
  ['deactivateduser', 'Manage Users', 'Deactivated user $NAME (UserID: [$ID])'],
  ['frozeuser', 'Manage Users', 'Froze user $NAME (UserID: [$ID])'],
  [
    'changedprofileforuser',
    'Manage Users',
    'Changed profile for user $NAME from Read Only to System Administrator',
  ],
  ['resetpassword', 'Manage Users', 'Reset password for user $NAME'],
  [
    'PermSetAssign',
    'Manage Users',
    'Permission set Power_Admin: assigned to user $NAME (UserID: [$ID])',
  ],
  [
    'PermSetUnassign',
    'Manage Users',
    'Permission set Power_Admin: unassigned from user $NAME (UserID: [$ID])',
  ],
  [
    'PermSetEnableUserPerm',
    'Manage Users',
    `Changed permission set Power_Admin: Modify All Data permission ${WAS_ENABLED}`,
  ],
  ['deleteTwoFactorInfo2', 'Identity Verification', 'Time-Based Token removed for $USERNAME'],
  ['suOrgAdminLogin', 'Login Access', 'Logged in using Login-As access for $NAME'],
  ['insertConnectedApplication', 'Connected Apps', 'Installed Connected App Slack to Salesforce'],
  [
    'changeUserRuntimeAccessPolicy',
    'Connected Apps',
    `Permitted Users setting from All users may self-authorize to ${PRE_AUTHORIZED}`,
  ],
  [
    'loginIpRange',
    'Security Controls',
    'Added Login Ip Range to Sales Rep from 10.0.0.0 to 10.0.0.255',
  ],
];

/** Seeds the audit trail, identity verifications and live sessions. */
export function seedTrail(data: OrgData, plan: OrgPlan, people: readonly Person[]): void {
  const random = new Random(plan.seed ^ 0x7a11);
  const count = Math.min(5000, 40 + people.length * 2);
  const admins = people.filter((person) => person.isAdmin);
  const actor = data.rows('User').get(admins[0]?.id ?? '');
  for (let i = 0; i < count; i += 1) {
    const subject = data.rows('User').get(random.pick(people).id) ?? {};
    const time = plan.startAt - TRAIL_DAYS * DAY_MS * (1 - i / count);
    const CreatedById = random.chance(0.02) ? null : random.pick(admins).id;
    const [Action, Section, display] = random.pick(ACTIONS);
    data.rows('SetupAuditTrail').insert({
      Action,
      Section,
      Display: fill(display, subject),
      CreatedDate: Math.floor(time / 60_000) * 60_000,
      CreatedById,
      DelegateUser: Action.startsWith('su') ? (actor?.Username ?? null) : null,
    });
  }
  seedVerifications(data, random);
  seedSessions(data, plan);
}

function fill(display: string, subject: Row): string {
  return display
    .replace('$NAME', () => String(subject.Name))
    .replace('$USERNAME', () => String(subject.Username))
    .replace('$ID', () => String(subject.Id).slice(0, 15));
}

function seedVerifications(data: OrgData, random: Random): void {
  const slots = data.signIns.slots();
  const count = Math.min(MOST_VERIFICATIONS, Math.floor(slots.length * 0.05));
  const read = (field: string) => data.signIns.reader(field);
  const [id, user, time] = [read('Id'), read('UserId'), read('LoginTime')];
  const [ip, geo] = [read('SourceIp'), read('LoginGeoId')];
  for (let i = 0; i < count; i += 1) {
    const slot = slots[Math.floor((i * slots.length) / count)] ?? 0;
    const at = time(slot);
    data.rows('VerificationHistory').insert({
      EventGroup: i + 1,
      VerificationTime: at,
      UserId: user(slot),
      LoginHistoryId: id(slot),
      VerificationMethod: random.pick(['Totp', 'SalesforceAuthenticator', 'U2F', 'Email', 'Sms']),
      Activity: 'Login',
      Policy: random.pick(['TwoFactorAuthentication', 'DeviceActivation']),
      Status: random.chance(0.95)
        ? 'Succeeded'
        : random.pick(['Denied', 'ReportedDenied', 'FailedInvalidCode']),
      SourceIp: ip(slot),
      LoginGeoId: geo(slot),
      CreatedDate: at,
      CreatedById: user(slot),
      LastModifiedDate: at,
      LastModifiedById: user(slot),
      SystemModstamp: at,
    });
  }
}

function seedSessions(data: OrgData, plan: OrgPlan): void {
  const slots = data.signIns.slots();
  const time = data.signIns.reader('LoginTime');
  for (let i = slots.length - 1; i >= 0; i -= 1) {
    const slot = slots[i] ?? 0;
    if (Number(time(slot)) < plan.startAt - LIVE_SESSION_MS) return;
    if (data.signIns.isSuccess(slot)) data.rows('AuthSession').insert(sessionRow(data, slot));
  }
}

/** The session a successful sign-in opens. */
export function sessionRow(data: OrgData, slot: number): Row {
  const read = (field: string) => data.signIns.reader(field)(slot);
  const isApi = read('LoginSubType') === 'OauthClientCredentials';
  return {
    UsersId: read('UserId'),
    CreatedDate: read('LoginTime'),
    LastModifiedDate: read('LoginTime'),
    NumSecondsValid: LIVE_SESSION_MS / 1000,
    UserType: 'Standard',
    SourceIp: read('SourceIp'),
    LoginType: read('LoginType'),
    SessionType: isApi ? 'API' : 'UI',
    SessionSecurityLevel: isApi ? 'STANDARD' : 'HIGH_ASSURANCE',
    LoginHistoryId: read('Id'),
    LoginGeoId: read('LoginGeoId'),
    IsCurrent: false,
  };
}
