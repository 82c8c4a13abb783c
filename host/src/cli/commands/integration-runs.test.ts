import { RollcallError, toErrorData } from '@rollcall/core';
import { describe, expect, it } from 'vitest';

import { aRun, fakeHost } from '../testing/fake-host.js';
import { runCommand } from '../testing/run-command.js';

const quotaError = toErrorData(new RollcallError('QUOTA_CEILING', 'usage is at the ceiling'));
const accounts = {
  status: 'done' as const,
  records: 3,
  inserted: 2,
  updated: 1,
  gone: 0,
  requests: 4,
};

describe('integration collect', () => {
  it('waits for an open run that leaves out what is asked for, then collects it', async () => {
    const host = fakeHost({ run: aRun('collect') });
    const { request } = host.runs;
    let asked = 0;
    host.runs.request = async (...wish) => {
      asked += 1;
      if (asked > 1) return request(...wish);
      throw new RollcallError('RUN_OPEN', 'it does not read accounts', {
        details: { runId: 'run-0' },
      });
    };

    const outcome = await runCommand(
      ['integration', 'collect', 'Production', '--stream', 'accounts'],
      { host },
    );

    expect(outcome.exitCode).toBe(0);
    expect(outcome.stderr).toContain('run-0');
    const [first, second, third] = host.changes.map(({ what }) => what);
    expect([first, second, third]).toEqual(['execute', 'request', 'execute']);
  });
});

describe('integration test', () => {
  it('says exactly "Connected!" whenever it is connected, warnings or not', async () => {
    const checks = [
      { id: 'sign-in', title: 'Sign-in', status: 'passed' as const },
      { id: 'streams', title: 'Streams', status: 'warning' as const, hint: 'Tick it.' },
    ];
    const host = fakeHost({ run: aRun('testConnectivity', { connected: true, checks }) });

    const outcome = await runCommand(['integration', 'test', 'Production', '--json'], { host });

    expect(outcome.exitCode).toBe(0);
    expect(outcome.json()).toEqual({
      connected: true,
      message: 'Connected!',
      checks: [
        { ...checks[0], detail: null, hint: null, setupStep: null },
        { ...checks[1], detail: null, setupStep: null },
      ],
    });
  });

  it('ends with 3 when it is not connected, and shows the hint', async () => {
    const checks = [{ id: 'dns', title: 'Address', status: 'failed' as const, hint: 'Check it.' }];
    const host = fakeHost({ run: aRun('testConnectivity', { connected: false, checks }) });

    const outcome = await runCommand(['integration', 'test', 'Production'], { host });

    expect(outcome.exitCode).toBe(3);
    expect(outcome.stdout).toContain('Not connected: 1 of 1 check failed');
    expect(outcome.stdout).toContain('Check it.');
  });

  it('prints one failed check "quota" and ends with 4 at the ceiling', async () => {
    const host = fakeHost({
      run: aRun('testConnectivity', { status: 'paused', error: quotaError }),
    });

    const outcome = await runCommand(['integration', 'test', 'Production', '--json'], { host });

    expect(outcome.exitCode).toBe(4);
    expect(outcome.json()).toMatchObject({
      connected: false,
      checks: [{ id: 'quota', status: 'failed', detail: 'usage is at the ceiling' }],
    });
  });
});

describe('integration plan', () => {
  const plan = {
    streams: {
      accounts: { records: 10_000, requests: 41, transport: 'REST', note: null },
      apps: { records: null, requests: 0, transport: 'REST', note: 'counted while it is read' },
    },
    requests: 41,
    quota: { used: 35_650, limit: 115_000, ceiling: 86_250 },
    fits: true,
  };

  it('prints the plan as it is', async () => {
    const host = fakeHost({ run: aRun('plan', { plan }) });

    const outcome = await runCommand(['integration', 'plan', 'Production', '--json'], { host });

    expect(outcome.json()).toEqual(plan);
  });

  it('says the price in one line', async () => {
    const host = fakeHost({ run: aRun('plan', { plan }) });

    const outcome = await runCommand(['integration', 'plan', 'Production'], { host });

    expect(outcome.stdout).toContain('about 41 of 115,000 daily requests, 0.04 %; usage now 31 %');
  });

  it('says "unknown" and why where nobody can say how many records there are', async () => {
    const host = fakeHost({ run: aRun('plan', { plan }) });

    const outcome = await runCommand(['integration', 'plan', 'Production'], { host });

    expect(outcome.stdout).toMatch(/apps +unknown +0 +REST +\(counted while it is read\)/);
  });

  it('names no limit, and no share of it, before it is known', async () => {
    const quota = { used: null, limit: null, ceiling: null };
    const host = fakeHost({ run: aRun('plan', { plan: { ...plan, quota } }) });

    const outcome = await runCommand(['integration', 'plan', 'Production'], { host });

    expect(outcome.stdout).toContain('about 41 daily requests; the daily limit is not known yet');
    expect(outcome.stdout).not.toMatch(/%/);
  });

  it('ends with 4 and the error at the ceiling', async () => {
    const host = fakeHost({ run: aRun('plan', { status: 'paused', error: quotaError }) });

    const outcome = await runCommand(['integration', 'plan', 'Production', '--json'], { host });

    expect(outcome.exitCode).toBe(4);
    expect(outcome.json()).toMatchObject({ error: { code: 'QUOTA_CEILING' } });
  });
});

