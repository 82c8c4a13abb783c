import { platform } from 'node:os';

import { RollcallError } from '@rollcall/core';

import type { LaunchedProcess } from './launch.js';

/** What is watched, and what is told. */
export interface WatchOptions {
  readonly process: Pick<LaunchedProcess, 'residentBytes'>;
  readonly memoryBytes: number;
  readonly silenceMs: number;
  /** Milliseconds since the last sign of life. */
  readonly silentForMs: () => number;
  /** Called at most once. */
  readonly onPassed: (error: RollcallError) => void;
}

/** Asking is a file read on Linux, a process elsewhere. */
const pollMs = platform() === 'linux' ? 100 : 1000;

/**
 * Watches memory, which the heap limit does not cover (buffers), and silence. Returns a disposer.
 */
export function watchLimits(options: WatchOptions): () => void {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  const look = async () => {
    const error = await passedLimit(options);
    if (stopped) return;
    if (error) options.onPassed(error);
    else timer = setTimeout(look, pollMs);
  };
  timer = setTimeout(look, pollMs);

  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

async function passedLimit(options: WatchOptions): Promise<RollcallError | undefined> {
  if (options.silentForMs() > options.silenceMs) {
    const seconds = Math.round(options.silenceMs / 1000);
    return new RollcallError('HOOK_TIMEOUT', `the plugin gave no sign of life for ${seconds} s`);
  }
  const bytes = await options.process.residentBytes();
  if (bytes === undefined || bytes <= options.memoryBytes) return undefined;
  const limitMb = Math.round(options.memoryBytes / 1024 / 1024);
  return new RollcallError(
    'HOOK_OUT_OF_MEMORY',
    `the plugin used ${Math.round(bytes / 1024 / 1024)} MiB of memory; its limit is ${limitMb} MiB`,
  );
}
