import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type RunningHost, startHost } from './support/host.js';
import { expectRefused, type Refusal } from './support/refusal.js';
import { type Scene, setScene } from './support/scene.js';

let scene: Scene;
/** Keeps the database up, so that each command is quick. */
let host: RunningHost;

beforeAll(async () => {
  scene = await setScene({ users: 16, signIns: 20 });
  await scene.add('Acme');
  host = await startHost(scene.rollcall);
  await mkdir(join(scene.folder, 'a-folder'));
  await writeFile(join(scene.folder, 'empty'), '');
});

afterAll(async () => {
  await host.stop();
  await scene[Symbol.asyncDispose]();
});

type Case = Refusal & { readonly what: string; readonly args: readonly string[] };

/** `integration add` with one thing changed. */
function add(change: { url?: string; secret?: string; more?: readonly string[] }): string[] {
  return [
    ...['integration', 'add', 'salesforce', '--name', 'New'],
    ...['--set', `salesforceUrl=${change.url ?? 'https://new.my.salesforce.com'}`],
    ...['--set', 'consumerKey=3MVG9key'],
    ...(change.secret === ''
      ? []
      : ['--secret', change.secret ?? 'consumerSecret=env:CONSUMER_SECRET']),
    ...(change.more ?? []),
  ];
}

const wrongUrl = {
  code: 'CONFIG_INVALID',
  says: /salesforceUrl: Enter your My Domain URL/,
  hints: /Correct/,
};
const urls: readonly Case[] = Object.entries({
  'the login host': 'https://login.salesforce.com',
  'the sandbox login host': 'https://test.salesforce.com',
  'an IP address': 'https://192.0.2.7',
  'an instance host': 'https://na139.salesforce.com',
  'http with a user name': 'http://me:pw@acme.my.salesforce.com',
  'a port': 'https://acme.my.salesforce.com:8443',
  'an Experience Cloud site': 'https://acme.my.site.com',
  'another company': 'https://acme.example.com',
  'a look-alike': 'https://acme.my.salesforce.com.example.com',
}).map(([what, url]) => ({ what, args: add({ url }), ...wrongUrl }));

const fields: readonly Case[] = [
  {
    what: 'no secret',
    args: add({ secret: '' }),
    code: 'CONFIG_INVALID',
    says: /consumerSecret: Enter the Consumer Secret/,
    hints: /Correct/,
  },
  {
    what: 'a misspelt field',
    args: add({ more: ['--set', 'consumerKye=x'] }),
    code: 'USAGE_INVALID',
    says: /consumerKye/,
    hints: /consumerKey/,
  },
  {
    what: 'a misspelt secret',
    args: add({ secret: 'consumerSecrte=env:CONSUMER_SECRET' }),
    code: 'USAGE_INVALID',
    says: /consumerSecrte/,
    hints: /consumerSecret/,
  },
  {
    what: 'a secret on the command line',
    args: add({ more: ['--set', 'consumerSecret=x'] }),
    code: 'USAGE_INVALID',
    says: /is a secret/,
    hints: /--secret consumerSecret=/,
  },
  {
    what: 'a secret without a source',
    args: add({ secret: 'consumerSecret=plain' }),
    code: 'USAGE_INVALID',
    says: /consumerSecret/,
    hints: /env:VARIABLE/,
  },
  {
    what: 'a --set without a value',
    args: add({ more: ['--set', 'consumerKey'] }),
    code: 'USAGE_INVALID',
    says: /key=value/,
    hints: /--set/,
  },
  {
    what: 'a variable that is not set',
    args: add({ secret: 'consumerSecret=env:NOT_SET' }),
    code: 'INPUT_INVALID',
    says: /NOT_SET is not set/,
    hints: /Nothing was changed/,
  },
  {
    what: 'a misspelt option',
    args: add({ more: ['--option', 'cieling=50'] }),
    code: 'CONFIG_INVALID',
    says: /cieling.*ceiling/,
    hints: /Correct/,
  },
  {
    what: 'a ceiling above 95 %',
    args: add({ more: ['--option', 'ceiling=96'] }),
    code: 'CONFIG_INVALID',
    says: /1 to 95/,
    hints: /Correct/,
  },
  {
    what: 'an unknown time zone',
    args: add({ more: ['--option', 'timezone=Mars/Base'] }),
    code: 'CONFIG_INVALID',
    says: /timezone/,
    hints: /Correct/,
  },
  {
    what: 'a proxy with a password',
    args: add({ more: ['--option', 'proxy=http://u:p@proxy:3128'] }),
    code: 'CONFIG_INVALID',
    says: /HTTPS_PROXY/,
    hints: /Correct/,
  },
  {
    what: 'an unknown stream to schedule',
    args: add({ more: ['--option', 'schedule.sing-ins=1h'] }),
    code: 'CONFIG_INVALID',
    says: /sing-ins.*sign-ins/,
    hints: /Correct/,
  },
];

