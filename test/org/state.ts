import type { OauthApp } from './auth/app.js';
import { Sessions } from './auth/sessions.js';
import { BulkJobs } from './bulk/jobs.js';
import { OrgClock } from './clock.js';
import type { OrgData } from './data/org-data.js';
import type { Person } from './data/person.js';
import { permissionFields } from './data/seed-access.js';
import { seedOrg } from './data/seed-org.js';
import { RUN_AS_SLOT } from './data/seed-people.js';
import { FaultRegistry } from './faults/registry.js';
import { type OrgOptions, type OrgPlan, planOrg } from './options.js';
import { PERMISSION_NAMES, withImplied } from './permissions.js';
import { Random } from './random.js';
import { RequestLog } from './request-log.js';
import { defaultSettings, type OrgSettings } from './settings.js';
import { type Caller, View } from './soql/access.js';
import { Cursors } from './soql/cursors.js';
import { Usage } from './usage.js';

const KEY_CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._';
const HEX = '0123456789ABCDEF';
const TWO_HOURS_MS = 7_200_000;

/** Everything one org knows and remembers; the routes read and change it. */
export class OrgState {
  readonly plan: OrgPlan;
  readonly host: string;
  readonly clock: OrgClock;
  readonly data: OrgData;
  readonly people: readonly Person[];
  readonly usage: Usage;
  readonly log = new RequestLog();
  readonly faults = new FaultRegistry();
  readonly app: OauthApp;
  readonly sessions: Sessions;
  readonly cursors: Cursors;
  readonly bulk: BulkJobs;
  readonly random: Random;
  settings: OrgSettings;

  constructor(options: OrgOptions) {
    this.plan = planOrg(options);
    this.host = `${this.plan.myDomain}.my.salesforce.com`;
    this.clock = new OrgClock(this.plan.startAt, options.running ?? false);
    const { data, people } = seedOrg(this.plan);
    this.data = data;
    this.people = people;
    this.settings = {
      ...defaultSettings(this.plan.permissions),
      apiVersions: options.apiVersions ?? { min: 31, max: 68 },
      maxPage: options.maxPage ?? 2000,
    };
    this.random = new Random(this.plan.seed ^ 0x0a07);
    this.app = this.#makeApp();
    this.usage = new Usage(
      this.clock,
      options.limit ?? this.#limit(),
      options.isLimitSoft ?? false,
    );
    this.sessions = new Sessions(data.orgId, this.clock, this.app, this.random);
    this.cursors = new Cursors(data.ids);
    this.bulk = new BulkJobs(data.ids);
    data.rows('UserPermissionAccess').insert({});
    this.change({});
  }

  get url(): string {
    return `https://${this.host}`;
  }

  /** Changes settings; a new set of permissions shows in the data as well. */
  change(changes: Partial<OrgSettings>): void {
    this.settings = { ...this.settings, ...changes };
    const none = Object.fromEntries(PERMISSION_NAMES.map((name) => [`Permissions${name}`, false]));
    const fields = { ...none, ...permissionFields(this.settings.permissions) };
    const [access] = this.data.rows('UserPermissionAccess').all();
    this.data.rows('UserPermissionAccess').update(String(access?.Id), fields);
    const sets = this.data.rows('PermissionSet').all();
    const own = sets.find((set) => set.Name === 'Identity_Collector');
    this.data.rows('PermissionSet').update(String(own?.Id), fields);
  }

  /** What a user sees through one API version. */
  view(userId: string, apiVersion: number): View {
    const caller: Caller = {
      userId,
      apiVersion,
      permissions: withImplied(this.settings.permissions),
      now: this.clock.now(),
      isUserSharingPrivate: this.settings.isUserSharingPrivate,
    };
    return new View(this.data, caller);
  }

  #makeApp(): OauthApp {
    const runAs = this.data.rows('User').all()[RUN_AS_SLOT];
    return {
      label: 'Identity Collector',
      consumerKey: `3MVG9${this.random.text(80, KEY_CHARACTERS)}`,
      consumerSecret: this.random.text(64, HEX),
      isFlowEnabled: true,
      runAs: String(runAs?.Username),
      scopes: ['api', 'id'],
      sessionTimeoutMs: TWO_HOURS_MS,
      refuseWith: undefined,
      instanceUrl: undefined,
      isIntrospectionAllowed: true,
    };
  }

  /** The allocation of the edition: a base and a share for each licence. */
  #limit(): number {
    if (this.plan.edition === 'Developer Edition') return 15_000;
    const licences = this.data.rows('UserLicense').all();
    const full = licences.filter(
      ({ Name }) => Name === 'Salesforce' || Name === 'Salesforce Platform',
    );
    const perLicence = this.plan.edition === 'Unlimited Edition' ? 5000 : 1000;
    return full.reduce((sum, row) => sum + Number(row.TotalLicenses) * perLicence, 100_000);
  }
}
