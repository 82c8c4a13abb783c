import { setTimeout as delay } from 'node:timers/promises';

import pg from 'pg';

import { findBinaries } from './embedded/binaries.js';
import { databaseName, databaseUser, makeCluster } from './embedded/cluster.js';
import { embeddedPaths } from './embedded/paths.js';
import type { Postmaster } from './embedded/postmaster.js';
import { chooseRunner } from './embedded/runner.js';
import { ensureServer, type ServerSetting, stopServer } from './embedded/server.js';
import { withStartLock } from './embedded/start-lock.js';

/** How the PostgreSQL in the home is opened. */
export interface EmbeddedOptions {
  /** The home, made when missing. */
  readonly home: string;
  /** Folder with other binaries than the packaged ones. */
  readonly binDir?: string | undefined;
  /** Where the socket's directory is made: `$XDG_RUNTIME_DIR`, or the temporary folder. */
  readonly runtimeDir: string;
  /** Told what takes long, for people. */
  readonly onProgress?: ((message: string) => void) | undefined;
  /** Gives up waiting for a slow start. */
  readonly signal?: AbortSignal | undefined;
}

/** Where to connect to. There is no password: only the owner can reach the socket. */
export interface EmbeddedConnection {
  /** Directory of the socket. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
}

/** The PostgreSQL in the home, running as long as anybody has it open. */
export interface EmbeddedDatabase {
  readonly connection: EmbeddedConnection;
  /** Where the cluster lies. */
  readonly data: string;
  /**
   * Lets go of the server, and stops it when no other client is connected. Close every connection of
   * your own first. Does nothing the second time.
   */
  close(): Promise<void>;
}

const longestPauseMs = 5_000;

/**
 * Opens the PostgreSQL in a home: makes its cluster, starts its server, or joins the one that is
 * running. While it is open a server that dies is started again.
 * @throws `HOME_UNUSABLE`, `HOME_IN_USE`, `DATABASE_UNAVAILABLE`
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const paths = await embeddedPaths(options.home, options.runtimeDir);
  const presence = await withStartLock(
    paths.startLock,
    async () => {
      const runner = await chooseRunner(paths);
      const binaries = await findBinaries(options.binDir, paths.libraries);
      const onProgress = options.onProgress ?? (() => undefined);
      const setting: ServerSetting = {
        paths,
        runner,
        binaries,
        onProgress,
        signal: options.signal,
      };
      await makeCluster(binaries, runner);
      return Presence.enter(setting, await ensureServer(setting));
    },
    options.signal,
  );
  const { connection, data } = presence;
  return { connection, data, close: () => presence.leave() };
}

/**
 * One connection, held as long as the database is open. By it other processes see that somebody is
 * there, from before the start lock is let go; by it we see that the server died.
 */
class Presence {
  readonly connection: EmbeddedConnection;
  /** Where the cluster lies. */
  readonly data: string;
  readonly #setting: ServerSetting;
  readonly #left = new AbortController();
  #client: pg.Client;
  #revival: Promise<void> = Promise.resolve();

  private constructor(setting: ServerSetting, connection: EmbeddedConnection, client: pg.Client) {
    this.#setting = setting;
    this.data = setting.runner.data;
    this.connection = connection;
    this.#client = client;
    this.#watch(client);
  }

  static async enter(setting: ServerSetting, server: Postmaster): Promise<Presence> {
    const connection = {
      host: server.socketDirectory,
      port: server.port,
      user: databaseUser,
      database: databaseName,
    };
    return new Presence(setting, connection, await connect(connection));
  }

  async leave(): Promise<void> {
    if (this.#left.signal.aborted) return;
    this.#left.abort();
    await this.#revival;
    const { paths, runner } = this.#setting;
    await withStartLock(paths.startLock, async () => {
      const isLast = (await isOnlyClient(this.#client)) || (await this.#isOnlyAnew());
      await this.#client.end().catch(() => undefined);
      if (isLast) await stopServer(runner.data);
    });
  }

  /** Asks over a new connection, after ours was cut. */
  async #isOnlyAnew(): Promise<boolean> {
    await this.#client.end().catch(() => undefined);
    const client = await connect(this.connection).catch(() => undefined);
    if (client === undefined) return false;
    return isOnlyClient(client).finally(() => client.end());
  }

  #watch(client: pg.Client): void {
    client.once('end', () => {
      if (!this.#left.signal.aborted) this.#revival = this.#revive();
    });
  }

  /** Starts the server again, patiently: the disk may be full for a while. */
  async #revive(): Promise<void> {
    const { signal } = this.#left;
    for (let pauseMs = 50; !signal.aborted; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      try {
        this.#client = await withStartLock(this.#setting.paths.startLock, async () => {
          await ensureServer(this.#setting);
          return connect(this.connection);
        });
        this.#watch(this.#client);
        return;
      } catch (error) {
        this.#setting.onProgress(`the database server does not start again: ${String(error)}`);
        await delay(pauseMs, undefined, { signal }).catch(() => undefined);
      }
    }
  }
}

async function connect(connection: EmbeddedConnection): Promise<pg.Client> {
  const client = new pg.Client({ ...connection, application_name: 'rollcall presence' });
  // An error of an idle connection is followed by its end, which is what we listen for.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** Whether nobody else is connected; not, when that cannot be told. */
async function isOnlyClient(client: pg.Client): Promise<boolean> {
  const asked = client.query<{ others: string }>(
    `SELECT count(*) AS others FROM pg_stat_activity
     WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`,
  );
  return asked.then(
    ({ rows }) => Number(rows[0]?.others) === 0,
    () => false,
  );
}
