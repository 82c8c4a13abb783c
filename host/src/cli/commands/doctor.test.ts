import { RollcallError } from '@rollcall/core';
import { describe, expect, it } from 'vitest';

import { maskCredentials } from '../doctor/machine.js';
import { runCommand } from '../testing/run-command.js';

const mismatch = {
  boot: {
    openHost: async () => {
      throw new RollcallError('KEY_MISMATCH', 'the key is another one');
    },
  },
};

describe('doctor', () => {
  it('tells what keeps the host from opening, and goes on with the rest', async () => {
    const outcome = await runCommand(['doctor', '--json', '--home', '/'], mismatch);

    expect(outcome.exitCode).toBe(6);
    expect(outcome.json()).toMatchObject({ ok: false });
    expect(outcome.stdout).toContain('"id": "key"');
    expect(outcome.stdout).toContain('"id": "hooks"');
    expect(outcome.stdout).toContain('"id": "disk"');
  });

  it('shows proxies without their credentials', async () => {
    const outcome = await runCommand(['doctor', '--home', '/'], {
      ...mismatch,
      env: { HTTPS_PROXY: 'http://user:hunter2@proxy.example:3128' },
    });

    expect(outcome.stdout).toContain('HTTPS_PROXY=http://***@proxy.example:3128');
    expect(outcome.stdout).not.toContain('hunter2');
  });

  it.each([
    ['http://u:p@host:1', 'http://***@host:1'],
    ['u:p@host:1', '***@host:1'],
    ['http://u:p@x@host:1', 'http://***@host:1'],
    ['http://host:1', 'http://host:1'],
  ])('masks %s as %s', (value, masked) => {
    expect(maskCredentials(value)).toBe(masked);
  });
});

describe('plugin validate', () => {
  it('prints every fault and ends with 2', async () => {
    const fault = {
      file: 'plugin.json',
      line: 3,
      column: 5,
      pointer: '/auth',
      message: 'is missing',
      expected: 'how the host authenticates',
    };
    const outcome = await runCommand(['plugin', 'validate', '.'], {
      boot: { validatePlugin: async () => ({ faults: [fault, { ...fault, line: 4 }] }) },
    });

    expect(outcome.exitCode).toBe(2);
    expect(outcome.stdout).toContain('plugin.json:3:5 /auth: is missing');
    expect(outcome.stdout).toContain('2 faults found.');
  });
});
