import { flag, id, type Row, text } from '../api/row.js';
import { connectedApplicationTable } from '../tables/access-tables.js';
import { userLicenceTable } from '../tables/licence-tables.js';
import {
  apiOnlyTable,
  permissionSetGroupComponentTable,
  permissionSetGroupTable,
  permissionSetTable,
  profileTable,
  userLoginTable,
} from '../tables/tables.js';

/** What the rows of one table need to know of others. */
export interface Facts {
  /** Profiles, by id. */
  readonly profiles: ReadonlyMap<string, Row>;
  /** The permission set that each profile owns and that holds its permissions, by profile id. */
  readonly ownedSets: ReadonlyMap<string, Row>;
  /** Permission sets, by id. */
  readonly sets: ReadonlyMap<string, Row>;
  /** The permission set that holds a group's permissions, by the group's id. */
  readonly groupSets: ReadonlyMap<string, Row>;
  /** Permission set groups, by id; empty where they cannot be read. */
  readonly groups: ReadonlyMap<string, Row>;
  /** Ids of the permission sets that a group bundles, by the group's id. */
  readonly components: ReadonlyMap<string, readonly string[]>;
  /** Ids of the installed apps, by name. */
  readonly apps: ReadonlyMap<string, string>;
  /** Base licences, by id. */
  readonly licences: ReadonlyMap<string, Row>;
  /** Accounts that may use nothing but the API. */
  readonly apiOnly: ReadonlySet<string>;
  /** Accounts that cannot sign in although they are active. */
  readonly stopped: ReadonlyMap<string, 'frozen' | 'locked'>;
  /** The account that Rollcall signs in with. */
  readonly collectorId: string | undefined;
}

/** Draws the facts from the tables that were read beforehand, by table key. */
export function factsOf(
  rows: ReadonlyMap<string, readonly Row[]>,
  collectorId: string | undefined,
): Facts {
  const of = (table: { readonly key: string }) => rows.get(table.key) ?? [];
  const sets = of(permissionSetTable);
  return {
    profiles: byId(of(profileTable), 'Id'),
    ownedSets: byId(sets, 'ProfileId'),
    sets: byId(sets, 'Id'),
    groupSets: byId(sets, 'PermissionSetGroupId'),
    groups: byId(of(permissionSetGroupTable), 'Id'),
    components: componentsOf(of(permissionSetGroupComponentTable)),
    apps: appsOf(of(connectedApplicationTable)),
    licences: byId(of(userLicenceTable), 'Id'),
    apiOnly: new Set(of(apiOnlyTable).flatMap((row) => id(row, 'AssigneeId') ?? [])),
    stopped: stoppedOf(of(userLoginTable)),
    collectorId,
  };
}

/** The name of an account's base licence, by its profile; `null` when unknown. */
export function licenceOf(facts: Facts, profileId: string | null): Row | undefined {
  const profile = profileId === null ? undefined : facts.profiles.get(profileId);
  const licenceId = profile === undefined ? null : id(profile, 'UserLicenseId');
  return licenceId === null ? undefined : facts.licences.get(licenceId);
}

function byId(rows: readonly Row[], field: string): ReadonlyMap<string, Row> {
  return new Map(
    rows.flatMap((row) => {
      const key = id(row, field);
      return key === null ? [] : [[key, row]];
    }),
  );
}

function componentsOf(rows: readonly Row[]): ReadonlyMap<string, readonly string[]> {
  const components = new Map<string, string[]>();
  for (const row of rows) {
    const group = id(row, 'PermissionSetGroupId') ?? '';
    const set = id(row, 'PermissionSetId');
    if (set !== null) components.set(group, [...(components.get(group) ?? []), set]);
  }
  return components;
}

function appsOf(rows: readonly Row[]): ReadonlyMap<string, string> {
  return new Map(rows.map((row) => [text(row, 'Name') ?? '', id(row, 'Id') ?? '']));
}

function stoppedOf(rows: readonly Row[]): ReadonlyMap<string, 'frozen' | 'locked'> {
  const stopped = new Map<string, 'frozen' | 'locked'>();
  for (const row of rows) {
    const user = id(row, 'UserId');
    if (user === null) continue;
    if (flag(row, 'IsFrozen') === true) stopped.set(user, 'frozen');
    else if (flag(row, 'IsPasswordLocked') === true) stopped.set(user, 'locked');
  }
  return stopped;
}

/** Whether a licence's key or name has a word in it, in any case. */
export function licenceSays(licence: Row | undefined, word: string): boolean {
  if (licence === undefined) return false;
  const names = [text(licence, 'LicenseDefinitionKey'), text(licence, 'Name')];
  return names.some((name) => name?.toLowerCase().includes(word) ?? false);
}