const usage: readonly Case[] = [
  {
    what: 'an unknown command',
    args: ['colect'],
    code: 'USAGE_INVALID',
    says: /colect/,
    hints: /\S/,
  },
  {
    what: 'an unknown subcommand',
    args: ['integration', 'shwo', 'Acme'],
    code: 'USAGE_INVALID',
    says: /shwo/,
    hints: /show/,
  },
  {
    what: 'an unknown flag',
    args: ['integration', 'list', '--hoem', '/x'],
    code: 'USAGE_INVALID',
    says: /--hoem/,
    hints: /--home/,
  },
  {
    what: 'a missing argument',
    args: ['integration', 'collect'],
    code: 'USAGE_INVALID',
    says: /id/,
    hints: /--help/,
  },
  {
    what: 'one argument too many',
    args: ['integration', 'collect', 'Acme', 'x'],
    code: 'USAGE_INVALID',
    says: /argument/,
    hints: /--help/,
  },
  {
    what: 'an unknown stream',
    args: ['integration', 'collect', 'Acme', '--stream', 'sing-ins'],
    code: 'INPUT_INVALID',
    says: /sing-ins/,
    hints: /sign-ins/,
  },
  {
    what: 'an unknown entity',
    args: ['export', '--entity', 'acount', '--out', 'x'],
    code: 'INPUT_INVALID',
    says: /acount/,
    hints: /account/,
  },
  {
    what: 'an unknown format',
    args: ['export', '--format', 'xls', '--out', 'x'],
    code: 'USAGE_INVALID',
    says: /xls.*ndjson/,
    hints: /--help/,
  },
  {
    what: 'days that are no number',
    args: ['report', 'licences', '--days', 'many'],
    code: 'USAGE_INVALID',
    says: /many/,
    hints: /\S/,
  },
  {
    what: 'a port out of range',
    args: ['start', '--port', '70000'],
    code: 'USAGE_INVALID',
    says: /70000/,
    hints: /\S/,
  },
  {
    what: 'nothing to edit',
    args: ['integration', 'edit', 'Acme'],
    code: 'USAGE_INVALID',
    says: /nothing/,
    hints: /--help/,
  },
  {
    what: 'a name that is taken',
    args: add({}).with(4, 'Acme'),
    code: 'NAME_TAKEN',
    says: /Acme/,
    hints: /another/,
  },
  {
    what: 'a removal nobody confirmed',
    args: ['integration', 'remove', 'Acme'],
    code: 'USAGE_INVALID',
    says: /confirmed/,
    hints: /--yes/,
  },
  {
    what: 'another address without its secret',
    args: ['integration', 'edit', 'Acme', '--set', 'salesforceUrl=https://other.my.salesforce.com'],
    code: 'SECRET_REENTER',
    says: /consumerSecret/,
    hints: /again/,
  },
];

