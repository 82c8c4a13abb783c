import { describe, expect, it } from 'vitest';

import { fakeHost } from '../testing/fake-host.js';
import { runCommand } from '../testing/run-command.js';

const line = {
  ...{ id: '1', at: '2026-06-01T12:00:00.000Z', level: 'warn' as const, source: 'host' as const },
  message: 'accounts: failed',
  fields: { code: 'QUERY_TIMEOUT' },
};

describe('runs show', () => {
  it('shows a run, with its log where that is asked for', async () => {
    const host = fakeHost({ log: [line] });

    const plain = await runCommand(['runs', 'show', 'run-1', '--json'], { host: fakeHost() });
    const logged = await runCommand(['runs', 'show', 'run-1', '--logs', '--json'], { host });

    expect(plain.json()).toEqual({ run: expect.objectContaining({ id: 'run-1' }) });
    expect(logged.json()).toMatchObject({ run: { id: 'run-1' }, logs: [line] });
  });

  it('puts each line of the log on a line', async () => {
    const host = fakeHost({ log: [line] });

    const outcome = await runCommand(['runs', 'show', 'run-1', '--logs'], { host });

    expect(outcome.stdout).toContain('warn   host       accounts: failed {"code":"QUERY_TIMEOUT"}');
  });

  it('leaves the list of all runs as it was', async () => {
    const outcome = await runCommand(['runs', '--json']);

    expect(outcome.json()).toMatchObject({ runs: [{ id: 'run-1' }] });
  });
});
