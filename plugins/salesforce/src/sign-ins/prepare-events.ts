import type { QuotaView } from '@rollcall/core';

import type { Page } from '../api/query.js';
import type { Knowledge } from '../reading/knowledge.js';
import { bulkResultRequests, cheapest, type Offer, type Terms } from '../transport/price.js';
import { allObjects } from './begin-bulk.js';
import { inOneWindow, type PendingEvents, withAllVisible } from './pending-events.js';

/** A stream of events that is ready to be read. */
export interface PreparedEvents {
  readonly pending: PendingEvents;
  /** The first page of the first window, where it was read already. */
  readonly first: Page | undefined;
  /** Rows that queries still have to read; `undefined` when nobody counted them. */
  readonly rows: number | undefined;
  /** How they are read, and how where Bulk turns out not to be possible. */
  readonly offer: Offer;
  readonly fallback: Offer;
}

/** What is known when events are prepared. */
export interface KnownOfEvents {
  readonly held: ReadonlySet<string> | undefined;
  readonly counts: ReadonlyMap<string, number>;
  /** First pages that were read along, by object. */
  readonly pages: ReadonlyMap<string, Page>;
  /** Whether those pages were asked for with the permissions that are held now. */
  readonly arePagesValid: boolean;
  readonly knowledge: Knowledge;
  readonly quotas: readonly QuotaView[];
}

/** Decides what is read of a stream of events, and by which transport. Sends nothing. */
export function prepareEvents(entry: PendingEvents, known: KnownOfEvents): PreparedEvents {
  const visible = withAllVisible(entry, known.held);
  const isSame = visible === entry;
  const { object } = entry.stream;
  const counted = isSame ? known.counts.get(object) : undefined;
  const first = isSame && known.arePagesValid ? known.pages.get(object) : undefined;
  const pending = inOneWindow(visible, counted);
  const rows = counted === undefined ? undefined : counted - (first?.rows.length ?? 0);
  const offer = offerOf(pending, { rows, isBegun: first !== undefined }, known);
  const need = { rows: rows ?? 0, windows: pending.state.windows.length };
  const fallback = cheapest(need, { ...termsOf(known, object), hasBulk: false });
  const isJob = offer.transport === 'Bulk' && !pending.state.windows.some(({ bulk }) => bulk);
  return { pending, rows, offer, fallback, first: isJob ? undefined : first };
}

function offerOf(
  { state, stream }: PendingEvents,
  asked: { readonly rows: number | undefined; readonly isBegun: boolean },
  known: KnownOfEvents,
): Offer {
  const jobs = state.windows.flatMap(({ bulk }) => bulk ?? []);
  const windows = state.windows.length - jobs.length;
  const waiting = jobs.reduce((sum, job) => sum + bulkResultRequests(job.rows - job.read), 0);
  const isRead = windows === 0 || (asked.isBegun && asked.rows === 0);
  if (jobs.length > 0) return { transport: 'Bulk', requests: waiting + (isRead ? 0 : 1) };
  if (isRead) return { transport: 'REST', requests: 0 };
  if (asked.rows === undefined) return { transport: 'composite', requests: 1 };
  return cheapest({ rows: asked.rows, windows }, termsOf(known, stream.object));
}

function termsOf({ knowledge, quotas, held }: KnownOfEvents, object: string): Terms {
  const { withoutBulk, compositeRows } = knowledge;
  const left = (name: string) => quotas.find((quota) => quota.name === name)?.available;
  // Without that permission nobody can tell what is left of the Bulk quotas.
  const isTold = held === undefined || held.has('ViewSetup');
  return {
    compositeRows,
    hasBulk: isTold && !withoutBulk.has(object) && !withoutBulk.has(allObjects),
    requests: left('daily-api-requests'),
    bulkJobs: left('bulk-query-jobs'),
    bulkMegabytes: left('bulk-query-megabytes'),
  };
}
