import { setTimeout as delay } from 'node:timers/promises';

import { RollcallError } from '@rollcall/core';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';

import { describeUrl, maySucceedSoon, unavailable } from './connection-error.js';
import { type EmbeddedDatabase, type EmbeddedOptions, openEmbedded } from './embedded.js';
import type { Tables } from './tables.js';

/** How the database is opened. */
export interface DatabaseOptions {
  /** A server's URL, or the PostgreSQL in the home. */
  readonly source: { readonly url: string } | EmbeddedOptions;
  /** Most connections at once. 10 when absent. */
  readonly maxConnections?: number | undefined;
  /** Told of connections that break while nobody uses them; the pool replaces them. */
  readonly onIdleError?: ((error: Error) => void) | undefined;
}

/** An open database. */
export interface Database {
  /** For COPY, LISTEN and statements written by hand. */
  readonly pool: pg.Pool;
  /** The same pool, typed. */
  readonly db: Kysely<Tables>;
  /** Whether it is the PostgreSQL in the home. */
  readonly isEmbedded: boolean;
  /** Where its files lie, of the one in the home. */
  readonly folder: string | undefined;
  /** What connects to it, for those that bring a pool of their own. It may hold a password. */
  readonly connection: pg.ClientConfig;
  /** Names it for people, without a password. */
  readonly where: string;
  /** Closes the connections, then lets go of the embedded server. */
  close(): Promise<void>;
}

const retryMs = 250;
/** A server that recovers says that it is starting; one that is absent may be starting, too. */
const triesWhen = { starting: 480, absent: 12, no: 0 } as const;

/**
 * Opens the database and waits for a server that is starting.
 * int8 is read as a number when it is a safe one, else as text; timestamptz as `Date`; date as text.
 * @throws `DATABASE_UNAVAILABLE`, `USAGE_INVALID` for a URL that is none, and the codes of `openEmbedded`
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { source } = options;
  if ('url' in source) {
    const where = describeServer(source.url);
    return connectTo(options, { connectionString: source.url }, where, undefined);
  }
  const embedded = await openEmbedded(source);
  const where = `${source.home} (embedded)`;
  try {
    return await connectTo(options, embedded.connection, where, embedded);
  } catch (error) {
    await embedded.close();
    throw error;
  }
}

async function connectTo(
  options: DatabaseOptions,
  connection: pg.ClientConfig,
  where: string,
  server: Pick<EmbeddedDatabase, 'data' | 'close'> | undefined,
): Promise<Database> {
  const pool = new pg.Pool({
    ...connection,
    max: options.maxConnections ?? 10,
    application_name: 'rollcall',
    connectionTimeoutMillis: 30_000,
    // A process that is frozen in a transaction must not hold up the others for ever.
    idle_in_transaction_session_timeout: 60_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    // A server that is cut off answers nothing, and TCP alone notices after a quarter of an hour.
    query_timeout: 600_000,
    types: { getTypeParser },
  });
  pool.on('error', (error) => options.onIdleError?.(error));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const close = once(async () => {
    await db.destroy();
    await server?.close();
  });
  try {
    await connectOnce(pool, where);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  const isEmbedded = server !== undefined;
  return { pool, db, isEmbedded, folder: server?.data, connection, where, close };
}

async function connectOnce(pool: pg.Pool, where: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      const client = await pool.connect();
      client.release();
      return;
    } catch (error) {
      if (tries > triesWhen[maySucceedSoon(error)]) throw unavailable(error, where);
    }
    await delay(retryMs);
  }
}

function describeServer(url: string): string {
  if (/^postgres(ql)?:\/\//.test(url) && URL.canParse(url)) return describeUrl(url);
  // Told without the URL: it may hold a password.
  throw new RollcallError('USAGE_INVALID', 'ROLLCALL_DATABASE_URL is not a PostgreSQL URL', {
    hint: 'Write it as postgres://user:password@host:5432/database, with special characters percent-encoded.',
  });
}

const int8 = 20;
const date = 1082;

const getTypeParser: typeof pg.types.getTypeParser = (oid: number, format?: unknown) => {
  if (format === 'binary') return pg.types.getTypeParser(oid, 'binary');
  if (oid === int8) return safeNumber;
  // As a Date it would be midnight in whatever time zone this process has.
  if (oid === date) return asText;
  return pg.types.getTypeParser(oid);
};

function safeNumber(text: string): number | string {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : text;
}

function asText(text: string): string {
  return text;
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= work();
    return done;
  };
}
