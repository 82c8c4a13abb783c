import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';

import { RollcallError } from '@rollcall/core';

/**
 * What reaches other processes or the inside of Node past the permission model. At the level `flags`
 * these are what keeps a plugin from signalling the host; they are no guarantee.
 */
const removedFromProcess = [
  ...['kill', '_kill', '_debugProcess', '_debugEnd', 'abort', 'execve'],
  ...['binding', '_linkedBinding', 'dlopen', 'moduleLoadList', '_preload_modules'],
  ...['_getActiveHandles', '_getActiveRequests', '_rawDebug'],
  ...['_startProfilerIdleNotifier', '_stopProfilerIdleNotifier', 'report', 'loadEnvFile'],
  ...['chdir', 'umask', 'initgroups', 'setgroups', 'setegid', 'seteuid', 'setgid', 'setuid'],
];

/**
 * Takes from this process what a plugin has no use for. Called once, before the plugin is loaded.
 * Modules see it, too: `import { kill } from 'node:process'` gives `undefined`.
 */
export function harden(): void {
  for (const name of removedFromProcess) remove(process, name);
  remove(os, 'setPriority');
  Object.defineProperty(process, 'env', { value: Object.freeze({}), enumerable: true });
  for (const name of ['WebSocket', 'EventSource']) remove(globalThis, name);
  Object.defineProperty(globalThis, 'fetch', { value: refuseFetch });
  syncBuiltinESMExports();
}

function remove(from: object, name: string): void {
  if (!(name in from)) return;
  Object.defineProperty(from, name, { value: undefined, writable: false, configurable: false });
}

async function refuseFetch(): Promise<never> {
  throw new RollcallError('EGRESS_DENIED', 'a plugin has no network of its own', {
    hint: 'Inject Tokens.Http and use its request() or stream().',
  });
}
