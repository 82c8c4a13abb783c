import { describe, expect, it } from 'vitest';

import { runCommand } from '../testing/run-command.js';

describe('key rotate', () => {
  it('makes a new key and says where it lies', async () => {
    const outcome = await runCommand(['key', 'rotate', '--json']);

    expect(outcome.json()).toEqual({ rotated: true, keyFile: '/nowhere/master.key' });
    expect(outcome.host.changes).toEqual([{ what: 'rotate', with: undefined }]);
  });

  it('takes a key from a variable, and shows nothing of it', async () => {
    const outcome = await runCommand(['key', 'rotate', '--new-key', 'env:NEXT'], {
      env: { NEXT: 'the-next-key' },
    });

    expect(outcome.exitCode).toBe(0);
    expect(outcome.host.changes).toEqual([{ what: 'rotate', with: 'the-next-key' }]);
    expect(outcome.stdout + outcome.stderr).not.toContain('the-next-key');
  });

  it('refuses a key on the command line itself, without repeating it', async () => {
    const outcome = await runCommand(['key', 'rotate', '--new-key', 'the-next-key']);

    expect(outcome.exitCode).toBe(2);
    expect(outcome.stderr).toContain('--new-key');
    expect(outcome.stdout + outcome.stderr).not.toContain('the-next-key');
    expect(outcome.host.changes).toEqual([]);
  });
});
