import type { OrgPlan } from '../options.js';
import { OrgData } from './org-data.js';
import type { Person } from './person.js';
import { type Stamp, seedAccess } from './seed-access.js';
import { seedApps } from './seed-apps.js';
import { seedAssignments } from './seed-assignments.js';
import { seedPeople } from './seed-people.js';
import { seedSignIns } from './seed-sign-ins.js';
import { seedTrail } from './seed-trail.js';

const FIVE_YEARS_MS = 5 * 365 * 86_400_000;

/** The data of one org, and what the seeds know about its people. */
export interface SeededOrg {
  readonly data: OrgData;
  readonly people: readonly Person[];
}

/** Makes the data of an org. The same plan gives the same data. */
export function seedOrg(plan: OrgPlan): SeededOrg {
  const data = new OrgData(plan.seed);
  const stamp = stampAt(data, Math.floor((plan.startAt - FIVE_YEARS_MS) / 1000) * 1000);
  seedOrganization(data, plan, stamp);
  const access = seedAccess(data, stamp, plan.permissions);
  seedRoles(data, stamp);
  const people = seedPeople(data, plan, access);
  seedGroups(data, people, stamp);
  seedAssignments(data, plan.seed, people, access, stamp);
  seedSignIns(data, plan, people);
  seedApps(data, plan, people, access, stamp);
  seedTrail(data, plan, people);
  return { data, people };
}

function stampAt(data: OrgData, time: number): Stamp {
  const adminId = data.ids.id('005', 0);
  return {
    CreatedDate: time,
    CreatedById: adminId,
    LastModifiedDate: time,
    LastModifiedById: adminId,
    SystemModstamp: time,
  };
}

function seedOrganization(data: OrgData, plan: OrgPlan, stamp: Stamp): void {
  const name = plan.myDomain.split('.')[0] ?? plan.myDomain;
  data.rows('Organization').insert({
    ...stamp,
    Name: `${name.charAt(0).toUpperCase()}${name.slice(1)} GmbH`,
    OrganizationType: plan.edition,
    IsSandbox: plan.isSandbox,
    InstanceName: 'EU42',
    DefaultLocaleSidKey: 'en_GB',
    TimeZoneSidKey: 'Europe/Berlin',
    LanguageLocaleKey: 'en_US',
    City: 'München',
    Country: 'Germany',
  });
}

function seedRoles(data: OrgData, stamp: Stamp): void {
  const roles = data.rows('UserRole');
  const { LastModifiedDate = null, LastModifiedById = null, SystemModstamp = null } = stamp;
  const dates = { LastModifiedDate, LastModifiedById, SystemModstamp, PortalType: 'None' };
  const add = (Name: string, ParentRoleId: string | null): string =>
    roles.insert({ ...dates, Name, DeveloperName: Name.replace(/\W+/g, ''), ParentRoleId });
  const chief = add('CEO', null);
  for (const branch of ['Sales', 'Service', 'Finance']) {
    const lead = add(`VP, ${branch}`, chief);
    for (const region of ['EMEA', 'AMER', 'APAC']) add(`${branch} ${region}`, lead);
  }
}

function seedGroups(data: OrgData, people: readonly Person[], stamp: Stamp): void {
  const groups = data.rows('Group');
  const everyone = { ...stamp, OwnerId: data.orgId };
  for (const { Id = null, DeveloperName = null } of data.rows('UserRole').all()) {
    groups.insert({ ...everyone, Name: '', DeveloperName, Type: 'Role', RelatedId: Id });
  }
  const queue = groups.insert({
    ...everyone,
    Name: 'Tier 1',
    DeveloperName: 'Tier_1',
    Type: 'Queue',
  });
  const admins = groups.insert({
    ...everyone,
    Name: 'Admins',
    DeveloperName: 'Admins',
    Type: 'Regular',
  });
  const SystemModstamp = stamp.SystemModstamp ?? null;
  for (const person of people) {
    const GroupId = person.isAdmin ? admins : person.slot % 9 === 0 ? queue : undefined;
    if (GroupId === undefined) continue;
    data.rows('GroupMember').insert({ GroupId, UserOrGroupId: person.id, SystemModstamp });
  }
}
