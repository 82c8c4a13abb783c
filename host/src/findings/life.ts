import type { Severity } from '../checks/check.js';
import type { Disposition, FindingEvent, FindingStatus } from './finding.js';

/** What the rules of a finding's life depend on. */
export interface FindingState {
  readonly status: FindingStatus;
  readonly statusAt: Date;
  readonly severity: Severity;
  /** Whether it happened, and stays true; else it is a state that may end. */
  readonly isEpisode: boolean;
  readonly firstSeen: Date;
  readonly lastSeen: Date;
  readonly timesSeen: number;
  readonly disposition: Disposition | undefined;
  readonly reason: string | undefined;
  readonly mutedUntil: Date | undefined;
}

/** What can happen to a finding. */
export type LifeEvent =
  | {
      readonly type: 'seen';
      readonly at: Date;
      readonly severity: Severity;
      /** When the facts were read that show it; unknown where they were never read to their end. */
      readonly factsAt: Date | undefined;
    }
  | {
      readonly type: 'absent';
      readonly at: Date;
      /** Whether every fact that could show it was visible. */
      readonly isProven: boolean;
    }
  | { readonly type: 'time'; readonly at: Date }
  | PersonEvent;

/** What a person does to a finding. */
export type PersonEvent = { readonly at: Date; readonly actor: string } & (
  | {
      readonly type: 'close';
      readonly disposition: Disposition;
      readonly reason?: string | undefined;
    }
  | { readonly type: 'reopen'; readonly reason?: string | undefined }
  | { readonly type: 'mute'; readonly until: Date; readonly reason?: string | undefined }
);

/** What an event made of a finding. */
export interface LifeStep {
  readonly state: FindingState;
  /** Every change, in order; empty where the event changed neither status nor severity. */
  readonly history: readonly FindingEvent[];
}

/** How long a finding that nobody touched counts as new. */
export const newForMs = 24 * 3_600_000;

/** A finding that a check finds for the first time. */
export function begin(severity: Severity, isEpisode: boolean, at: Date): LifeStep {
  const state: FindingState = {
    status: 'new',
    statusAt: at,
    severity,
    isEpisode,
    firstSeen: at,
    lastSeen: at,
    timesSeen: 1,
    disposition: undefined,
    reason: undefined,
    mutedUntil: undefined,
  };
  return { state, history: [historyOf(state, { at, type: 'found' })] };
}

/** What an event makes of a finding: the only place where its status changes. */
export function step(state: FindingState, event: LifeEvent): LifeStep {
  switch (event.type) {
    case 'seen': {
      const passed = passTime(state, event.at);
      const seen = see(passed.state, event);
      return { state: seen.state, history: [...passed.history, ...seen.history] };
    }
    case 'absent':
      return miss(state, event.at, event.isProven);
    case 'time':
      return passTime(state, event.at);
    case 'close':
      return close(state, event);
    case 'reopen':
      return reopen(state, event);
    case 'mute':
      return mute(state, event);
  }
}

/** Whether a person may mute it: what is closed or resolved asks for nothing. */
export function mayMute({ status }: Pick<FindingState, 'status'>): boolean {
  return status !== 'closed' && status !== 'resolved';
}

function see(before: FindingState, event: Extract<LifeEvent, { readonly type: 'seen' }>): LifeStep {
  const { at } = event;
  const state = {
    ...before,
    lastSeen: latest(before.lastSeen, at),
    timesSeen: before.timesSeen + 1,
  };
  if (state.status === 'closed') {
    return mayReopen(state, event) ? returned(state, event) : { state, history: [] };
  }
  if (state.status === 'resolved') return returned(state, event);
  if (state.severity === event.severity) return { state, history: [] };
  const changed = { ...state, severity: event.severity };
  return {
    state: changed,
    history: [historyOf(changed, { at, type: 'severity', from: state.status })],
  };
}

