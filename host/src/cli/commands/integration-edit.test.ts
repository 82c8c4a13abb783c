import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { runCommand } from '../testing/run-command.js';

const add = ['integration', 'add', 'acme', '--name', 'New'];

describe('integration add', () => {
  it('prints id, plugin, name and status', async () => {
    const outcome = await runCommand([...add, '--set', 'url=https://a.example', '--json']);

    expect(outcome.json()).toEqual({
      id: 'int-1',
      plugin: 'acme',
      name: 'Production',
      status: 'untested',
    });
  });

  it('gives values the types of the form', async () => {
    const outcome = await runCommand([
      ...add,
      '--set',
      'url=https://a.example?x=1',
      'days=30',
      '--set',
      'sandbox=yes',
      '--option',
      'ceiling=60',
      '--option',
      'schedule.accounts=6h',
    ]);

    expect(outcome.host.changes).toMatchObject([
      {
        what: 'add',
        with: {
          config: { url: 'https://a.example?x=1', days: 30, sandbox: true },
          options: { ceiling: 60, schedule: { accounts: '6h' } },
        },
      },
    ]);
  });

  it.each([
    ['a value of another type', ['--set', 'days=many']],
    ['a field that the form does not have', ['--set', 'ulr=x']],
    ['no assignment', ['--set', 'url']],
    ['a secret on the command line', ['--set', 'clientSecret=s3cret']],
    ['a secret without a source', ['--secret', 'clientSecret=s3cret']],
    ['a secret that the form does not have', ['--secret', 'other=env:A']],
    ['a variable that is not set', ['--secret', 'clientSecret=env:MISSING']],
    ['a file that is not there', ['--secret', 'clientSecret=file:/nowhere/secret']],
    ['an empty standard input', ['--secret', 'clientSecret=-']],
  ])('refuses %s and changes nothing', async (_, options) => {
    const outcome = await runCommand([...add, ...options]);

    expect(outcome.exitCode).toBe(2);
    expect(outcome.host.changes).toEqual([]);
    expect(outcome.stderr).not.toContain('s3cret');
  });

  it('takes secrets from the environment', async () => {
    const outcome = await runCommand([...add, '--secret', 'clientSecret=env:CLIENT'], {
      env: { CLIENT: ' kept as it is ' },
    });

    expect(outcome.host.changes).toMatchObject([
      { with: { secrets: { clientSecret: ' kept as it is ' } } },
    ]);
  });

  it('takes secrets from a file, without its last line break', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'rollcall-secret-')), 'secret');
    await writeFile(file, 'from file\n');

    const outcome = await runCommand([...add, '--secret', `clientSecret=file:${file}`]);

    expect(outcome.host.changes).toMatchObject([
      { with: { secrets: { clientSecret: 'from file' } } },
    ]);
  });

  it('takes secrets from standard input', async () => {
    const outcome = await runCommand([...add, '--secret', 'clientSecret=-'], { stdin: 'piped\n' });

    expect(outcome.host.changes).toMatchObject([{ with: { secrets: { clientSecret: 'piped' } } }]);
  });

  it('asks a person for the secret and shows nothing of it', async () => {
    const outcome = await runCommand([...add, '--secret', 'clientSecret=-'], {
      stdin: 'tyq\u007fped\r',
      stdinIsTty: true,
    });

    expect(outcome.host.changes).toMatchObject([{ with: { secrets: { clientSecret: 'typed' } } }]);
    expect(outcome.stdout + outcome.stderr).not.toContain('ped\n');
  });
});

describe('integration edit', () => {
  it('changes what is named, and removes what is unset', async () => {
    const outcome = await runCommand([
      'integration',
      'edit',
      'Production',
      '--set',
      'days=10',
      '--unset',
      'clientSecret',
      '--unset',
      'option.proxy',
      '--unset',
      'sandbox',
    ]);

    expect(outcome.host.changes).toEqual([
      {
        what: 'edit',
        with: {
          config: { days: 10, sandbox: null },
          secrets: { clientSecret: null },
          options: { proxy: null },
        },
      },
    ]);
  });
});

describe('integration remove', () => {
  it('needs --yes where nobody can be asked', async () => {
    const outcome = await runCommand(['integration', 'remove', 'Production']);

    expect(outcome.exitCode).toBe(2);
    expect(outcome.stderr).toContain('--yes');
    expect(outcome.host.changes).toEqual([]);
  });

  it('asks a person, and removes nothing without a yes', async () => {
    const outcome = await runCommand(['integration', 'remove', 'Production'], {
      stdin: 'n\n',
      stdinIsTty: true,
    });

    expect(outcome.exitCode).toBe(1);
    expect(outcome.host.changes).toEqual([]);
  });

  it('removes with --yes and says what went', async () => {
    const outcome = await runCommand(['integration', 'remove', 'Production', '--yes', '--json']);

    expect(outcome.json()).toEqual({ id: 'int-1', name: 'Production', removed: {} });
  });
});
