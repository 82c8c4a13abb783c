import { describe, expect, it } from 'vitest';

import { runCommand } from '../testing/run-command.js';

const argv = ['integration', 'remove', 'Production'];
const removals = (changes: readonly { readonly what: string }[]) =>
  changes.filter(({ what }) => what === 'remove').length;

describe('the question before a removal', () => {
  it.each([
    ['y\n', 1, 0],
    ['yes\n', 1, 0],
    ['\n', 0, 1],
    ['n\n', 0, 1],
  ])('answered %j removes %i', async (stdin, removed, exitCode) => {
    const outcome = await runCommand(argv, { stdin, stdinIsTty: true });

    expect(removals(outcome.host.changes)).toBe(removed);
    expect(outcome.exitCode).toBe(exitCode);
  });

  it('means no when it is interrupted', async () => {
    const outcome = await runCommand(argv, {
      stdinIsTty: true,
      interrupt: AbortSignal.abort(),
    });

    expect(removals(outcome.host.changes)).toBe(0);
    expect([outcome.exitCode, outcome.stdout]).toEqual([1, '']);
    expect(outcome.stderr).toContain('Nothing was removed.');
  });

  it('means no when the input ends', async () => {
    const outcome = await runCommand(argv, { stdinIsTty: true, stdinEnds: true });

    expect(removals(outcome.host.changes)).toBe(0);
    expect(outcome.exitCode).toBe(1);
  });

  it('prints RUN_CANCELLED as JSON when it is declined', async () => {
    const outcome = await runCommand([...argv, '--json'], { stdin: 'n\n', stdinIsTty: true });

    expect(outcome.exitCode).toBe(1);
    expect(outcome.json()).toMatchObject({ error: { code: 'RUN_CANCELLED' } });
  });
});
