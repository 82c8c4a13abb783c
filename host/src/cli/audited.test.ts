import { describe, expect, it } from 'vitest';

import { runCommand } from './testing/run-command.js';

describe('a command that changes something', () => {
  it('is recorded with what it was done to', async () => {
    const { host } = await runCommand(['integration', 'pause', 'Production']);

    expect(host.access.recorded).toEqual([
      {
        actor: { kind: 'command', name: 'command line' },
        action: 'integration.pause',
        object: 'Production',
        result: 'done',
      },
    ]);
  });

  it('is recorded when it fails, too', async () => {
    const { host } = await runCommand(['token', 'remove', 'unknown']);

    expect(host.access.recorded).toMatchObject([
      { action: 'token.remove', object: 'unknown', result: 'failed', code: 'NOT_FOUND' },
    ]);
  });

  it('is not recorded when it only reads', async () => {
    const { host } = await runCommand(['integration', 'list']);

    expect(host.access.recorded).toEqual([]);
  });
});

describe('users', () => {
  it('are listed with what they may do', async () => {
    const { json } = await runCommand(['user', 'list', '--json']);

    expect(json()).toMatchObject({
      users: [{ role: 'viewer' }, { role: 'operator' }, { role: 'administrator' }],
    });
  });

  it('have one of three roles', async () => {
    const { exitCode, stderr } = await runCommand(['user', 'role', 'user-viewer', 'boss']);

    expect(exitCode).toBe(2);
    expect(stderr).toContain('viewer, operator, administrator');
  });
});
