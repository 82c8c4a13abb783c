import type { OrgPlan } from '../options.js';
import { Random } from '../random.js';
import { AWKWARD_PEOPLE, FIRST_NAMES, JOBS, LAST_NAMES, type PersonName } from './names.js';
import type { OrgData } from './org-data.js';
import type { Habit, Person, Standing } from './person.js';
import type { Row } from './row-table.js';
import type { AccessIds } from './seed-access.js';

const DAY_MS = 86_400_000;
const GUARANTEED: readonly Standing[] = ['never', 'frozen', 'deactivated', 'dormant'];

/** A kind of user: share of the org in percent, profile, licence and how they sign in. */
interface Kind {
  readonly share: number;
  readonly profile: string;
  readonly licence: string;
  readonly habit: Habit;
}

const KINDS: readonly Kind[] = [
  { share: 2, profile: 'System Administrator', licence: 'Salesforce', habit: 'browser' },
  { share: 24, profile: 'Sales Rep', licence: 'Salesforce', habit: 'sso' },
  { share: 16, profile: 'Standard User', licence: 'Salesforce', habit: 'browser' },
  { share: 12, profile: 'Service Agent', licence: 'Salesforce', habit: 'sso' },
  { share: 4, profile: 'Read Only', licence: 'Salesforce', habit: 'mobile' },
  { share: 1, profile: 'Integration (legacy)', licence: 'Salesforce', habit: 'integration' },
  { share: 18, profile: 'Standard Platform User', licence: 'Salesforce Platform', habit: 'sso' },
  { share: 13, profile: 'Chatter Free User', licence: 'Chatter Free', habit: 'browser' },
  { share: 6, profile: 'Customer Community User', licence: 'Customer Community', habit: 'portal' },
  { share: 4, profile: 'Partner Community User', licence: 'Partner Community', habit: 'portal' },
];

const API_ONLY: Kind = {
  share: 0,
  profile: 'Salesforce API Only System Integrations',
  licence: 'Salesforce Integration',
  habit: 'integration',
};

/** Users every org has, before anybody was hired. */
const FIXED: readonly (readonly [name: PersonName, kind: Kind, userType: string | undefined])[] = [
  [person('Ada', 'Admin'), kindOf('System Administrator'), undefined],
  [person('Identity', 'Collector'), { ...API_ONLY, habit: 'none' }, undefined],
  [person('Order', 'Sync'), API_ONLY, undefined],
  [person('Data', 'Warehouse'), API_ONLY, undefined],
  [person('Automated', 'Process'), system('Read Only'), 'AutomatedProcess'],
  [
    person('Integration', 'User'),
    system('Analytics Cloud Integration User'),
    'CloudIntegrationUser',
  ],
  [person('Security', 'User'), system('Analytics Cloud Integration User'), 'CloudIntegrationUser'],
  [
    person('Help Centre', 'Site Guest User'),
    system('Help Centre Profile', 'Guest User License'),
    'Guest',
  ],
];

/** Place of the run-as user of the app among the users. */
export const RUN_AS_SLOT = 1;

/** Seeds the User and UserLogin rows and tells what became of each user. */
export function seedPeople(data: OrgData, plan: OrgPlan, access: AccessIds): Person[] {
  const random = new Random(plan.seed ^ 0x9e01);
  const people: Person[] = [];
  for (let slot = 0; slot < plan.users; slot += 1) {
    const fixed = FIXED[slot];
    const ordinal = slot - FIXED.length;
    const kind = fixed?.[1] ?? pickKind(random);
    const standing = fixed === undefined ? pickStanding(ordinal, random) : fixedStanding(fixed[2]);
    const name = fixed?.[0] ?? pickName(ordinal, random);
    const isNew = fixed === undefined && isHire(standing) && random.chance(0.1);
    const ageDays = isNew ? random.int(plan.days) : plan.days + random.int(1200);
    const createdAt = wholeSecond(plan.startAt - ageDays * DAY_MS - random.int(DAY_MS));
    const id = data.rows('User').peekId();
    const about = { slot, id, kind, standing, name, createdAt, userType: fixed?.[2] };
    data.rows('User').insert(userRow(about, { data, plan, access, random }));
    seedLogin(data, id, standing, createdAt, random);
    people.push({
      id,
      slot,
      standing,
      createdAt,
      habit: standing === 'never' || standing === 'system' ? 'none' : kind.habit,
      licence: kind.licence,
      isAdmin: kind.profile === 'System Administrator',
      lastSeenBy: lastSeenBy(standing, plan, random),
    });
  }
  return people;
}

interface About {
  readonly slot: number;
  readonly id: string;
  readonly kind: Kind;
  readonly standing: Standing;
  readonly name: PersonName;
  readonly createdAt: number;
  readonly userType: string | undefined;
}

interface Surroundings {
  readonly data: OrgData;
  readonly plan: OrgPlan;
  readonly access: AccessIds;
  readonly random: Random;
}