describe.each([
  ['test', 'testConnectivity'],
  ['plan', 'plan'],
] as const)('integration %s without a result', (verb, hook) => {
  const argv = ['integration', verb, 'Production', '--json'];

  it('prints RUN_CANCELLED as its one document when it was cancelled', async () => {
    const error = toErrorData(new RollcallError('RUN_CANCELLED', 'cancelled'));
    const host = fakeHost({ run: aRun(hook, { status: 'cancelled', error }) });

    const outcome = await runCommand(argv, { host });

    expect(outcome.exitCode).toBe(1);
    expect(outcome.json()).toMatchObject({ error: { code: 'RUN_CANCELLED' } });
  });

  it('prints RUN_CANCELLED and where to look when the person left it', async () => {
    const host = fakeHost({ run: aRun(hook, { status: 'running' }), isFollowed: true });

    const outcome = await runCommand(argv, { host, interrupt: AbortSignal.abort() });

    expect(outcome.exitCode).toBe(1);
    expect(outcome.json()).toMatchObject({
      error: { code: 'RUN_CANCELLED', hint: 'See it with "rollcall runs run-1".' },
    });
  });
});

describe('a run behind another process', () => {
  it.each([
    ['run-1', 'Another process works on run run-1; following it.\n'],
    ['run-0', 'Waiting for run run-0 to end.\n'],
  ])('says what it waits for: %s', async (holder, says) => {
    const host = fakeHost({ isFollowed: true, holder });

    const outcome = await runCommand(['integration', 'collect', 'Production'], { host });

    expect(outcome.stderr).toBe(says);
  });
});

describe('integration collect', () => {
  it('prints run, streams and quota', async () => {
    const quota = { used: 50, limit: 1000, ceiling: 750, spentByRun: 4 };
    const host = fakeHost({ run: aRun('collect', { streams: { accounts }, quota }) });

    const outcome = await runCommand(['integration', 'collect', 'Production', '--json'], { host });

    expect(outcome.json()).toEqual({
      run: {
        id: 'run-1',
        status: 'succeeded',
        startedAt: '2026-06-01T11:59:00.000Z',
        endedAt: '2026-06-01T12:00:00.000Z',
        resumeAt: null,
        error: null,
      },
      streams: { accounts: { ...accounts, reason: null, hint: null } },
      quota,
    });
  });

  it.each([
    ['succeeded', 0],
    ['partial', 1],
    ['failed', 1],
    ['cancelled', 1],
    ['paused', 4],
  ] as const)('ends a run that is %s with %i', async (status, exitCode) => {
    const host = fakeHost({ run: aRun('collect', { status }) });

    const outcome = await runCommand(['integration', 'collect', 'Production'], { host });

    expect(outcome.exitCode).toBe(exitCode);
  });

  it('passes on streams, --due and --to', async () => {
    const argv = ['integration', 'collect', 'Production', '--stream', 'a', '--stream', 'b'];

    const outcome = await runCommand([...argv, '--due', '--to', '/out']);

    expect(outcome.host.changes).toMatchObject([
      { what: 'request', with: { hook: 'folder', streams: ['a', 'b'], due: true } },
      { what: 'execute', with: { to: '/out' } },
    ]);
  });

  it('makes no run when nothing is due, and says so as a run that succeeded', async () => {
    const argv = ['integration', 'collect', 'Production', '--due'];

    const shown = await runCommand(argv, { host: fakeHost({ nothingDue: true }) });
    const outcome = await runCommand([...argv, '--json'], {
      host: fakeHost({ nothingDue: true }),
    });

    expect([shown.exitCode, shown.stdout]).toEqual([0, 'Nothing is due.\n']);
    expect(outcome.exitCode).toBe(0);
    expect(outcome.json()).toMatchObject({ run: { id: null, status: 'succeeded' }, streams: {} });
    expect(outcome.host.changes).toEqual([]);
  });

  it('cancels an own run when it is interrupted', async () => {
    const outcome = await runCommand(['integration', 'collect', 'Production'], {
      interrupt: AbortSignal.abort(),
    });

    const [, execute] = outcome.host.changes;
    expect(execute).toMatchObject({ with: { signal: { reason: { code: 'RUN_CANCELLED' } } } });
  });

  it('leaves the run of another process alone when it is interrupted', async () => {
    const host = fakeHost({ run: aRun('collect', { status: 'running' }), isFollowed: true });

    const outcome = await runCommand(['integration', 'collect', 'Production'], {
      host,
      interrupt: AbortSignal.abort(),
    });

    expect(outcome.exitCode).toBe(1);
    expect(outcome.stderr).toContain('rollcall runs run-1');
    expect(outcome.host.changes.map(({ what }) => what)).not.toContain('cancel');
  });

  it('shows progress as plain lines on stderr, not one per event', async () => {
    const data = { stream: 'accounts', status: 'running', records: 5, expected: 10 };
    const event = { id: '1', at: '2026-06-01T12:00:00.000Z', type: 'stream' as const, data };
    const host = fakeHost({ events: [event, { ...event, id: '2' }, { ...event, id: '3' }] });

    const outcome = await runCommand(['integration', 'collect', 'Production', '--json'], { host });

    expect(outcome.stderr).toBe('accounts: 5 of about 10 records\n');
    expect(outcome.json()).toHaveProperty('run');
  });
});
