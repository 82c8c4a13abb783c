import { type Manifest, RollcallError } from '@rollcall/core';
import { MemoryClock } from '@rollcall/core/testing';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';

import { type FakeAccess, fakeAccess } from '../../access/testing/fake-access.js';
import type { Tables } from '../../db/tables.js';
import type { DeliveryTarget } from '../../delivery/target.js';
import type { RunEventView } from '../../events/run-events.js';
import type { Finding } from '../../findings/finding.js';
import type { Host, HostQuota } from '../../host-port.js';
import type { Integration } from '../../integrations/integration.js';
import type { InstalledPlugin } from '../../plugins/registry.js';
import { fakeReviews } from '../../reviews/testing/fake-reviews.js';
import type { RunLogLine } from '../../runs/run-logs.js';
import type { RunHook, RunView } from '../../runs/run-view.js';

/** A small manifest with a text, a number, a choice and a secret. */
const manifest: Manifest = {
  id: 'acme',
  name: 'Acme',
  version: '1.2.0',
  apiVersion: '^1.0.0',
  publisher: 'Acme Ltd',
  description: 'Reads accounts.',
  entry: 'dist/index.js',
  config: {
    type: 'object',
    required: ['url', 'clientSecret'],
    properties: {
      url: { type: 'string', title: 'Address' },
      days: { type: 'integer', title: 'Days' },
      sandbox: { type: 'boolean', title: 'Sandbox' },
      clientSecret: { type: 'string', title: 'Client secret', writeOnly: true, format: 'secret' },
    },
  },
  auth: { type: 'none' },
  egress: [{ origin: '{config.url}', reason: 'to read' }],
  permissions: [{ id: 'secrets:read', reason: 'to sign requests' }],
  setup: [
    {
      id: 'app',
      title: 'Create an app',
      body: 'Open **Setup → Apps**.\n\n- Tick *API* and `read`.',
      link: 'https://acme.example/help',
      copy: [{ label: 'Name', value: 'Rollcall' }],
      fills: ['clientSecret'],
    },
  ],
  streams: [
    {
      name: 'accounts',
      title: 'Accounts',
      entity: 'account',
      primaryKey: ['id'],
      mode: 'snapshot',
    },
  ],
  hooks: { testConnectivity: {}, collect: {} },
};

const plugin: InstalledPlugin = {
  digest: 'd1',
  manifest,
  source: 'bundled',
  riskAccepted: false,
  active: true,
  directory: async () => '/plugins/acme',
};

/** An integration called `Production`. */
const production: Integration = {
  id: 'int-1',
  pluginId: 'acme',
  pluginDigest: 'd1',
  name: 'Production',
  config: { url: 'https://acme.example' },
  options: {},
  paused: false,
  createdAt: new Date('2026-05-01T00:00:00Z'),
  updatedAt: new Date('2026-05-01T00:00:00Z'),
};

/** A run that succeeded; `patch` makes it another. */
export function aRun(hook: RunHook, patch: Partial<RunView> = {}): RunView {
  return {
    id: 'run-1',
    integrationId: 'int-1',
    hook,
    trigger: 'person',
    status: 'succeeded',
    requestedAt: '2026-06-01T11:59:00.000Z',
    startedAt: '2026-06-01T11:59:00.000Z',
    endedAt: '2026-06-01T12:00:00.000Z',
    streams: {},
    ...patch,
  };
}

const delivery: DeliveryTarget = {
  id: 'del-1',
  name: 'chat',
  kind: 'webhook',
  address: 'https://hooks.acme.example/',
  minSeverity: 'high',
  createdAt: new Date('2026-05-01T00:00:00Z'),
  deliveredAt: undefined,
  failedAt: undefined,
  error: undefined,
  waiting: 0,
};

/** What the fake host answers; everything else is empty. */
export interface FakeAnswers {
  readonly run?: RunView;
  readonly events?: readonly RunEventView[];
  readonly log?: readonly RunLogLine[];
  readonly quotas?: readonly HostQuota[];
  readonly findings?: readonly Finding[];
  readonly facts?: Readonly<Record<string, number>>;
  /** Whether another process works on the run until the command is interrupted. */
  readonly isFollowed?: boolean;
  /** The run that the other process works on; the asked one when absent. */
  readonly holder?: string;
  /** Whether no stream is due. */
  readonly nothingDue?: boolean;
}

/** A host without database and processes that remembers what it was asked to change. */
export interface FakeHost extends Host {
  readonly access: FakeAccess;
  readonly changes: { readonly what: string; readonly with: unknown }[];
  isClosed: boolean;
}

