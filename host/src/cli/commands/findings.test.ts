import { describe, expect, it } from 'vitest';

import type { Finding } from '../../findings/finding.js';
import { fakeHost } from '../testing/fake-host.js';
import { runCommand } from '../testing/run-command.js';

const at = new Date('2026-06-01T10:00:00Z');
const finding: Finding = {
  id: 'a1b2c3d4e5f60718293a4b5c6d7e8f90',
  integrationId: 'int-1',
  check: 'account-inactive',
  checkVersion: 1,
  isEpisode: false,
  severity: 'low',
  status: 'new',
  statusAt: at,
  title: 'ada@acme.example has not been used for 40 days',
  subject: 'a1',
  accounts: ['a1'],
  firstAt: at,
  lastAt: at,
  firstSeen: at,
  lastSeen: at,
  timesSeen: 1,
  disposition: undefined,
  reason: undefined,
  mutedUntil: undefined,
};
const closed: Finding = {
  ...finding,
  id: `f${finding.id.slice(1)}`,
  status: 'closed',
  severity: 'high',
  disposition: 'expected',
};
const withFindings = () => ({ host: fakeHost({ findings: [closed, finding] }) });

describe('findings list', () => {
  it('prints what waits for somebody first, in the documented shape', async () => {
    const outcome = await runCommand(['findings', 'list', '--json'], withFindings());

    expect(outcome.exitCode).toBe(0);
    expect(outcome.json()).toMatchObject({
      findings: [
        {
          id: finding.id,
          check: 'account-inactive',
          severity: 'low',
          status: 'new',
          accounts: ['a1'],
          firstSeen: '2026-06-01T10:00:00.000Z',
          lastSeen: '2026-06-01T10:00:00.000Z',
          title: finding.title,
        },
        { id: closed.id },
      ],
    });
  });

  it('shows people severity, status and title', async () => {
    const { stdout } = await runCommand(['findings', 'list'], withFindings());

    expect(stdout).toMatch(/Low +a1b2c3d4 +New +.*ada@acme.example/);
    expect(stdout).toContain('Closed: expected');
  });

  it.each([
    [['--severity', 'hihg'], 'Did you mean "high"?'],
    [['--status', 'opn'], 'Did you mean "open"?'],
    [['--check', 'acount-inactive'], 'Did you mean "account-inactive"?'],
  ])('answers %j with %s', async (options, hint) => {
    const outcome = await runCommand(['findings', 'list', ...options], withFindings());

    expect(outcome.exitCode).toBe(2);
    expect(outcome.stderr).toContain(hint);
  });
});

describe('deciding a finding', () => {
  it.each([
    [
      ['close', 'a1b2c3', '--as', 'accepted-risk', '--reason', 'policy 7'],
      { action: 'close', disposition: 'accepted-risk', reason: 'policy 7' },
    ],
    [['reopen', 'a1b2c3'], { action: 'reopen' }],
    [
      ['mute', 'a1b2c3', '--until', '30d'],
      { action: 'mute', until: new Date('2026-07-01T12:00:00Z') },
    ],
    [['mute', 'a1b2c3', '--until', '2026-07-01'], { until: new Date('2026-07-01T00:00:00Z') }],
  ])('%j', async (argv, action) => {
    const outcome = await runCommand(['findings', ...argv], {
      ...withFindings(),
      env: { USER: 'ada' },
    });

    expect(outcome.exitCode).toBe(0);
    expect(outcome.host.changes[0]?.with).toMatchObject({
      ids: ['a1b2c3'],
      action,
      actor: 'ada (CLI)',
    });
  });

  it.each([
    [['close', 'a1b2c3'], '--as'],
    [['close', 'a1b2c3', '--as', 'fxed'], 'Did you mean "fixed"?'],
    [['mute', 'a1b2c3', '--until', 'tomorrow'], 'a time from now (30d)'],
  ])('refuses %j, with %s', async (argv, words) => {
    const outcome = await runCommand(['findings', ...argv], withFindings());

    expect(outcome.exitCode).toBe(2);
    expect(outcome.stderr).toContain(words);
    expect(outcome.host.changes).toEqual([]);
  });
});

describe('delivery add', () => {
  it('takes a webhook or a file, and shows the secret that was made once', async () => {
    const outcome = await runCommand([
      'delivery',
      'add',
      'chat',
      '--webhook',
      'https://hooks.acme.example/',
      '--severity',
      'high',
      '--json',
    ]);

    expect(outcome.json()).toMatchObject({ name: 'chat', secret: 's3cret' });
    expect(outcome.host.changes[0]?.with).toEqual({
      name: 'chat',
      kind: 'webhook',
      address: 'https://hooks.acme.example/',
      minSeverity: 'high',
    });
  });

  it('reads its secret from where nobody looks', async () => {
    const outcome = await runCommand(
      ['delivery', 'add', 'chat', '--webhook', 'https://x.example/', '--secret', 'env:KEY'],
      { env: { KEY: 'sixteen characters' } },
    );

    expect(outcome.host.changes[0]?.with).toMatchObject({ secret: 'sixteen characters' });
  });

  it.each([[[]], [['--webhook', 'https://x.example/', '--file', 'a.ndjson']]])(
    'wants one of both, not %j',
    async (options) => {
      const outcome = await runCommand(['delivery', 'add', 'chat', ...options]);

      expect(outcome.exitCode).toBe(2);
      expect(outcome.stderr).toContain('--webhook URL or --file PATH');
    },
  );
});
