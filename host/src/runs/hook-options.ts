import { type Clock, type Manifest, RollcallError } from '@rollcall/core';

import type { HookHttp } from '../hook-process/http-door.js';
import type { IsolationLevel } from '../hook-process/level.js';
import type { HookName } from '../hook-process/protocol.js';
import type { HookOptions } from '../hook-process/session.js';
import type { InstalledPlugin } from '../plugins/registry.js';
import { durationMs } from './due.js';

/** A logger of one run. */
export interface RunLog {
  debug(message: string, fields?: object): void;
  info(message: string, fields?: object): void;
  warn(message: string, fields?: object): void;
}

/** What a hook process is surrounded with. */
export interface HookHost {
  readonly plugin: InstalledPlugin;
  /** The broker session that its requests go through. */
  readonly http: HookHttp;
  readonly log: RunLog;
  readonly clock: Pick<Clock, 'now'>;
  /** How well hook processes are shut in on this machine. */
  readonly level: () => Promise<IsolationLevel>;
  readonly signal: AbortSignal;
  /** Longest life of the process, where the manifest's is longer. */
  readonly mostMs?: number;
}

const defaultSlice = '30m';
const defaultMemoryMb = 512;
const graceMs = 5000;

/**
 * Everything that a hook process is started with.
 * @throws `PLUGIN_NOT_ACCEPTED` when nobody accepted that it runs without a sandbox, as it would here
 */
export async function hookOptions<Input>(
  host: HookHost,
  hook: { readonly name: HookName; readonly input: Input },
): Promise<HookOptions<Input>> {
  const { manifest, source, riskAccepted } = host.plugin;
  const level = await host.level();
  if (level === 'flags' && source === 'added' && !riskAccepted) {
    throw new RollcallError(
      'PLUGIN_NOT_ACCEPTED',
      `"${manifest.name}" was added where its process could be shut in better than here`,
    );
  }
  const limits = manifest.hooks[hook.name];
  return {
    pluginDir: await host.plugin.directory(),
    entry: manifest.entry,
    input: hook.input,
    http: host.http,
    log: (severity, message, fields) => host.log[severity](message, fields),
    clock: () => ({ now: host.clock.now().getTime(), providerOffsetMs: 0 }),
    limits: {
      sliceMs: Math.min(durationMs(limits.slice ?? defaultSlice), host.mostMs ?? Infinity),
      memoryMb: limits.memoryMb ?? defaultMemoryMb,
      graceMs,
    },
    signal: host.signal,
    level,
  };
}

/** Only a plugin whose manifest asks for `secrets:read` is given secrets. */
export async function grantedSecrets(
  manifest: Manifest,
  read: () => Promise<Readonly<Record<string, string>>>,
): Promise<{ readonly secrets?: Readonly<Record<string, string>> }> {
  const isGranted = manifest.permissions?.some(({ id }) => id === 'secrets:read') ?? false;
  return isGranted ? { secrets: await read() } : {};
}
