import { type ErrorCode, RollcallError } from '@rollcall/core';
import { describe, expect, it } from 'vitest';

import { aRun, fakeHost } from './testing/fake-host.js';
import { runCommand } from './testing/run-command.js';

function failing(code: ErrorCode) {
  return {
    boot: {
      openHost: async () => {
        throw new RollcallError(code, 'it went wrong', { hint: 'Do this.' });
      },
    },
  };
}

describe('wrong usage', () => {
  it.each([
    [['integration', 'lst']],
    [['colect']],
    [['integration', 'list', '--nmae', 'x']],
    [['integration', 'show']],
    [['integration', 'show', 'a', 'b']],
    [['integration']],
    [['export', '--out', 'x', '--format', 'xml']],
    [['start', '--port', 'many']],
    [['report', 'licences', '--days', 'x']],
    [['integration', 'edit', 'Production']],
  ])('%j ends with exit status 2 and prints nothing as a result', async (argv) => {
    const outcome = await runCommand(argv);

    expect(outcome.exitCode).toBe(2);
    expect(outcome.stdout).toBe('');
    expect(outcome.stderr).toContain('USAGE_INVALID');
  });

  it('names the command that was probably meant', async () => {
    const outcome = await runCommand(['integration', 'lst', '--json']);

    expect(outcome.json()).toEqual({
      error: {
        code: 'USAGE_INVALID',
        message: "unknown command 'lst'",
        hint: 'Did you mean list?',
      },
    });
  });

  it('names the option that was probably meant', async () => {
    const outcome = await runCommand(['integration', 'collect', 'Production', '--strem', 'x']);

    expect(outcome.stderr).toContain('Did you mean --stream?');
  });
});

describe('what every command takes', () => {
  it.each([
    [['--json', 'integration', 'list']],
    [['integration', '--json', 'list']],
    [['integration', 'list', '--json']],
  ])('%j prints one JSON document', async (argv) => {
    const outcome = await runCommand(argv);

    expect(outcome.json()).toMatchObject({ integrations: [{ id: 'int-1', plugin: 'acme' }] });
    expect(outcome.host.isClosed).toBe(true);
  });

  it.each([[['--home', '/h', 'quota']], [['quota', '--home', '/h']]])(
    '%j names the home',
    async (argv) => {
      const homes: unknown[] = [];
      const host = fakeHost();

      await runCommand(argv, {
        host,
        boot: {
          openHost: async (options) => {
            homes.push(options);
            return host;
          },
        },
      });

      expect(homes).toEqual([{ home: '/h', mayMigrate: false }]);
    },
  );

  it.each([
    [['--help']],
    [['--version']],
    [['integration', 'collect', '--help']],
    [['help', 'integration']],
  ])('%j shows what was asked for and ends with 0', async (argv) => {
    const outcome = await runCommand(argv);

    expect(outcome.exitCode).toBe(0);
    expect(outcome.stdout).not.toBe('');
  });
});

describe('a command that fails before it has a result', () => {
  it.each([
    ['SCHEMA_MISMATCH', 6],
    ['KEY_MISMATCH', 6],
    ['NOT_FOUND', 5],
    ['INTEGRATION_PAUSED', 2],
    ['DATABASE_UNAVAILABLE', 1],
  ] as const)('ends %s with exit status %i', async (code, exitCode) => {
    const outcome = await runCommand(['integration', 'list'], failing(code));

    expect(outcome.exitCode).toBe(exitCode);
    expect(outcome.stderr).toContain('Do this.');
  });

  it('prints the error as JSON, and nothing else', async () => {
    const outcome = await runCommand(['quota', '--json'], failing('KEY_MISMATCH'));

    expect(outcome.json()).toEqual({
      error: { code: 'KEY_MISMATCH', message: 'it went wrong', hint: 'Do this.' },
    });
    expect(outcome.stderr).toBe('');
  });

  it('closes the host', async () => {
    const outcome = await runCommand(['integration', 'show', 'Prodction', '--json']);

    expect(outcome.exitCode).toBe(5);
    expect(outcome.host.isClosed).toBe(true);
  });
});

describe('quota', () => {
  it('shows what the ledger knows, null where nothing is known', async () => {
    const quota = {
      name: 'daily',
      scope: 'acme:t1',
      used: 10,
      limit: 100,
      ceiling: 75,
      reserved: 1,
      readAt: new Date('2026-06-01T11:00:00Z'),
      pausedUntil: null,
    };
    const outcome = await runCommand(['quota', '--json'], { host: fakeHost({ quotas: [quota] }) });

    expect(outcome.json()).toEqual({
      quotas: [{ ...quota, readAt: '2026-06-01T11:00:00.000Z' }],
    });
  });
});

describe('runs', () => {
  it('shows one run when the word is a run', async () => {
    const outcome = await runCommand(['runs', 'run-1', '--json'], {
      host: fakeHost({ run: aRun('collect') }),
    });

    expect(outcome.json()).toMatchObject({
      run: { id: 'run-1', status: 'succeeded', error: null },
    });
  });

  it('says that neither integration nor run has the name', async () => {
    const outcome = await runCommand(['runs', 'nothing']);

    expect(outcome.exitCode).toBe(5);
  });
});