/** Facts that were read before it was closed as fixed do not show that it is not. */
function mayReopen(
  { isEpisode, disposition, statusAt }: FindingState,
  { factsAt }: { readonly factsAt: Date | undefined },
): boolean {
  return !isEpisode && disposition === 'fixed' && factsAt !== undefined && factsAt > statusAt;
}

/** Its cause is back. A mute that was given for longer still holds. */
function returned(
  state: FindingState,
  { at, severity }: { readonly at: Date; readonly severity: Severity },
): LifeStep {
  const isMuted = state.mutedUntil !== undefined && state.mutedUntil > at;
  const status = isMuted ? 'muted' : 'reopened';
  const after = { ...enter(state, status, at), severity, disposition: undefined };
  const kept = isMuted ? { ...after, mutedUntil: state.mutedUntil, reason: state.reason } : after;
  return {
    state: kept,
    history: [historyOf(kept, { at, type: isMuted ? 'muted' : 'reopened', from: state.status })],
  };
}

function miss(state: FindingState, at: Date, isProven: boolean): LifeStep {
  const isOver = state.status === 'closed' || state.status === 'resolved';
  if (!isProven || state.isEpisode || isOver) return { state, history: [] };
  const { mutedUntil, reason } = state;
  const after = { ...enter(state, 'resolved', at), mutedUntil, reason };
  return {
    state: after,
    history: [historyOf(after, { at, type: 'resolved', from: state.status })],
  };
}

function passTime(state: FindingState, at: Date): LifeStep {
  const isHeard =
    state.status === 'muted' && state.mutedUntil !== undefined && state.mutedUntil <= at;
  const isOld = state.status === 'new' && at.getTime() - state.firstSeen.getTime() >= newForMs;
  if (!isHeard && !isOld) return { state, history: [] };
  const after = enter(state, 'open', at);
  const type = isHeard ? 'mute-ended' : 'opened';
  return { state: after, history: [historyOf(after, { at, type, from: state.status })] };
}

function close(
  state: FindingState,
  event: Extract<PersonEvent, { readonly type: 'close' }>,
): LifeStep {
  const { at, actor, disposition, reason } = event;
  const after = { ...enter(state, 'closed', at), disposition, reason };
  return {
    state: after,
    history: [historyOf(after, { at, type: 'closed', actor, from: state.status, reason })],
  };
}

function reopen(
  state: FindingState,
  event: Extract<PersonEvent, { readonly type: 'reopen' }>,
): LifeStep {
  const { at, actor, reason } = event;
  const isOpen = state.status === 'open' || state.status === 'reopened' || state.status === 'new';
  if (isOpen) return { state, history: [] };
  const after = enter(state, 'reopened', at);
  return {
    state: after,
    history: [historyOf(after, { at, type: 'reopened', actor, from: state.status, reason })],
  };
}

function mute(
  state: FindingState,
  event: Extract<PersonEvent, { readonly type: 'mute' }>,
): LifeStep {
  if (!mayMute(state)) return { state, history: [] };
  const { at, actor, until, reason } = event;
  const after = { ...enter(state, 'muted', at), mutedUntil: until, reason };
  return {
    state: after,
    history: [historyOf(after, { at, type: 'muted', actor, from: state.status, reason })],
  };
}

/** Enters a status and leaves behind what belonged to the one before. */
function enter(state: FindingState, status: FindingStatus, at: Date): FindingState {
  return {
    ...state,
    status,
    statusAt: at,
    disposition: undefined,
    reason: undefined,
    mutedUntil: undefined,
  };
}

function historyOf(
  state: FindingState,
  entry: {
    readonly at: Date;
    readonly type: string;
    readonly from?: FindingStatus;
    readonly actor?: string;
    readonly reason?: string | undefined;
  },
): FindingEvent {
  return {
    at: entry.at,
    type: entry.type,
    actor: entry.actor,
    from: entry.from,
    to: state.status,
    severity: state.severity,
    disposition: state.disposition,
    until: state.mutedUntil,
    reason: entry.reason,
  };
}

function latest(a: Date, b: Date): Date {
  return a > b ? a : b;
}
