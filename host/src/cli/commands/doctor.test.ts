import { RollcallError, toErrorData } from '@rollcall/core';
import { describe, expect, it } from 'vitest';

import { checkIntegrations } from '../doctor/integration-checks.js';
import { maskCredentials } from '../doctor/machine.js';
import { aRun, fakeHost } from '../testing/fake-host.js';
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

  it('says how integrations, quotas and deliveries fare, and what to do', async () => {
    const error = toErrorData(new RollcallError('AUTH_REFUSED', 'refused', { hint: 'Copy it.' }));
    const host = fakeHost({
      quotas: [
        {
          ...{ name: 'daily-requests', scope: 'example:T', used: 750, limit: 1000, ceiling: 750 },
          ...{ reserved: 0, readAt: null, pausedUntil: '2026-06-02T00:10:00.000Z' },
        },
      ],
    });
    const [integration] = await host.integrations.list();
    const last = aRun('collect', { status: 'failed', error });
    const none = { open: undefined, nextAt: undefined, collectedAt: undefined, stale: undefined };
    host.runs.activity = async () => new Map([[integration?.id ?? '', { ...none, last }]]);

    const checks = await checkIntegrations(host);

    expect(checks).toMatchObject([
      { id: 'integrations', status: 'warning', detail: 'Production: refused', hint: 'Copy it.' },
      { id: 'collecting', status: 'ok' },
      { id: 'quota', status: 'warning', detail: expect.stringContaining('example:T until 2026') },
      { id: 'deliveries', status: 'ok' },
    ]);
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
