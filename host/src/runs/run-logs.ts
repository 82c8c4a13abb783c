import type { Clock } from '@rollcall/core';
import type { Pool } from 'pg';

import type { RunLog } from './hook-options.js';

/** How much a line matters, least first. */
export const logLevels = ['debug', 'info', 'warn'] as const;

/** How much a line matters. */
export type RunLogLevel = (typeof logLevels)[number];

/** Who wrote a line: the plugin's code, or the host about it. */
export type RunLogSource = 'connector' | 'host';

/** A line of a run's log. */
export interface RunLogLine {
  /** Rises with time; a list continues after it. */
  readonly id: string;
  /** ISO 8601 instant. */
  readonly at: string;
  readonly level: RunLogLevel;
  readonly source: RunLogSource;
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What run logs are kept with. */
export interface RunLogsOptions {
  readonly pool: Pool;
  readonly clock: Pick<Clock, 'now'>;
  /** Takes secret values out of a text. */
  readonly redact: (text: string) => string;
  /** Told what keeps lines from being stored; the run goes on. */
  readonly onError: (error: unknown) => void;
}

interface Kept extends Omit<RunLogLine, 'id' | 'fields'> {
  readonly runId: string;
  /** JSON. */
  readonly fields: string;
}

/** Of one worker of a run; a plugin cannot fill the database. */
const mostLines = 2000;
const mostCharacters = 2000;
const flushEveryMs = 300;
const flushAt = 200;

/** The log of each run, kept with it: bounded, without secrets, written in the background. */
export class RunLogs {
  readonly #options: RunLogsOptions;
  readonly #counts = new Map<string, number>();
  #buffer: Kept[] = [];
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(options: RunLogsOptions) {
    this.#options = options;
  }

  /** A logger that writes to `log`, and keeps each line with the run. */
  of(runId: string, source: RunLogSource, log: RunLog): RunLog {
    const write = (level: RunLogLevel) => (message: string, fields?: object) => {
      log[level](message, fields);
      this.#keep(runId, { level, source, message, fields: fields ?? {} });
    };
    return { debug: write('debug'), info: write('info'), warn: write('warn') };
  }

  /** Returns when every line so far is stored, or is told to `onError`. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const lines = this.#buffer;
    this.#buffer = [];
    if (lines.length > 0) this.#writing = this.#writing.then(() => this.#store(lines));
    await this.#writing;
  }

  /** No more lines of a run come from this process: stores what there is. */
  async end(runId: string): Promise<void> {
    await this.flush();
    this.#counts.delete(runId);
  }

  /** Lines of a run of at least a level, oldest first, after the one that `after` names. */
  async read(
    runId: string,
    { limit, after = '0', level = 'debug' }: { limit: number; after?: string; level?: RunLogLevel },
  ): Promise<readonly RunLogLine[]> {
    const { rows } = await this.#options.pool.query<Omit<RunLogLine, 'at'> & { at: Date }>(
      `SELECT line.id::text AS id, at, level, source, message, fields
       FROM rollcall.run_log AS line
       WHERE run_id = $1 AND line.id > $2::bigint AND level = ANY($3) ORDER BY line.id LIMIT $4`,
      [runId, after, logLevels.slice(logLevels.indexOf(level)), limit],
    );
    return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
  }

  #keep(
    runId: string,
    line: Pick<RunLogLine, 'level' | 'source' | 'message'> & { readonly fields: object },
  ): void {
    const count = (this.#counts.get(runId) ?? 0) + 1;
    this.#counts.set(runId, count);
    if (count > mostLines + 1) return;
    const isLast = count > mostLines;
    const { message, fields, level, source } = isLast ? leftOut : line;
    const { clock, redact } = this.#options;
    this.#buffer.push({
      runId,
      at: clock.now().toISOString(),
      level,
      source,
      message: redact(message).slice(0, mostCharacters),
      fields: boundedJson(fields, redact),
    });
    if (this.#buffer.length >= flushAt) void this.flush();
    else this.#timer ??= setTimeout(() => void this.flush(), flushEveryMs);
  }

  async #store(lines: readonly Kept[]): Promise<void> {
    const column = (key: keyof Kept) => lines.map((line) => line[key]);
    try {
      // Of a run that was removed meanwhile nothing is kept.
      await this.#options.pool.query(
        `INSERT INTO rollcall.run_log (run_id, at, level, source, message, fields)
         SELECT run_id, at, level, source, message, fields
         FROM unnest($1::text[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::json[])
           WITH ORDINALITY AS line(run_id, at, level, source, message, fields, place)
         WHERE EXISTS (SELECT FROM rollcall.run WHERE run.id = line.run_id) ORDER BY place`,
        (['runId', 'at', 'level', 'source', 'message', 'fields'] as const).map(column),
      );
    } catch (error) {
      this.#options.onError(error);
    }
  }
}

const leftOut = {
  level: 'warn',
  source: 'host',
  message: `more than ${mostLines} lines; the rest is left out`,
  fields: {},
} as const;

function boundedJson(fields: object, redact: (text: string) => string): string {
  const text = redact(JSON.stringify(fields));
  return text.length <= mostCharacters * 2 ? text : '{}';
}
