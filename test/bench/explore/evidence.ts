import { stat } from 'node:fs/promises';
import { join } from 'node:path';

import { openDatabase } from '@rollcall/host/checks';

import { watchProcesses } from '../processes.js';
import { runCommand, startCommand } from '../run-command.js';
import { type EmptyHome, prepareEmptyHome } from './empty-host.js';
import { fillStore } from './fill-store.js';

/** Fills a store with so many sign-ins, packs their evidence and checks it. Gives a table. */
export async function measureEvidence(signIns: number): Promise<string> {
  await using home = await prepareEmptyHome();
  await runCommand(home.command('doctor', '--json'), home.env).catch(() => undefined);
  await runCommand(home.command('integration', 'list', '--json'), home.env);
  const database = await openDatabase({ source: { home: home.path, runtimeDir: home.folder } });
  await fillStore(database.pool, signIns);
  await database.close();
  const pack = join(home.folder, 'pack.zip');
  const made = await measured(home, 'report', 'sign-ins', '--evidence', pack);
  const verified = await measured(home, 'report', 'verify', pack);
  const { size } = await stat(pack);
  return [
    `A pack of ${signIns} sign-ins: ${megabytes(size)} MB.`,
    '',
    '| command | s | MB main | MB database |',
    '| --- | ---: | ---: | ---: |',
    `| report sign-ins --evidence | ${made} |`,
    `| report verify | ${verified} |`,
  ].join('\n');
}

async function measured(home: EmptyHome, ...args: readonly string[]): Promise<string> {
  const began = performance.now();
  const { pid, ended } = startCommand(home.command(...args, '--json'), home.env);
  const { peaks } = await watchProcesses(pid, home.path, ended);
  await ended;
  const seconds = (performance.now() - began) / 1000;
  return [seconds.toFixed(1), megabytes(peaks.main), megabytes(peaks.database)].join(' | ');
}

function megabytes(bytes: number): string {
  return (bytes / 1_048_576).toFixed(0);
}
