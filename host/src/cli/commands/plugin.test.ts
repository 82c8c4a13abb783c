import { describe, expect, it } from 'vitest';

import { fakeHost } from '../testing/fake-host.js';
import { runCommand } from '../testing/run-command.js';

describe('plugin show', () => {
  it('prints the whole setup guide as readable text', async () => {
    const { stdout } = await runCommand(['plugin', 'show', 'acme']);

    expect(stdout).toContain(
      [
        '1. Create an app (app)',
        '',
        '   Open Setup → Apps.',
        '',
        '   - Tick API and read.',
        '',
        '   More: https://acme.example/help',
        '',
        '   To copy:',
        '   - Name: Rollcall',
        '',
        '   Gives: clientSecret',
      ].join('\n'),
    );
  });

  it('says why it reaches each host and wants each permission', async () => {
    const { stdout } = await runCommand(['plugin', 'show', 'acme']);

    expect(stdout).toContain('{config.url}: to read');
    expect(stdout).toContain('secrets:read: to sign requests');
  });
});

describe('plugin add', () => {
  it('says what the plugin may do even when it is then refused', async () => {
    const host = fakeHost();
    const refusing = {
      ...host,
      plugins: { ...host.plugins, add: () => Promise.reject(new Error('refused')) },
    };

    const outcome = await runCommand(['plugin', 'add', './acme'], { host: refusing });

    expect(outcome.exitCode).toBe(1);
    expect(outcome.stderr).toContain('{config.url}: to read');
    expect(outcome.stderr).toContain('secrets:read: to sign requests');
  });
});
