import {
  type Clock,
  type CollectMessage,
  type CollectRun,
  type ConnectivityCheck,
  type Connector,
  type Cursor,
  endsRun,
  type Http,
  inject,
  injectable,
  type Log,
  type TestContext,
  Tokens,
} from '@rollcall/core';

import { errorOf } from './api/error-map.js';
import { readIdentity } from './api/identity.js';
import { isRow } from './api/row.js';
import type { SalesforceConfig } from './config.js';
import { testConnectivity } from './connectivity/test-connectivity.js';
import { planOf } from './plan.js';
import { checkPermissions, type Knowledge, readKnowledge } from './reading/knowledge.js';
import type { Reading } from './reading/read-tables.js';
import { collectEvents } from './sign-ins/collect-events.js';
import { type PendingEvents, pendingEvents, withAllVisible } from './sign-ins/pending-events.js';
import { collectSnapshots } from './snapshot/collect-snapshots.js';
import { StreamPass, savedCounts } from './snapshot/stream-pass.js';
import { eventStreams, snapshotStreams } from './streams/streams.js';
import { tenantOf, tenantStream } from './streams/tenant.js';
import { survey } from './survey.js';

/** Reads accounts, licences, permissions and sign-ins of a Salesforce org. */
@injectable()
export class SalesforceConnector implements Connector<SalesforceConfig> {
  constructor(
    @inject(Tokens.Http) private readonly http: Http,
    @inject(Tokens.Clock) private readonly clock: Clock,
    @inject(Tokens.Log) private readonly log: Log,
  ) {}

  /** Looks at everything that collecting needs, with at most seven counted requests. */
  async *testConnectivity(
    context: TestContext<SalesforceConfig>,
  ): AsyncIterable<ConnectivityCheck> {
    yield* testConnectivity({ http: this.http, clock: this.clock, context });
  }

  /** Reads the tenant, then what is read whole, then events, newest first. */
  async *collect(run: CollectRun<SalesforceConfig>): AsyncIterable<CollectMessage> {
    const cursors = new Map(run.streams.map((stream) => [stream.name, stream.cursor]));
    const knowledge = newestKnowledge(run, this.clock.providerNow());
    const reading: Reading = { http: this.http, knowledge, signal: run.signal };
    const streams = run.streams.map((stream) => stream.name);
    const learned = knowledge.permissions;

    const events = this.pendingEvents(run);
    const surveyed = await survey(reading, { streams, events, known: lastCounts(run) });
    const { held, counted, pages } = surveyed;
    checkPermissions(knowledge, held);
    const tenant = tenantOf(surveyed.organization);
    yield { type: 'tenant', id: tenant.id, name: tenant.name };
    yield planOf(streams, surveyed, knowledge);
    if (cursors.has(tenantStream)) {
      yield { type: 'batch', stream: tenantStream, records: [tenant] };
      yield { type: 'snapshotComplete', stream: tenantStream, visibility: 'all' };
    }

    await this.learnCollector(reading);
    const now = this.clock.providerNow();
    const passes = snapshotStreams
      .filter((stream) => cursors.has(stream.name))
      .map((stream) => new StreamPass(stream, cursors.get(stream.name), now));
    yield* collectSnapshots({ reading, passes, held, counts: counted, log: this.log });
    for (const entry of events) {
      const pending = withAllVisible(entry, held);
      const isValid = pending === entry && learned === knowledge.permissions;
      const first = isValid ? pages.get(entry.stream.object) : undefined;
      yield* collectEvents({ reading, pending, first, held, log: this.log });
    }
  }

  private pendingEvents(run: CollectRun<SalesforceConfig>): readonly PendingEvents[] {
    const now = this.clock.providerNow();
    return eventStreams.flatMap((stream) => {
      const on = run.streams.find((entry) => entry.name === stream.name);
      if (on === undefined) return [];
      return [pendingEvents(stream, on.cursor, { now, notBefore: on.notBefore })];
    });
  }

  private async learnCollector(reading: Reading): Promise<void> {
    if (reading.knowledge.collectorId !== undefined) return;
    const identity = await readIdentity(reading.http, 'accounts/identity');
    if ('fault' in identity) {
      const error = errorOf(identity.fault, 'the identity of the integration user');
      if (endsRun(error)) throw error;
      this.log.debug(error.message);
      return;
    }
    reading.knowledge.collectorId = identity.userId;
  }
}

/** Of what the streams' cursors know, the latest. */
function newestKnowledge(run: CollectRun<SalesforceConfig>, now: Date): Knowledge {
  const known = run.streams.map((stream) => readKnowledge(savedKnowledge(stream.cursor), now));
  const learned = known.filter((entry) => entry.permissions !== '');
  const newest = learned.sort((one, other) => (one.learnedAt < other.learnedAt ? 1 : -1))[0];
  return newest ?? readKnowledge(undefined, now);
}

function savedKnowledge(cursor: Cursor | undefined): unknown {
  return isRow(cursor) ? cursor.knowledge : undefined;
}

/** Rows of the tables as the last passes found them, by table key. */
function lastCounts(run: CollectRun<SalesforceConfig>): ReadonlyMap<string, number> {
  return new Map(run.streams.flatMap((stream) => savedCounts(stream.cursor)));
}
