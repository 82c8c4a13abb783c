import type {
  Account,
  App,
  AppGrant,
  EntityName,
  EntityRecord,
  Factor,
  LicenceAssignment,
  LicencePool,
  Role,
  RoleAssignment,
  Session,
} from '@rollcall/core';

import type { Random } from '../../org/random.js';
import type { Field } from '../attacks/field.js';
import { adminProfile, powerRole } from '../attacks/insiders.js';
import { type Instance, leave } from '../attacks/instance.js';
import { between, chanceOf, sample, within } from '../chance.js';
import { type Company, ownersOf } from '../company/company.js';
import type { Integration, Owner, Person } from '../company/person.js';
import { placeNamed } from '../world/places.js';
import { dayMs, hourMs } from '../world/time-zone.js';
import type { LiveSignIn } from './provider.js';

/** All records of an entity as they are at the end. */
export interface Snapshot {
  readonly entity: EntityName;
  readonly records: readonly EntityRecord[];
}

const userProfile = '00e000000000USERAA';
const programProfile = '00e0000000PROGRAMA';
const quoteRole = '0PS000000000QUOTEA';
const userLicence = '10000000000000USER';
const programLicence = '1000000000INTEGRAT';

/** What the provider shows of a company on the last day. */
export function snapshots(
  company: Company,
  field: Field,
  live: readonly LiveSignIn[],
): readonly Snapshot[] {
  const random = chanceOf(company.parameters.seed, 'snapshot');
  const { people, integrations } = company;
  const owners = ownersOf(company);
  return [
    { entity: 'account', records: owners.map((owner) => accountOf(company, random, owner)) },
    { entity: 'role', records: roles },
    { entity: 'role_assignment', records: assignmentsOf(company, field, random) },
    { entity: 'licence_pool', records: poolsOf(company) },
    { entity: 'licence_assignment', records: owners.map(licenceOf) },
    { entity: 'factor', records: people.map(factorOf).filter((factor) => factor !== undefined) },
    { entity: 'app', records: appsOf(integrations) },
    { entity: 'app_grant', records: [...grantsOf(company, random), ...field.grants] },
    { entity: 'session', records: sessionsOf(field, random, live) },
  ];
}

function accountOf(company: Company, random: Random, owner: Owner): Account {
  const { start, end } = company;
  const { joined, left, id, username, name, kind, lastSuccess } = owner;
  const createdAt = start + joined * dayMs + 8 * hourMs;
  const before = idleBefore(owner, random);
  const last = lastSuccess ?? (before === undefined ? null : start + before * dayMs);
  const isOver = left * dayMs + start < end;
  return {
    ...personal(owner),
    id,
    username,
    displayName: name,
    email: username,
    state: isOver ? 'deactivated' : 'active',
    kind,
    company: 'Company',
    federationId: 'login' in owner && owner.login === 'sso' ? username : null,
    roleId: null,
    profileId: profileOf(owner),
    licenceId: kind === 'service' ? programLicence : userLicence,
    createdAt: new Date(createdAt).toISOString(),
    updatedAt: new Date(createdAt).toISOString(),
    lastSignInAt: last === null || last < createdAt ? null : new Date(last).toISOString(),
    passwordChangedAt: new Date(
      Math.max(createdAt, end - within(random, 1, 89) * dayMs),
    ).toISOString(),
    failedSignIns: owner.wrong,
    locale: 'en_US',
    userType: 'Standard',
    isCollector: false,
  };
}

function personal(
  owner: Owner,
): Pick<Account, 'department' | 'title' | 'employeeId' | 'managerId' | 'timezone'> {
  if (owner.kind === 'service') {
    return { department: null, title: null, employeeId: null, managerId: null, timezone: 'GMT' };
  }
  return {
    department: owner.department,
    title: owner.title,
    employeeId: `E${owner.index}`,
    managerId: owner.managerId,
    timezone: owner.home.zone,
  };
}

/** The day, before the records, on which one who left no sign-in in them made the last one. */
function idleBefore(owner: Owner, random: Random): number | undefined {
  if (owner.kind === 'service' || owner.joined >= 0) return undefined;
  const stopped = owner.absences.find(({ last }) => last === Number.POSITIVE_INFINITY);
  if (stopped !== undefined && stopped.first < -5000) return undefined;
  return Math.max(owner.joined, Math.min(-1, stopped?.first ?? -between(random, 1, 20)));
}

function profileOf(owner: Owner): string {
  if (owner.kind === 'service') return programProfile;
  return owner.isAdmin ? adminProfile : userProfile;
}

const power = [
  'api.enabled',
  'code.author',
  'data.modify_all',
  'data.view_all',
  'policy.manage',
  'roles.manage',
  'users.manage',
];

const roles: readonly Role[] = (
  [
    [adminProfile, 'System Administrator', 'profile', power, false],
    [userProfile, 'Sales Rep', 'profile', [], true],
    ['00e00000000AGENTAA', 'Service Agent', 'profile', [], true],
    [programProfile, 'Integration', 'profile', ['api.enabled', 'api.only'], true],
    [powerRole, 'Power Admin', 'permission_set', power, true],
    [quoteRole, 'Quote Editor', 'permission_set', [], true],
  ] as const
).map(([id, name, kind, capabilities, custom]) => ({
  id,
  name,
  kind,
  apiName: name.replaceAll(' ', '_'),
  description: null,
  custom,
  licenceId: null,
  parentId: null,
  capabilities: [...capabilities],
  updatedAt: null,
}));

