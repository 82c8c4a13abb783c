import { Random } from '../random.js';
import type { OrgData } from './org-data.js';
import type { Person } from './person.js';
import type { AccessIds, Stamp } from './seed-access.js';
import { RUN_AS_SLOT } from './seed-people.js';

const SITE_LICENCE = -1;

/** Seeds who holds which permission set, licence and package seat, and the licence counts. */
export function seedAssignments(
  data: OrgData,
  seed: number,
  people: readonly Person[],
  access: AccessIds,
  stamp: Stamp,
): void {
  const random = new Random(seed ^ 0xa551);
  assignPermissionSets(data, random, people, access);
  assignAddOns(data, random, people, stamp);
  assignPackages(data, random, people, stamp);
  countLicences(data, people, access);
}

function assignPermissionSets(
  data: OrgData,
  random: Random,
  people: readonly Person[],
  access: AccessIds,
): void {
  const names = [...access.permissionSets.keys()].filter((name) => name !== 'Identity_Collector');
  const grant = (person: Person, set: string | undefined, group: string | null = null): void => {
    data.rows('PermissionSetAssignment').insert({
      AssigneeId: person.id,
      PermissionSetId: set ?? null,
      PermissionSetGroupId: group,
      SystemModstamp: person.createdAt,
      IsActive: true,
      ExpirationDate: random.chance(0.05) ? person.createdAt + 31_536_000_000 : null,
    });
  };
  for (const person of people) {
    const profile = data.rows('User').get(person.id)?.ProfileId;
    grant(person, access.profileSets.get(String(profile)));
    if (person.slot === RUN_AS_SLOT) grant(person, access.permissionSets.get('Identity_Collector'));
    if (person.habit === 'none' || person.habit === 'portal') continue;
    const count = random.int(3);
    for (let i = 0; i < count; i += 1) {
      grant(person, access.permissionSets.get(names[(person.slot + i * 3) % names.length] ?? ''));
    }
    if (random.chance(0.1)) grantGroup(data, access, random, (set, id) => grant(person, set, id));
  }
}

/** A group assignment names the group's aggregate set as well. */
function grantGroup(
  data: OrgData,
  access: AccessIds,
  random: Random,
  grant: (set: string, group: string) => void,
): void {
  const groupId = random.pick([...access.groups.values()]);
  const sets = data.rows('PermissionSet').all();
  const aggregate = sets.find((set) => set.PermissionSetGroupId === groupId);
  grant(String(aggregate?.Id), groupId);
}

function assignAddOns(
  data: OrgData,
  random: Random,
  people: readonly Person[],
  stamp: Stamp,
): void {
  const integration = addOn(
    data,
    stamp,
    'SalesforceAPIIntegrationPsl',
    'Salesforce API Integration',
    5,
  );
  const crm = addOn(data, stamp, 'CRMUserPsl', 'CRM User', people.length);
  const unused = addOn(data, stamp, 'EinsteinAnalyticsPlusPsl', 'CRM Analytics Plus', 25);
  const counts = new Map([
    [integration, 0],
    [crm, 0],
    [unused, 0],
  ]);
  for (const person of people) {
    const licence = person.licence === 'Salesforce Integration' ? integration : crm;
    if (licence === crm && (person.licence !== 'Salesforce' || random.chance(0.6))) continue;
    counts.set(licence, (counts.get(licence) ?? 0) + 1);
    const row = { ...stamp, PermissionSetLicenseId: licence, AssigneeId: person.id };
    data.rows('PermissionSetLicenseAssign').insert(row);
  }
  for (const [id, UsedLicenses] of counts) {
    data.rows('PermissionSetLicense').update(id, { UsedLicenses });
  }
}

function addOn(
  data: OrgData,
  stamp: Stamp,
  DeveloperName: string,
  MasterLabel: string,
  TotalLicenses: number,
): string {
  return data.rows('PermissionSetLicense').insert({
    ...stamp,
    DeveloperName,
    MasterLabel,
    TotalLicenses,
    PermissionSetLicenseKey: DeveloperName,
    Language: 'en_US',
    Status: 'Active',
    ExpirationDate: '2027-06-30',
    IsAvailableForIntegrations: DeveloperName.includes('API'),
  });
}

function assignPackages(
  data: OrgData,
  random: Random,
  people: readonly Person[],
  stamp: Stamp,
): void {
  const { CreatedDate = null, LastModifiedDate = null, SystemModstamp = null } = stamp;
  const dates = { CreatedDate, LastModifiedDate, SystemModstamp };
  const packages = data.rows('PackageLicense');
  const seats = packages.insert({
    ...dates,
    NamespacePrefix: 'dsign',
    Status: 'Active',
    AllowedLicenses: 50,
    IsProvisioned: true,
  });
  packages.insert({
    ...dates,
    NamespacePrefix: 'sitewide',
    Status: 'Free',
    AllowedLicenses: SITE_LICENCE,
    IsProvisioned: true,
  });
  const holders = people.filter((person) => person.licence === 'Salesforce' && random.chance(0.2));
  for (const { id } of holders.slice(0, 50)) {
    data.rows('UserPackageLicense').insert({ ...stamp, PackageLicenseId: seats, UserId: id });
  }
  packages.update(seats, { UsedLicenses: Math.min(50, holders.length) });
}

/** Only active users, frozen ones included, count as used. */
function countLicences(data: OrgData, people: readonly Person[], access: AccessIds): void {
  const used = new Map<string, number>();
  for (const person of people) {
    if (person.standing === 'deactivated') continue;
    used.set(person.licence, (used.get(person.licence) ?? 0) + 1);
  }
  for (const [name, id] of access.licences) {
    const UsedLicenses = used.get(name) ?? 0;
    const total = data.rows('UserLicense').get(id)?.TotalLicenses;
    const bought = total === 0 ? Math.ceil(UsedLicenses * 1.15) + 5 : total;
    const TotalLicenses = Math.max(UsedLicenses, Number(bought));
    data.rows('UserLicense').update(id, { UsedLicenses, TotalLicenses });
  }
}
