import { once } from 'node:events';
import { hostname } from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { deadProcess, ended, SmallCheckout } from './small-checkout.js';

let small: SmallCheckout;

beforeEach(async () => {
  small = await SmallCheckout.create();
});

afterEach(() => small.remove());

describe('setup', () => {
  it('builds once, and again only when a source changed or a result is gone', async () => {
    await small.run('scripts/setup.mjs');
    await small.run('scripts/setup.mjs');
    expect(await small.builds()).toBe(1);

    await small.write('core/src/index.ts', '// second');
    await small.run('scripts/setup.mjs');
    expect(await small.builds()).toBe(2);

    await small.remove('core/dist');
    const last = await small.run('scripts/setup.mjs');
    expect(await small.builds()).toBe(3);
    expect(last).toMatchObject({ status: 0, stdout: '' });
  });

  it('does the work once when two run at the same time', async () => {
    const both = await Promise.all([
      small.run('scripts/setup.mjs'),
      small.run('scripts/setup.mjs'),
    ]);

    expect(both.map(({ status }) => status)).toEqual([0, 0]);
    expect(await small.builds()).toBe(1);
  });

  it('replaces the lock of a set-up that was killed', async () => {
    const lock = { host: hostname(), pid: await deadProcess() };
    await small.write('.setup.lock', JSON.stringify(lock));

    const { status } = await small.run('scripts/setup.mjs');

    expect(status).toBe(0);
    expect(await small.builds()).toBe(1);
  });

  it('passes on what the bundler says when it fails', async () => {
    await small.write('scripts/build.mjs', "console.error('no such import'); process.exit(1);");

    const { status, stderr } = await small.run('scripts/setup.mjs');

    expect(status).toBe(1);
    expect(stderr).toContain('no such import');
  });

  it('says how to get a missing lockfile back', async () => {
    await small.remove('package-lock.json');

    const { status, stderr } = await small.run('scripts/setup.mjs');

    expect(status).toBe(1);
    expect(stderr).toContain('git checkout package-lock.json');
    expect(stderr).not.toContain('    at ');
  });
});

describe('with-setup', () => {
  it('becomes the command: its output, arguments and exit status', async () => {
    const program = 'console.log(process.argv.slice(1).join("|")); process.exit(7)';

    const result = await small.run(
      'scripts/with-setup.mjs',
      'node',
      '-e',
      program,
      '--',
      'a b',
      'c',
    );

    expect(result).toMatchObject({ status: 7, stdout: 'a b|c\n' });
  });

  it('builds first, unless told not to', async () => {
    await small.run('scripts/with-setup.mjs', '--no-build', 'node', '--version');
    expect(await small.builds()).toBe(0);

    await small.run('scripts/with-setup.mjs', 'node', '--version');
    expect(await small.builds()).toBe(1);
  });

  it('leaves signals to the command', async () => {
    const program =
      'process.on("SIGTERM", () => process.exit(9)); setInterval(() => {}, 1000); console.log("up")';
    const child = small.start('scripts/with-setup.mjs', '--no-build', 'node', '-e', program);
    const end = ended(child);
    await once(child.stdout, 'data');

    child.kill('SIGTERM');

    expect(await end).toMatchObject({ status: 9 });
  });
});

describe('rollcall', () => {
  it('starts the host in its own process, with arguments and exit status', async () => {
    await small.write(
      'host/dist/main.js',
      'console.log(process.pid, process.argv[2]); process.exitCode = 4;',
    );
    const child = small.start('host/bin/rollcall.mjs', 'quota');

    expect(await ended(child)).toMatchObject({ status: 4, stdout: `${child.pid} quota\n` });
  });

  it('says what to do when nothing is built', async () => {
    const { status, stderr } = await small.run('host/bin/rollcall.mjs');

    expect(status).toBe(1);
    expect(stderr).toContain('npm run setup');
  });
});
