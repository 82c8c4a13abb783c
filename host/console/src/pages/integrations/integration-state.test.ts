import { describe, expect, it } from 'vitest';

import { integrationState, type StateInput } from './integration-state.js';

const now = new Date('2026-11-25T12:00:00Z');

type Run = NonNullable<StateInput['lastRun']>;
type Stream = Run['streams'][string];

function aStream(patch: Partial<Stream> = {}): Stream {
  return {
    status: 'done',
    records: 10,
    inserted: 0,
    updated: 0,
    gone: 0,
    requests: 1,
    expected: null,
    reason: null,
    hint: null,
    setupStep: null,
    ...patch,
  };
}

function aRun(patch: Partial<Run> = {}): Run {
  return {
    id: 'r',
    integrationId: 'i',
    hook: 'collect',
    trigger: 'schedule',
    status: 'succeeded',
    requestedAt: '2026-11-25T11:00:00Z',
    startedAt: '2026-11-25T11:00:00Z',
    endedAt: '2026-11-25T11:01:00Z',
    resumeAt: null,
    error: null,
    streams: { accounts: aStream() },
    quota: null,
    ...patch,
  };
}

function wordsOf(patch: Partial<StateInput>): string {
  const rest = { paused: false, openRun: null, lastRun: null, nextAt: null } as const;
  return integrationState({ status: 'untested', ...rest, ...patch }, now).words;
}

describe('the state of an integration', () => {
  it('is not known before anything proved it', () => {
    expect(wordsOf({})).toBe('Not tested yet');
  });

  it('is connected when the last run or test proved it', () => {
    expect(wordsOf({ status: 'connected' })).toBe('Connected');
    expect(wordsOf({ lastRun: aRun() })).toBe('Connected');
  });

  it('says how far a collection is, by what is expected', () => {
    const streams = {
      accounts: aStream({ records: 43, expected: 100, status: 'running' }),
    };
    const state = integrationState(
      {
        status: 'connected',
        paused: false,
        lastRun: null,
        nextAt: null,
        openRun: aRun({ status: 'running', streams }),
      },
      now,
    );

    expect(state).toMatchObject({
      shape: 'running',
      words: 'Collecting, 43 %',
      detail: 'Accounts: 43 of about 100',
    });
  });

  it('counts records while nothing is expected', () => {
    const openRun = aRun({ status: 'running', streams: { a: aStream({ records: 182_400 }) } });

    expect(wordsOf({ openRun })).toBe('Collecting, 182,400 records');
  });

  it('says why it needs a person', () => {
    const error = { code: 'AUTH_REFUSED', message: 'refused', hint: '' };

    expect(wordsOf({ lastRun: aRun({ status: 'failed', error }) })).toBe(
      'Needs attention: sign-in refused',
    );
    expect(wordsOf({ status: 'not-connected' })).toBe('Needs attention: not connected');
  });

  it('says when a pause by quota ends', () => {
    const lastRun = aRun({ status: 'paused', resumeAt: '2026-11-25T17:00:00Z' });

    expect(wordsOf({ lastRun })).toMatch(/^Paused by quota until \d\d:00, in 5\u00a0h$/);
  });

  it('tells a person’s pause before anything else that rests', () => {
    expect(wordsOf({ paused: true, lastRun: aRun({ status: 'failed' }) })).toBe(
      'Paused by a person',
    );
  });

  it('counts what was skipped, and what failed before that', () => {
    const skipped = aStream({ status: 'skipped', reason: 'not permitted' });
    const failed = aStream({ status: 'failed' });

    expect(wordsOf({ lastRun: aRun({ streams: { a: skipped } }) })).toBe(
      'Connected, 1 stream skipped',
    );
    expect(wordsOf({ lastRun: aRun({ streams: { a: skipped, b: failed } }) })).toBe(
      'Connected, 1 stream failed',
    );
  });

  it('is late when nobody collected what was due', () => {
    expect(wordsOf({ status: 'connected', nextAt: '2026-11-25T10:00:00Z' })).toBe(
      'Late: due 2\u00a0h ago',
    );
  });
});
