import type { SimulatedOrg, TokenErrorName } from '@rollcall/test/org';
import { FULL_ACCESS, type Permission } from '@rollcall/test/org';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type Scene, setScene } from './support/scene.js';
import type { TestJson } from './support/shapes.js';

/** A mistake of someone who follows the set-up guide, and what the test has to say of it. */
interface SetupFault {
  readonly mistake: string;
  /** Makes the mistake in the org. */
  readonly make?: (org: SimulatedOrg) => void;
  /** Makes the mistake in the form. */
  readonly form?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** The check that finds it, and whether collecting could begin all the same. */
  readonly check: string;
  readonly status: 'failed' | 'warning';
  /** The step of the guide that it leads to. */
  readonly step: string;
  /** What the reader has to find: the page to open, or the box to tick. */
  readonly says: RegExp;
}

function refuse(error: TokenErrorName): (org: SimulatedOrg) => void {
  return (org) => {
    org.app.refuseWith = error;
  };
}

function without(...names: readonly Permission[]): (org: SimulatedOrg) => void {
  return (org) => org.change({ permissions: FULL_ACCESS.filter((one) => !names.includes(one)) });
}

const refused: readonly (readonly [TokenErrorName, string, RegExp])[] = [
  ['unknown-client', 'credentials', /Consumer Key.*Settings/is],
  ['wrong-secret', 'credentials', /Consumer Secret/i],
  ['wrong-secret-401', 'credentials', /Consumer Secret/i],
  ['flow-disabled', 'app', /Client Credentials Flow/i],
  ['no-run-as-user', 'run-as', /Run As.*Policies|Policies.*Run As/is],
  ['unauthorized-client', 'app', /Client Credentials Flow/i],
  ['no-scopes', 'app', /scope/i],
  ['ip-restricted', 'run-as', /IP/],
  ['ip-not-allowed', 'run-as', /IP/],
  ['login-hours', 'run-as', /login hours/i],
  ['not-admin-approved', 'run-as', /Permitted Users|permission set/i],
  ['user-not-approved', 'run-as', /Permitted Users|approved/i],
  ['app-not-installed', 'app', /External Client App/i],
  ['app-not-found', 'app', /External Client App/i],
  ['inactive-user', 'user', /active/i],
  ['inactive-org', 'my-domain', /inactive|active/i],
  ['wrong-domain', 'my-domain', /My Domain/],
];

const faults: readonly SetupFault[] = [
  ...refused.map(
    ([error, step, says]): SetupFault => ({
      mistake: `the token is refused: ${error}`,
      make: refuse(error),
      check: 'token',
      status: 'failed',
      step,
      says,
    }),
  ),
  {
    mistake: 'a Consumer Key with a letter missing',
    form: { consumerKey: '3MVG9wrongwrongwrongwrongwrong' },
    check: 'token',
    status: 'failed',
    step: 'credentials',
    says: /Consumer Key/i,
  },
  {
    mistake: 'the secret of another app',
    env: { CONSUMER_SECRET: 'not-the-secret-of-this-app' },
    check: 'token',
    status: 'failed',
    step: 'credentials',
    says: /Consumer Secret/i,
  },
  {
    mistake: 'the address of an org that is not there',
    form: { salesforceUrl: 'https://nobody-here.my.salesforce.com' },
    check: 'url',
    status: 'failed',
    step: 'my-domain',
    says: /no org at this address.*Setup → My Domain/i,
  },
  {
    mistake: 'a proxy whose authority is not trusted',
    env: { NODE_EXTRA_CA_CERTS: '' },
    check: 'url',
    status: 'failed',
    step: 'my-domain',
    says: /NODE_EXTRA_CA_CERTS/,
  },
  {
    mistake: 'no API Enabled',
    make: without('ApiEnabled'),
    check: 'api-enabled',
    status: 'failed',
    step: 'permission-set',
    says: /API Enabled/,
  },
  {
    mistake: 'an edition without API',
    make: (org) => org.change({ isApiEnabledForOrg: false }),
    check: 'api-enabled',
    status: 'failed',
    step: 'edition',
    says: /edition/i,
  },
  {
    mistake: 'no right to see all sign-ins',
    make: without('ManageUsers'),
    check: 'sign-ins',
    status: 'warning',
    step: 'permission-set',
    says: /Manage (Internal )?Users|Monitor Login History/,
  },
  {
    mistake: 'no View Setup',
    make: without('ViewSetup', 'ManageUsers'),
    check: 'view-setup',
    status: 'warning',
    step: 'permission-set',
    says: /View Setup and Configuration/,
  },
  {
    mistake: 'a user who may do far too much',
    make: (org) => org.change({ permissions: [...FULL_ACCESS, 'ModifyAllData'] }),
    check: 'privileges',
    status: 'warning',
    step: 'permission-set',
    says: /Modify All Data/,
  },
];

let scene: Scene;

beforeAll(async () => {
  scene = await setScene({ users: 20, signIns: 100 });
});

afterAll(() => scene[Symbol.asyncDispose]());

async function testWith({ make, form, env }: SetupFault, name: string): Promise<TestJson> {
  const { org, rollcall } = scene;
  org.app.refuseWith = undefined;
  org.change({ permissions: FULL_ACCESS, isApiEnabledForOrg: true });
  const settings = { salesforceUrl: org.salesforceUrl, consumerKey: org.consumerKey, ...form };
  const set = Object.entries(settings).flatMap(([key, value]) => ['--set', `${key}=${value}`]);
  await rollcall.json(
    [
      ...['integration', 'add', 'salesforce', '--name', name, ...set],
      ...['--secret', 'consumerSecret=env:CONSUMER_SECRET'],
    ],
    env,
  );
  make?.(org);
  const outcome = await rollcall.run(['integration', 'test', name, '--json'], env);
  return outcome.json<TestJson>();
}

describe('a mistake in the set-up is named, with the step that mends it', () => {
  it.each(faults)('$mistake', async (fault) => {
    const { connected, checks } = await testWith(fault, fault.mistake);

    expect(connected).toBe(fault.status === 'warning');
    const found = checks.find(({ id }) => id === fault.check);
    expect(found, JSON.stringify(checks, null, 1)).toMatchObject({ status: fault.status });
    expect(`${found?.detail} ${found?.hint}`).toMatch(fault.says);
    expect(found?.setupStep).toBe(fault.step);
    const others = checks.filter(({ id, status }) => status === 'failed' && id !== fault.check);
    expect(others).toEqual([]);
  });
});
