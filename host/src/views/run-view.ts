import type { ConnectivityCheck, ErrorData } from '@rollcall/core';

import type { Activity } from '../runs/activity.js';
import type { RunStreamView, RunView } from '../runs/run-view.js';
import { isoOrNull } from './iso.js';

/** A check as JSON has it: every field, null where there is nothing. */
export function checkView(check: ConnectivityCheck): Record<string, unknown> {
  return {
    id: check.id,
    title: check.title,
    status: check.status,
    detail: check.detail ?? null,
    hint: check.hint ?? null,
    setupStep: check.setupStep ?? null,
  };
}

/** An error as JSON has it; null where there is none. */
function errorView(error: ErrorData | undefined): Record<string, unknown> | null {
  if (!error) return null;
  return { code: error.code, message: error.message, hint: error.hint };
}

/** A stream of a run as JSON has it. */
function streamView(stream: RunStreamView): Record<string, unknown> {
  return {
    status: stream.status,
    records: stream.records,
    inserted: stream.inserted,
    updated: stream.updated,
    gone: stream.gone,
    requests: stream.requests,
    reason: stream.reason ?? null,
    hint: stream.hint ?? null,
  };
}

/** The head of a run as JSON has it. */
function headView(run: RunView): Record<string, unknown> {
  return {
    id: run.id,
    status: run.status,
    startedAt: run.startedAt ?? null,
    endedAt: run.endedAt ?? null,
    resumeAt: run.resumeAt ?? null,
    error: errorView(run.error),
  };
}

function streamsView(run: RunView): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(run.streams).map(([name, stream]) => [name, streamView(stream)]),
  );
}

/** The result of a collection as JSON has it. */
export function collectView(run: RunView): Record<string, unknown> {
  return { run: headView(run), streams: streamsView(run), quota: run.quota ?? null };
}

/** A collection of what is due when nothing is: done, without a run. */
export function nothingDueView(): Record<string, unknown> {
  return {
    run: {
      id: null,
      status: 'succeeded',
      startedAt: null,
      endedAt: null,
      resumeAt: null,
      error: null,
    },
    streams: {},
    quota: null,
  };
}

/** Streams with what only lists and the console need: how far they are, and what would mend them. */
function followedStreamsView(run: RunView): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(run.streams).map(([name, stream]) => [
      name,
      {
        ...streamView(stream),
        expected: stream.expected ?? null,
        setupStep: stream.setupStep ?? null,
      },
    ]),
  );
}

/** What an integration does now, did last and does next, as the API has it. */
export function activityView(activity: Activity | undefined): Record<string, unknown> {
  return {
    openRun: activity?.open ? runView(activity.open) : null,
    lastRun: activity?.last ? runView(activity.last) : null,
    ...freshnessView(activity),
  };
}

/** How fresh an integration's facts are, and when they will be fresher. */
export function freshnessView(activity: Activity | undefined): Record<string, unknown> {
  return {
    nextAt: isoOrNull(activity?.nextAt),
    collectedAt: isoOrNull(activity?.collectedAt),
    stale: activity?.stale
      ? { since: isoOrNull(activity.stale.since), streams: activity.stale.streams }
      : null,
  };
}

/** A run as lists and the API have it. */
export function runView(run: RunView): Record<string, unknown> {
  return {
    ...headView(run),
    integrationId: run.integrationId,
    hook: run.hook,
    trigger: run.trigger,
    requestedAt: run.requestedAt,
    streams: followedStreamsView(run),
    quota: run.quota ?? null,
    ...(run.checks ? { connected: run.connected ?? false, checks: run.checks.map(checkView) } : {}),
    ...(run.plan ? { plan: run.plan } : {}),
  };
}