function userRow(about: About, around: Surroundings): Row {
  const { kind, createdAt, standing } = about;
  const { random, plan, data, access } = around;
  const ProfileId = access.profiles.get(kind.profile) ?? null;
  const modified = Math.min(plan.startAt, createdAt + random.int(plan.days) * DAY_MS);
  const adminId = data.ids.id('005', 0);
  return {
    Id: about.id,
    ...namesOf(about, around),
    ...placeOf(about, around),
    ...PREFERENCES,
    Country: random.pick(['Germany', 'United States', 'Japan']),
    IsActive: standing !== 'deactivated',
    ProfileId,
    UserType: about.userType ?? data.rows('Profile').get(ProfileId ?? '')?.UserType ?? null,
    LastPasswordChangeDate: random.chance(0.8) ? createdAt + 3_600_000 : null,
    NumberOfFailedLogins: random.chance(0.1) ? random.int(6) : 0,
    HasUserVerifiedEmail: random.chance(0.9),
    HasUserVerifiedPhone: random.chance(0.3),
    IsPortalEnabled: kind.habit === 'portal',
    ForecastEnabled: random.chance(0.1),
    IsProfilePhotoActive: random.chance(0.4),
    CreatedDate: createdAt,
    CreatedById: adminId,
    LastModifiedDate: modified,
    LastModifiedById: adminId,
    SystemModstamp: modified,
  };
}

function namesOf({ slot, name, kind, userType }: About, { plan, data }: Surroundings): Row {
  const handle = `${ascii(name.first ?? '')}.${ascii(name.last)}.${slot}`.toLowerCase();
  const address = `${handle}@${plan.myDomain.split('.')[0]}.example`;
  const whole = name.first === null ? name.last : `${name.first} ${name.last}`;
  return {
    Username: userType === 'AutomatedProcess' ? `autoproc@${data.orgId.toLowerCase()}` : address,
    FirstName: name.first,
    LastName: name.last.slice(0, 80),
    Name: whole.slice(0, 121),
    Email: address,
    Alias: `u${slot.toString(36)}`.slice(0, 8),
    CommunityNickname: handle.slice(0, 40),
    FederationIdentifier: kind.habit === 'sso' ? `${handle}@idp.example` : null,
    Department: name.department,
    Title: name.title,
  };
}

/** Where somebody stands in the company: portal and system users stand nowhere. */
function placeOf({ slot, kind, userType }: About, { random, data }: Surroundings): Row {
  const isStaff = kind.habit !== 'portal' && userType === undefined;
  if (!isStaff) return { CompanyName: kind.habit === 'portal' ? 'Customer Inc.' : null };
  const roles = data.rows('UserRole').size;
  const hasManager = slot >= FIXED.length;
  return {
    CompanyName: 'Acme',
    EmployeeNumber: `E${100_000 + slot}`,
    UserRoleId: random.chance(0.7) ? data.ids.id('00E', random.int(roles)) : null,
    ManagerId: hasManager ? data.ids.id('005', random.int(Math.min(slot, 40))) : null,
  };
}

const PREFERENCES: Row = {
  TimeZoneSidKey: 'Europe/Berlin',
  LocaleSidKey: 'en_GB',
  LanguageLocaleKey: 'en_US',
  EmailEncodingKey: 'UTF-8',
  DigestFrequency: 'N',
  DefaultGroupNotificationFrequency: 'N',
};

function seedLogin(
  data: OrgData,
  UserId: string,
  standing: Standing,
  LastModifiedDate: number,
  random: Random,
): void {
  const IsFrozen = standing === 'frozen';
  const IsPasswordLocked = standing === 'working' && random.chance(0.01);
  const LastModifiedById = data.ids.id('005', 0);
  const row = { UserId, IsFrozen, IsPasswordLocked, LastModifiedDate, LastModifiedById };
  data.rows('UserLogin').insert(row);
}

/** Only these may have joined lately: the others had time to leave or to fall asleep. */
function isHire(standing: Standing): boolean {
  return standing === 'working' || standing === 'never';
}

function pickKind(random: Random): Kind {
  let rest = random.next() * 100;
  for (const kind of KINDS) {
    rest -= kind.share;
    if (rest < 0) return kind;
  }
  return kindOf('Standard User');
}

function pickStanding(ordinal: number, random: Random): Standing {
  const guaranteed = GUARANTEED[ordinal];
  if (guaranteed !== undefined) return guaranteed;
  const chance = random.next();
  if (chance < 0.08) return 'deactivated';
  if (chance < 0.14) return 'never';
  if (chance < 0.16) return 'frozen';
  return chance < 0.28 ? 'dormant' : 'working';
}

function fixedStanding(userType: string | undefined): Standing {
  return userType === undefined ? 'working' : 'system';
}

function pickName(ordinal: number, random: Random): PersonName {
  const awkward = AWKWARD_PEOPLE[ordinal];
  if (awkward !== undefined) return awkward;
  const [department, title] = random.pick(JOBS);
  return { first: random.pick(FIRST_NAMES), last: random.pick(LAST_NAMES), title, department };
}

function lastSeenBy(standing: Standing, plan: OrgPlan, random: Random): number {
  if (standing === 'dormant') return plan.startAt - (91 + random.int(200)) * DAY_MS;
  if (standing === 'deactivated' || standing === 'frozen') {
    return plan.startAt - (5 + random.int(300)) * DAY_MS;
  }
  return plan.startAt;
}

function person(first: string, last: string): PersonName {
  return { first, last, title: 'System', department: 'IT' };
}

function kindOf(profile: string): Kind {
  return KINDS.find((kind) => kind.profile === profile) ?? API_ONLY;
}

function system(profile: string, licence = 'Analytics Cloud Integration User'): Kind {
  return { share: 0, profile, licence, habit: 'none' };
}

function ascii(text: string): string {
  return (
    text
      .normalize('NFD')
      .replace(/[^A-Za-z]/g, '')
      .slice(0, 20) || 'user'
  );
}

function wholeSecond(time: number): number {
  return time - (time % 1000);
}
