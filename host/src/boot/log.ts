import { mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';

import { type Logger, pino } from 'pino';

/** Where log lines go, and what is taken out of them. */
export interface LogOptions {
  /** The home: lines go to `logs/rollcall.log` in it. */
  readonly home: string;
  readonly level: string;
  /** Also gets each line: standard error of `start`. */
  readonly alsoTo?: Writable | undefined;
  /** Replaces secret values. */
  readonly redact: (text: string) => string;
}

const largestBytes = 10 * 1024 * 1024;

/** An open log. */
export interface OpenLog {
  readonly log: Logger;
  /** Writes out what is buffered. */
  close(): void;
}

/** Opens the log. A file that has grown past 10 MiB becomes `rollcall.log.1`, once. */
export function openLog(options: LogOptions): OpenLog {
  const folder = join(options.home, 'logs');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'rollcall.log');
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > largestBytes) {
    renameSync(path, `${path}.1`);
  }
  const file = pino.destination({ dest: path, sync: true, mode: 0o600 });
  const lines = new Writable({
    decodeStrings: false,
    write(line, _encoding, done) {
      const text = options.redact(String(line));
      file.write(text);
      options.alsoTo?.write(text);
      done();
    },
  });
  const log = pino(
    { level: options.level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    lines,
  );
  return { log, close: () => file.flushSync() };
}
