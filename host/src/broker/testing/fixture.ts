import { setTimeout as delay } from 'node:timers/promises';

import type { Manifest } from '@rollcall/core';
import {
  addTestIntegration,
  openTemporaryDatabase,
  type TemporaryDatabase,
} from '../../db/testing/temporary-database.js';
import { QuotaLedger } from '../../quota/ledger.js';
import { isLease, type Lease, LeaseStore } from '../../runs/lease.js';
import { openMasterKey } from '../../secrets/key.js';
import { Redactor } from '../../secrets/redactor.js';
import { Vault } from '../../secrets/vault.js';
import { Broker } from '../broker.js';
import type { DispatcherOptions } from '../dispatchers.js';
import type { BrokerSession } from '../session.js';
import type { BrokerSessionOptions } from '../session-options.js';
import { TestProvider } from './test-provider.js';
import { TestProxy } from './test-proxy.js';

/** Everything that a broker needs to reach a real provider: TLS, a proxy, a database. */
export interface BrokerFixture {
  readonly database: TemporaryDatabase;
  readonly provider: TestProvider;
  readonly proxy: TestProxy;
  /** Moves with `now`; sleeps do not move it. */
  readonly clock: { now(): Date; advance(ms: number): void };
  /** Milliseconds that the policy asked to wait. */
  readonly slept: number[];
  /** A broker as another process has it, on the same database. */
  broker(options?: {
    readonly proxy?: string;
    readonly extraCa?: string | null;
    readonly lookup?: DispatcherOptions['lookup'];
    readonly ledger?: QuotaLedger;
  }): Broker;
  /** A session with a lease of its own on a new integration. */
  session(
    options?: Partial<BrokerSessionOptions> & { readonly broker?: Broker },
  ): Promise<BrokerSession>;
  close(): Promise<void>;
}

export const providerHost = 'api.example.test';

/** A manifest as plugins have it; `change` replaces parts. */
export function manifestWith(change: Partial<Manifest> = {}): Manifest {
  return {
    id: 'example',
    name: 'Example',
    version: '1.0.0',
    apiVersion: '^1.0.0',
    publisher: 'Example',
    description: 'For tests',
    entry: 'dist/index.js',
    config: { type: 'object', properties: {} },
    auth: {
      type: 'oauth2-client-credentials',
      tokenUrl: '{config.url}/oauth/token',
      clientId: '{config.clientId}',
      clientSecret: '{config.clientSecret}',
      expired: [{ status: 401, bodyPattern: 'expired' }],
      refused: [
        {
          bodyPattern: 'invalid_client',
          message: 'The secret is wrong',
          hint: 'Copy it again',
          setupStep: 'app',
        },
      ],
    },
    baseUrl: { from: 'config', value: '{config.url}' },
    egress: [{ origin: '{config.url}', reason: 'The API' }],
    quota: [
      {
        name: 'daily-requests',
        title: 'Daily requests',
        usage: { header: { name: 'X-Usage', pattern: 'usage=(?<used>\\d+)/(?<limit>\\d+)' } },
        exhausted: [{ status: 403, bodyPattern: 'LIMIT_EXCEEDED' }],
        throttled: [{ status: 403, bodyPattern: 'TOO_FAST' }],
        cost: [{ match: '^POST /batch$', cost: { perItemOf: '/requests' } }],
        concurrency: 16,
      },
    ],
    streams: [],
    hooks: { testConnectivity: {}, collect: {} },
    ...change,
  };
}

export async function openFixture(credentials?: string): Promise<BrokerFixture> {
  const database = await openTemporaryDatabase('schema');
  const provider = await TestProvider.start([providerHost, 'moved.example.test']);
  const proxy = await TestProxy.start(provider.port, credentials);
  const brokers: Broker[] = [];
  const slept: number[] = [];
  let shiftMs = 0;
  const clock = {
    now: () => new Date(Date.now() + shiftMs),
    advance: (ms: number) => {
      shiftMs += ms;
    },
    providerNow: () => new Date(),
  };
  const masterKey = await openMasterKey(database.db, {
    given: undefined,
    home: database.home,
    mayGenerate: true,
  });
  const leases = new LeaseStore(database.db);
  const held = new Map<string, Lease>();
  let integrations = 0;
  const leaseOn = async (integrationId: string) => {
    const lease =
      held.get(integrationId) ?? (await leases.acquire(integrationId, 'worker', 'run', 60));
    if (!isLease(lease)) throw new Error('the lease is held');
    held.set(integrationId, lease);
    return lease;
  };
  const fixture: BrokerFixture = {
    database,
    provider,
    proxy,
    clock,
    slept,
    broker(options = {}) {
      const redactor = new Redactor();
      const broker = new Broker({
        ledger: options.ledger ?? new QuotaLedger(database.pool),
        vault: new Vault({ db: database.db, masterKey, clock }),
        redactor,
        proxy: { httpsProxy: options.proxy ?? `http://127.0.0.1:${proxy.port}` },
        clock,
        random: Math.random,
        sleep: async (ms, signal) => {
          slept.push(ms);
          // Real pauses stay short; what was asked for is recorded.
          await delay(Math.min(ms, 20), undefined, { signal });
        },
        connections: {
          extraCa: options.extraCa === null ? undefined : (options.extraCa ?? provider.ca),
          lookup: options.lookup,
        },
      });
      brokers.push(broker);
      return broker;
    },
    async session(options = {}) {
      const { broker = fixture.broker(), ...rest } = options;
      const integrationId = rest.integrationId ?? `integration-${++integrations}`;
      if (rest.integrationId === undefined) await addTestIntegration(database, integrationId);
      // `lease: undefined` stands for an integration that is not saved.
      const isUnsaved = 'lease' in rest && rest.lease === undefined;
      const lease = isUnsaved ? undefined : await leaseOn(integrationId);
      return broker.open({
        integrationId,
        runId: 'run',
        pluginId: 'example',
        manifest: manifestWith(),
        config: { url: `https://${providerHost}`, clientId: 'client-id' },
        secrets: async () => ({ clientSecret: 'the-client-secret' }),
        ceilingPercent: 75,
        timezone: 'UTC',
        signal: new AbortController().signal,
        person: false,
        lease,
        ...rest,
      });
    },
    async close() {
      await Promise.all(brokers.map((broker) => broker.close()));
      proxy.close();
      provider.close();
      await database.close();
    },
  };
  return fixture;
}