const unknown: readonly Case[] = [
  { what: 'integration', args: ['integration', 'show', 'Acne'], says: /Acne/, hints: /Acme/ },
  {
    what: 'integration to collect',
    args: ['integration', 'collect', 'Acne'],
    says: /Acne/,
    hints: /Acme/,
  },
  {
    what: 'plugin',
    args: ['plugin', 'show', 'salesforse'],
    says: /salesforse/,
    hints: /salesforce/,
  },
  {
    what: 'plugin to add',
    args: ['integration', 'add', 'salesforse', '--name', 'x'],
    says: /salesforse/,
    hints: /salesforce/,
  },
  { what: 'run', args: ['runs', 'Acne'], says: /Acne/, hints: /Acme/ },
  { what: 'token', args: ['token', 'remove', 'none'], says: /none/, hints: /token list/ },
].map((one) => ({ exit: 5, code: 'NOT_FOUND', ...one }));

interface Listed {
  readonly integrations: readonly {
    readonly id: string;
    readonly name: string;
    readonly config: unknown;
    readonly options: unknown;
  }[];
}

/** What a person has entered; the host itself learns the tenant meanwhile. */
async function integrations() {
  const { integrations: all } = await host.json<Listed>('GET', '/integrations');
  return all.map(({ id, name, config, options }) => ({ id, name, config, options }));
}

describe.each([
  ['URL', urls],
  ['field', fields],
  ['use', usage],
  ['name', unknown],
])('a wrong %s', (_, cases) => {
  it.each(cases)('is refused with what to do, and changes nothing: $what', async (one) => {
    const before = await integrations();

    const outcome = await scene.rollcall.run([...one.args, '--json']);

    expectRefused(outcome, one);
    expect(await integrations()).toEqual(before);
  });
});

describe('a secret file', () => {
  it.each([
    ['missing', 'nowhere', /ENOENT/],
    ['a folder', 'a-folder', /EISDIR/],
    ['empty', 'empty', /is empty/],
  ])('that is %s is refused by its path', async (_, name, says) => {
    const path = join(scene.folder, name);

    const outcome = await scene.rollcall.run([
      ...add({ secret: `consumerSecret=file:${path}` }),
      '--json',
    ]);

    expectRefused(outcome, { code: 'INPUT_INVALID', says, hints: /env:VARIABLE/ });
    expect(outcome.stdout).toContain(path);
  });
});

describe('an error without --json', () => {
  it('goes to standard error alone, with its code and what to do', async () => {
    const outcome = await scene.rollcall.run(['integration', 'show', 'Acne']);

    expect(outcome.code).toBe(5);
    expect(outcome.stdout).toBe('');
    expect(outcome.stderr).toMatch(/^error: .*Acne.*\(NOT_FOUND\)\nhint: .*Acme/);
  });
});

describe('a URL as people type it', () => {
  const typed = {
    'without a scheme': 'acme.my.salesforce.com',
    'with blanks around it': '  https://acme.my.salesforce.com ',
    'with a path': 'https://acme.my.salesforce.com/home/home.jsp?x=1',
    'in upper case': 'HTTPS://ACME.MY.SALESFORCE.COM/',
    'of a Lightning page': 'https://acme.lightning.force.com/lightning/page/home',
    'of the setup pages': 'https://acme.my.salesforce-setup.com/lightning/setup/SetupOneHome/home',
    'with http': 'http://acme.my.salesforce.com',
    'with the usual port': 'https://acme.my.salesforce.com:443',
  };

  it.each(Object.entries(typed))('%s is turned into the My Domain URL', async (what, url) => {
    const args = add({ url }).with(4, `Typed ${what}`);

    const { id } = await scene.rollcall.json<{ id: string }>(args);

    const shown = await host.json<{ config: { salesforceUrl: string } }>(
      'GET',
      `/integrations/${id}`,
    );
    expect(shown.config.salesforceUrl.toLowerCase()).toBe('https://acme.my.salesforce.com');
  });
});
