import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { RollcallError } from '@rollcall/core';
import { afterEach, describe, expect, it } from 'vitest';

import { collectOptions } from './fixtures/options.js';
import { detectLevel } from './level.js';
import type { CollectInput, HostMessage } from './protocol.js';
import type { HookOptions } from './session.js';
import { runCollect, runTest } from './spawn.js';

const { level } = await detectLevel();

function fixture(name: string, config: unknown): HookOptions<CollectInput> {
  const folder = fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));
  return { ...collectOptions(folder, config), level };
}

async function all(options: HookOptions<CollectInput>): Promise<HostMessage[]> {
  const messages: HostMessage[] = [];
  for await (const message of runCollect(options)) messages.push(message);
  return messages;
}

/** Hook processes that run a fixture of this file, whoever their parent is by now. */
async function processesLeft(): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const commands = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')),
  );
  return commands.filter((command) => command.includes('hook-process/fixtures/'));
}

afterEach(async () => {
  if (process.platform === 'linux') expect(await processesLeft()).toEqual([]);
});

describe('runCollect', () => {
  it('gives what the connector yields, in order, and the last batch by name', async () => {
    const messages = await all(fixture('steady', { batches: 3 }));

    expect(messages.map((message) => message.type)).toEqual([
      'tenant',
      ...['batch', 'batch', 'batch'],
      'done',
    ]);
    expect(messages[2]).toMatchObject({ stream: 's', seq: 2, count: 2, cursor: '{"batch":1}' });
    expect(messages.at(-1)).toEqual({ type: 'done', lastSeq: 3 });
  });

  it.each([
    ['heap', 'HOOK_OUT_OF_MEMORY'],
    ['buffers', 'HOOK_OUT_OF_MEMORY'],
    ['uncaught', 'HOOK_CRASHED'],
    ['rejection', 'HOOK_CRASHED'],
    ['exit', 'HOOK_CRASHED'],
    ['closed', 'HOOK_CRASHED'],
    ['rubbish', 'HOOK_PROTOCOL'],
    ['huge', 'HOOK_PROTOCOL'],
    ['outOfOrder', 'HOOK_PROTOCOL'],
    ['tooFarAhead', 'HOOK_PROTOCOL'],
    ['falseDone', 'HOOK_PROTOCOL'],
    ['unknownType', 'HOOK_PROTOCOL'],
    ['wrongShape', 'HOOK_PROTOCOL'],
    ['throwing', 'PLUGIN_BROKEN'],
  ])('ends a process that misbehaves by "%s" with %s', async (way, code) => {
    const options = fixture('broken', { way });
    const limits = { ...options.limits, memoryMb: 160 };

    await expect(all({ ...options, limits })).rejects.toMatchObject({ code });
  });

  it.each([
    ['a batch of a stream that is not in the run', { type: 'batch', stream: 'x', records: [] }],
    [
      'a cursor above 64 KiB',
      { type: 'batch', stream: 's', records: [], cursor: 'x'.repeat(70_000) },
    ],
    ['a note of an unknown type', { type: 'reboot', stream: 's' }],
    ['a progress that is no number', { type: 'progress', stream: 's', fraction: 'much' }],
  ])('refuses %s', async (_name, message) => {
    const options = fixture('broken', { way: 'strange', messages: [message] });

    await expect(all(options)).rejects.toMatchObject({ code: 'HOOK_PROTOCOL' });
  });

  it('ends a slice without an error, with what the connector gave until it returned', async () => {
    const options = fixture('broken', { way: 'polite' });

    const messages = await all({ ...options, limits: { ...options.limits, sliceMs: 4000 } });

    expect(messages.filter((message) => message.type === 'batch').length).toBeGreaterThan(0);
    expect(messages.at(-1)).toEqual({ type: 'sliceEnd' });
  });

  it.each(['loop', 'ignoring'])('ends the slice of a connector that does not: %s', async (way) => {
    const options = fixture('broken', { way, batchFirst: true });
    const limits = { ...options.limits, sliceMs: 4000, graceMs: 200 };

    const messages = await all({ ...options, limits });

    expect(messages.map((message) => message.type)).toEqual(['tenant', 'batch', 'sliceEnd']);
  });

  it.each(['loop', 'ignoring', 'polite'])(
    'is cancelled within the grace period: %s',
    async (way) => {
      const cancel = new AbortController();
      const options = fixture('broken', { way });
      const limits = { ...options.limits, graceMs: 300 };
      const run = runCollect({ ...options, limits, signal: cancel.signal });
      await run.next();

      const startedAt = performance.now();
      cancel.abort(new RollcallError('LEASE_LOST', 'another worker has it'));
      const rest = (async () => {
        for await (const _ of run);
      })();

      await expect(rest).rejects.toMatchObject({ code: 'LEASE_LOST' });
      expect(performance.now() - startedAt).toBeLessThan(3000);
    },
  );

  it('ends the process when nobody asks for the next message any more', async () => {
    const run = runCollect(fixture('broken', { way: 'loop' }));
    await run.next();

    await run.return(undefined);

    expect(await processesLeft()).toEqual([]);
  });

  it('ends a process that gives no sign of life', async () => {
    const options = fixture('broken', { way: 'loop' });
    const limits = { ...options.limits, silenceMs: 800 };

    await expect(all({ ...options, limits })).rejects.toMatchObject({ code: 'HOOK_TIMEOUT' });
  });

  it('sends what the plugin prints to the log, up to a bound', async () => {
    const lines: string[] = [];
    const options = fixture('broken', { way: 'printing' });

    await all({ ...options, log: (at, message) => lines.push(`${at} ${message}`) });

    expect(lines).toContain('debug by console { a: 1 }');
    expect(lines).toContain('warn by console.error');
    expect(lines).toContain('debug by stdout');
    expect(lines.join('\n').length).toBeLessThan(200_000);
  });

  it('says what is wrong with a folder that cannot be run', async () => {
    const missing = collectOptions('/nowhere/plugin', {});
    const noEntry = { ...fixture('steady', {}), entry: 'dist/index.js' };

    await expect(all(missing)).rejects.toMatchObject({ code: 'PLUGIN_INVALID' });
    await expect(all(noEntry)).rejects.toMatchObject({ code: 'PLUGIN_INVALID' });
  });
});

describe('runTest', () => {
  it('gives the checks as they come', async () => {
    const options = fixture('steady', {});
    const input = { config: { detail: 'fine' }, streams: ['s'] };
    const checks = [];

    for await (const check of runTest({ ...options, input })) checks.push(check);

    expect(checks).toEqual([
      { id: 'one', title: 'One', status: 'passed', detail: 'fine' },
      { id: 'two', title: 'Two', status: 'warning', hint: 'Tick the box.', setupStep: 'step' },
    ]);
  });

  it('has a time limit', async () => {
    const options = fixture('broken', {});
    const limits = { ...options.limits, sliceMs: 700, graceMs: 100 };
    const test = runTest({ ...options, limits, input: { config: {}, streams: [] } });

    await expect(test.next()).rejects.toMatchObject({ code: 'HOOK_TIMEOUT' });
  });
});
