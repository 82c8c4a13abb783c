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
import {
  checkPermissions,
  type Knowledge,
  mergeKnowledge,
  readKnowledge,
} from './reading/knowledge.js';
import type { Reading } from './reading/read-tables.js';
import { beginJobs, collectAllEvents } from './sign-ins/collect-all-events.js';
import { spansToCount } from './sign-ins/count-spans.js';
import { type PendingEvents, pendingEvents } from './sign-ins/pending-events.js';
import { prepareEvents } from './sign-ins/prepare-events.js';
import { readSpansAgain } from './sign-ins/read-spans-again.js';
import { collectSnapshots } from './snapshot/collect-snapshots.js';
import { StreamPass } from './snapshot/stream-pass.js';
import { eventStreams, snapshotStreams } from './streams/streams.js';
import { tenantOf, tenantStream } from './streams/tenant.js';
import { survey } from './survey.js';
import { pause } from './transport/pause.js';

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
    const knowledge = savedKnowledgeOf(run, this.clock.providerNow());
    const reading: Reading = { http: this.http, knowledge, signal: run.signal };
    const streams = run.streams.map((stream) => stream.name);
    const learned = knowledge.permissions;

    const events = this.pendingEvents(run);
    const spans = spansToCount(eventStreams, run.streams);
    const surveyed = await survey(reading, { streams, events, spans, known: knowledge.counts });
    const { held, counted } = surveyed;
    checkPermissions(knowledge, held);
    const arePagesValid = learned === '' || learned === knowledge.permissions;
    const tenant = tenantOf(surveyed.organization);
    yield { type: 'tenant', id: tenant.id, name: tenant.name };
    const prepared = events.map((entry) =>
      prepareEvents(entry, { ...surveyed, arePagesValid, knowledge, quotas: run.quotas }),
    );
    yield planOf(streams, surveyed, { knowledge, events: prepared, spansAgain: spansAgain(run) });
    yield* surveyed.spans;
    if (cursors.has(tenantStream)) {
      yield { type: 'batch', stream: tenantStream, records: [tenant] };
      yield { type: 'snapshotComplete', stream: tenantStream, visibility: 'all' };
    }

    await this.learnCollector(reading);
    const now = this.clock.providerNow();
    const passes = snapshotStreams
      .filter((stream) => cursors.has(stream.name))
      .map((stream) => new StreamPass(stream, cursors.get(stream.name), now));
    const waiting = { clock: this.clock, pause };
    const eventRuns = prepared.map((entry) => ({
      ...{ reading, prepared: entry, waiting, held, log: this.log },
    }));
    const begun = yield* beginJobs(eventRuns);
    yield* collectSnapshots({ reading, passes, held, counts: counted, log: this.log });
    yield* this.readAgain(reading, run);
    yield* collectAllEvents(begun);
  }

  private async *readAgain(
    reading: Reading,
    { streams }: CollectRun<SalesforceConfig>,
  ): AsyncIterable<CollectMessage> {
    for (const stream of eventStreams) {
      const spans = streams.find(({ name }) => name === stream.name)?.readAgain ?? [];
      yield* readSpansAgain(reading, stream, { spans, log: this.log });
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

/** How many spans the host wants to have read again, by stream. */
function spansAgain({ streams }: CollectRun<SalesforceConfig>): ReadonlyMap<string, number> {
  return new Map(streams.map(({ name, readAgain = [] }) => [name, readAgain.length]));
}

/** What the streams' cursors know together. */
function savedKnowledgeOf(run: CollectRun<SalesforceConfig>, now: Date): Knowledge {
  const known = run.streams.map((stream) => readKnowledge(savedKnowledge(stream.cursor), now));
  const learned = known.filter((entry) => entry.permissions !== '');
  return mergeKnowledge(learned) ?? readKnowledge(undefined, now);
}

function savedKnowledge(cursor: Cursor | undefined): unknown {
  return isRow(cursor) ? cursor.knowledge : undefined;
}