function assignmentsOf(company: Company, field: Field, random: Random): readonly RoleAssignment[] {
  const assignment = (accountId: string, roleId: string, via: RoleAssignment['via']) => ({
    id: `${accountId}:${roleId}`,
    accountId,
    roleId,
    via,
    groupId: null,
    active: true,
    expiresAt: null,
    updatedAt: null,
  });
  const profiles = ownersOf(company).map((owner) =>
    assignment(owner.id, profileOf(owner), 'profile'),
  );
  const quotes = company.people
    .filter(() => random.chance(0.2))
    .map(({ id }) => assignment(id, quoteRole, 'direct'));
  return [...profiles, ...quotes, ...field.assignments];
}

function poolsOf({ people, integrations }: Company): readonly LicencePool[] {
  const pool = (id: string, name: string, used: number): LicencePool => ({
    id,
    name,
    key: name.toUpperCase(),
    layer: 'base',
    status: 'Active',
    total: Math.ceil(used * 1.1),
    used,
    expiresOn: null,
    usedUpdatedAt: null,
  });
  return [
    pool(userLicence, 'Salesforce', people.length),
    pool(programLicence, 'Salesforce Integration', integrations.length),
  ];
}

function licenceOf({ id, kind }: Owner): LicenceAssignment {
  const licenceId = kind === 'service' ? programLicence : userLicence;
  return { id: `${id}:${licenceId}`, accountId: id, licenceId, layer: 'base', assignedAt: null };
}

const methodNames = {
  Totp: 'Totp',
  SalesforceAuthenticator: 'SalesforceAuthenticator',
  Sms: 'VerifiedMobileNumber',
  U2F: 'U2F',
} as const;

function factorOf({ id, factor }: Person): Factor | undefined {
  if (factor === undefined) return undefined;
  return {
    id: `${id}:methods`,
    accountId: id,
    methods: [methodNames[factor]],
    phishingResistant: factor === 'U2F',
  };
}

const everyday = ['Salesforce for iOS', 'Salesforce for Android', 'Dataloader Partner'];

function appsOf(integrations: readonly Integration[]): readonly App[] {
  const names = new Set([...everyday, ...integrations.map(({ application }) => application)]);
  return [...names].map((name) => ({
    id: appId(name),
    name,
    kind: 'ConnectedApp',
    adminApprovedOnly: true,
    createdAt: null,
    updatedAt: null,
  }));
}

function appId(name: string): string {
  return `0H4${Buffer.from(name).toString('hex').slice(-28)}`;
}

function grantsOf({ people, integrations, end }: Company, random: Random): readonly AppGrant[] {
  const grant = (owner: Owner, appName: string): AppGrant => ({
    id: `0Cq${String(owner.index).padStart(12, '0')}AAA`,
    accountId: owner.id,
    appName,
    appId: appId(appName),
    createdAt: new Date(end - within(random, 3, 300) * dayMs).toISOString(),
    lastUsedAt: new Date(end - within(random, 0.1, 2) * dayMs).toISOString(),
    useCount: between(random, 1, 5000),
  });
  const phones = people.flatMap((person) =>
    person.phone === undefined || person.lastSuccess === null
      ? []
      : [
          grant(
            person,
            person.phone === 'iPhone' ? 'Salesforce for iOS' : 'Salesforce for Android',
          ),
        ],
  );
  return [...phones, ...integrations.map((program) => grant(program, program.application))];
}

/** The sessions that are open; a stolen one is seen at the thief's address. */
function sessionsOf(field: Field, random: Random, live: readonly LiveSignIn[]): readonly Session[] {
  const ofPeople = live.filter(({ owner }) => owner.kind !== 'service');
  const stolen = new Map(
    sample(random, ofPeople, field.stolenSessions.length).map((signIn, index) => [
      signIn,
      field.stolenSessions[index],
    ]),
  );
  return live.map((signIn) => sessionOf(field, signIn, stolen.get(signIn)));
}

function sessionOf(
  field: Field,
  { id, owner, time, source }: LiveSignIn,
  thief: Instance | undefined,
): Session {
  const elsewhere = thief === undefined ? source : field.machineFarFrom(placeNamed(source.city));
  const session: Session = {
    id: `0Ak${id.slice(3)}`,
    accountId: owner.id,
    createdAt: new Date(time).toISOString(),
    expiresAt: new Date(time + 12 * hourMs).toISOString(),
    kind: owner.kind === 'service' ? 'API' : 'UI',
    securityLevel: 'STANDARD',
    sourceIp: elsewhere.ip,
    signInId: id,
    parentId: null,
  };
  if (thief !== undefined) {
    const at = { time, account: owner.id };
    leave(thief, { entity: 'session', id: session.id }, at);
    leave(thief, { entity: 'sign_in', id }, at);
  }
  return session;
}
