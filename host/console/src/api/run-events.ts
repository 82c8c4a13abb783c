import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

import type { Check } from './drafts.js';
import { runQuery } from './runs.js';

/** Events may come quicker than anybody reads. */
const mergeMs = 500;
const firstRetryMs = 1_000;
const mostRetryMs = 30_000;
const silentMs = 5_000;

/** What is followed of a run. */
export interface LiveRun {
  /** Whether events have not come through for a while. */
  readonly isInterrupted: boolean;
  /** The checks of a test, as they come. */
  readonly checks: readonly Check[];
}

/** Follows a run by its events while it is open: each asks for the run again, a few times a second at most. */
export function useLiveRun(runId: string | undefined): LiveRun {
  const client = useQueryClient();
  const [isInterrupted, setIsInterrupted] = useState(false);
  const [checks, setChecks] = useState<readonly Check[]>([]);
  useEffect(() => {
    if (runId === undefined) return;
    setChecks([]);
    const refresh = throttled(() => void client.invalidateQueries(runQuery(runId)), mergeMs);
    const stop = follow(runId, {
      onEvent: (event) => {
        if (event.type === 'check') setChecks((present) => added(present, checkOf(event)));
        refresh();
      },
      onEnd: () => {
        refresh();
        void client.invalidateQueries({ queryKey: ['integrations'] });
        void client.invalidateQueries({ queryKey: ['runs'] });
        void client.invalidateQueries({ queryKey: ['quota'] });
      },
      onInterrupted: setIsInterrupted,
    });
    return stop;
  }, [client, runId]);
  return { isInterrupted, checks };
}

interface Follower {
  readonly onEvent: (event: MessageEvent<string>) => void;
  readonly onEnd: () => void;
  readonly onInterrupted: (isInterrupted: boolean) => void;
}

const types = ['status', 'plan', 'stream', 'check', 'slice', 'note'];

/** One stream of events, begun again after each break, from the last event that was seen. */
function follow(runId: string, { onEvent, onEnd, onInterrupted }: Follower): () => void {
  let source: EventSource | undefined;
  let retryMs = firstRetryMs;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  const isAlive = () => {
    clearTimeout(silence);
    silence = undefined;
    retryMs = firstRetryMs;
    onInterrupted(false);
  };
  const open = () => {
    source = new EventSource(`/api/v1/runs/${encodeURIComponent(runId)}/events`);
    source.onopen = isAlive;
    for (const type of types) source.addEventListener(type, onEvent);
    source.addEventListener('end', () => {
      close();
      onEnd();
    });
    source.onerror = () => {
      silence ??= setTimeout(() => onInterrupted(true), silentMs);
      // the browser comes again by itself, but not after a refusal
      if (source?.readyState !== EventSource.CLOSED) return;
      retry = setTimeout(open, retryMs);
      retryMs = Math.min(retryMs * 2, mostRetryMs);
    };
  };
  const close = () => {
    clearTimeout(retry);
    clearTimeout(silence);
    source?.close();
  };
  open();
  return close;
}

function throttled(act: () => void, everyMs: number): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    if (timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      act();
    }, everyMs);
  };
}

/** A stream that begins again tells some checks twice. */
function added(present: readonly Check[], check: Check | undefined): readonly Check[] {
  if (!check || present.some(({ id }) => id === check.id)) return present;
  return [...present, check];
}

function checkOf({ data }: MessageEvent<string>): Check | undefined {
  const event: unknown = JSON.parse(data);
  const check = typeof event === 'object' && event !== null && 'data' in event ? event.data : null;
  return isCheck(check) ? { ...emptyCheck, ...check } : undefined;
}

const emptyCheck = { detail: null, hint: null, setupStep: null };

function isCheck(value: unknown): value is Check {
  return typeof value === 'object' && value !== null && 'id' in value && 'status' in value;
}