/** Makes a host that holds one plugin, `acme`, and one integration, `Production`. */
export function fakeHost(answers: FakeAnswers = {}): FakeHost {
  const changes: FakeHost['changes'] = [];
  const run = answers.run ?? aRun('collect');
  const change = <Result>(what: string, value: unknown, result: Result): Result => {
    changes.push({ what, with: value });
    return result;
  };
  // Connects only when it is asked something, which these tests never do.
  const pool = new pg.Pool({ host: '127.0.0.1', port: 1 });
  return {
    changes,
    isClosed: false,
    plugins: {
      list: async () => [plugin],
      get: async (id) => (id === 'acme' ? plugin : notFound('plugin', id, 'acme')),
      byDigest: async () => plugin,
      inspect: async () => ({ manifest, digest: 'd1', hosts: [], permissions: [] }),
      add: async (path) => change('plugin add', path, plugin),
      remove: async (id) => change('plugin remove', id, undefined),
    },
    integrations: {
      add: async (input) => change('add', input, production),
      edit: async (_id, patch) => change('edit', patch, production),
      validate: async () => [],
      list: async () => [production],
      get: async (id) =>
        id === production.id || id === production.name
          ? production
          : notFound('integration', id, production.name),
      facts: async () => answers.facts ?? {},
      storedSecrets: async () => ['clientSecret'],
      remove: async (id) => change('remove', id, { removed: answers.facts ?? {} }),
      pause: async (id) => change('pause', id, { ...production, paused: true }),
      resume: async (id) => change('resume', id, production),
    },
    drafts: {
      prepare: async (id, input) =>
        change('prepare', input, {
          plugin: id === 'acme' ? plugin : notFound('plugin', id, 'acme'),
          plan: { config: input.config, options: {}, secrets: {}, kept: [] },
          stored: undefined,
        }),
      test: async (_draft, { onCheck }) => {
        const checks = [{ id: 'url', title: 'The address is right', status: 'passed' as const }];
        for (const check of checks) onCheck?.(check);
        return { connected: true, checks };
      },
    },
    access: fakeAccess(),
    runs: {
      request: async (_integration, hook, options) =>
        change('request', { hook, ...options }, { ...run, status: 'queued' as const }),
      nothingDue: async (_integration, options) =>
        options.due === true && answers.nothingDue === true,
      execute: async (_id, signal, options) => {
        if (answers.isFollowed) options?.onFollow?.(answers.holder ?? run.id);
        return change(
          'execute',
          { signal, to: options?.to },
          { followed: answers.isFollowed ?? false },
        );
      },
      events: async function* (_id, after = '0') {
        yield* (answers.events ?? []).filter(({ id }) => Number(id) > Number(after));
      },
      get: async (id) => (id === run.id ? run : notFound('run', id, run.id)),
      list: async () => [run],
      activity: async () => new Map(),
      cancel: async (id) => change('cancel', id, undefined),
    },
    findings: {
      list: async () => ({ findings: answers.findings ?? [], next: undefined }),
      counts: async () => ({ status: {}, severity: {}, check: {} }),
      get: async (id) => notFound('finding', id, 'a1b2c3'),
      act: async (ids, action, actor) =>
        change(action.action, { ids, action, actor }, answers.findings ?? []),
    },
    checks: { list: async () => [] },
    deliveries: {
      list: async () => [],
      add: async (wish) => change('delivery add', wish, { target: delivery, secret: 's3cret' }),
      test: async () => ({ target: delivery, attempt: { isDelivered: true, detail: 'fine' } }),
      remove: async (id) => change('delivery remove', id, delivery),
      deliverDue: async () => change('deliver', undefined, undefined),
    },
    reviews: fakeReviews(change),
    database: { pool, db: new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }) },
    clock: new MemoryClock(),
    log: { error: () => undefined },
    home: '/nowhere',
    version: '0.1.0',
    quotas: async () => answers.quotas ?? [],
    quotaHistory: async (_integration, since) => [
      {
        ...{ scope: 'acme:T1', name: 'daily', at: since, used: 10, limit: 100, ours: 4 },
        pausedUntil: undefined,
      },
    ],
    runLog: async (_runId, { after }) =>
      after === undefined || after === '0' ? (answers.log ?? []) : [],
    reconciliation: async () => [],
    isolation: async () => ({ level: 'flags', detail: 'no namespaces' }),
    rotateKey: async (next) => change('rotate', next, { file: '/nowhere/master.key' }),
    async close() {
      this.isClosed = true;
      await pool.end();
    },
  };
}

function notFound(what: string, id: string, near: string): never {
  throw new RollcallError('NOT_FOUND', `there is no ${what} "${id}"`, {
    hint: `Did you mean "${near}"?`,
  });
}
