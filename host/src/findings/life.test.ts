import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { severities } from '../checks/check.js';
import { dispositions } from './finding.js';
import { begin, type FindingState, type LifeEvent, mayMute, step } from './life.js';

const start = new Date('2026-11-25T12:00:00Z');
const hours = (n: number) => new Date(start.getTime() + n * 3_600_000);

/** A finding after these events. */
function after(...events: readonly LifeEvent[]): FindingState {
  return events.reduce<FindingState>(
    (state, event) => step(state, event).state,
    begin('medium', false, start).state,
  );
}

const seen = (n: number, more: { readonly factsAt?: Date } = {}): LifeEvent => ({
  type: 'seen',
  at: hours(n),
  severity: 'medium',
  factsAt: more.factsAt ?? hours(n),
});
const absent = (n: number, isProven = true): LifeEvent => ({
  type: 'absent',
  at: hours(n),
  isProven,
});
const close = (n: number, disposition: (typeof dispositions)[number]): LifeEvent => ({
  type: 'close',
  at: hours(n),
  actor: 'ada',
  disposition,
});
const mute = (n: number, until: number): LifeEvent => ({
  type: 'mute',
  at: hours(n),
  actor: 'ada',
  until: hours(until),
});

describe('a finding', () => {
  it('is new for a day, then open', () => {
    expect(after(seen(1)).status).toBe('new');
    expect(after(seen(24)).status).toBe('open');
    expect(after({ type: 'time', at: hours(25) }).status).toBe('open');
  });

  it('is resolved when its cause is gone, and reopens when it is back', () => {
    expect(after(absent(1)).status).toBe('resolved');
    expect(after(absent(1), seen(2)).status).toBe('reopened');
  });

  it('is not resolved by facts of which not all were visible', () => {
    expect(after(absent(1, false)).status).toBe('new');
  });

  it('reopens after "fixed" only by facts that are newer than the decision', () => {
    expect(after(close(1, 'fixed'), seen(2, { factsAt: hours(0) })).status).toBe('closed');
    expect(after(close(1, 'fixed'), seen(3, { factsAt: hours(2) })).status).toBe('reopened');
  });

  it.each(['accepted-risk', 'expected', 'false-alarm'] as const)(
    'stays closed as %s, whatever is seen or not',
    (disposition) => {
      const state = after(close(1, disposition), seen(2), absent(3), seen(4));

      expect(state).toMatchObject({ status: 'closed', disposition, lastSeen: hours(4) });
    },
  );

  it('stays closed where it is an episode, also as fixed', () => {
    const closed = step(begin('high', true, start).state, close(1, 'fixed')).state;

    expect(step(closed, seen(5)).state.status).toBe('closed');
  });

  it('is never resolved where it is an episode', () => {
    expect(step(begin('high', true, start).state, absent(1)).state.status).toBe('new');
  });

  it('is heard again when its mute has ended', () => {
    expect(after(mute(1, 10), seen(9)).status).toBe('muted');
    expect(after(mute(1, 10), seen(10)).status).toBe('open');
    expect(after(mute(1, 10), { type: 'time', at: hours(10) }).status).toBe('open');
  });

  it('stays muted when it comes back before the mute has ended', () => {
    expect(after(mute(1, 10), absent(2), seen(3)).status).toBe('muted');
    expect(after(mute(1, 10), absent(2), seen(11)).status).toBe('reopened');
  });

  it('takes on another severity, and says so', () => {
    const { state, history } = step(after(), {
      ...seen(1),
      type: 'seen',
      severity: 'critical',
    } as LifeEvent);

    expect(state.severity).toBe('critical');
    expect(history).toMatchObject([{ type: 'severity', severity: 'critical' }]);
  });
});

const at = fc.integer({ min: 0, max: 4000 }).map(hours);
const event: fc.Arbitrary<LifeEvent> = fc.oneof(
  fc.record({
    type: fc.constant('seen' as const),
    at,
    severity: fc.constantFrom(...severities),
    factsAt: fc.option(at, { nil: undefined }),
  }),
  fc.record({ type: fc.constant('absent' as const), at, isProven: fc.boolean() }),
  fc.record({ type: fc.constant('time' as const), at }),
  fc.record({
    type: fc.constant('close' as const),
    at,
    actor: fc.constant('ada'),
    disposition: fc.constantFrom(...dispositions),
  }),
  fc.record({ type: fc.constant('reopen' as const), at, actor: fc.constant('ada') }),
  fc.record({ type: fc.constant('mute' as const), at, actor: fc.constant('ada'), until: at }),
);

describe('any sequence of events', () => {
  it('leaves a history from which the status can be told', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), fc.boolean(), (events, isEpisode) => {
        let { state, history } = begin('low', isEpisode, start);
        for (const each of events) {
          const next = step(state, each);
          expect(next.history[0]?.from ?? state.status).toBe(state.status);
          state = next.state;
          history = [...history, ...next.history];
        }
        expect(history.at(-1)).toMatchObject({ to: state.status, severity: state.severity });
        history.slice(1).forEach((line, index) => {
          expect(line.from).toBe(history[index]?.to);
        });
        expect(state.timesSeen).toBe(1 + events.filter(({ type }) => type === 'seen').length);
        expect(state.firstSeen).toEqual(start);
      }),
    );
  });

  it('resolves nothing but states, by facts that were all visible', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), fc.boolean(), (events, isEpisode) => {
        let { state } = begin('low', isEpisode, start);
        for (const each of events) {
          const next = step(state, each).state;
          if (next.status === 'resolved' && state.status !== 'resolved') {
            expect(each).toMatchObject({ type: 'absent', isProven: true });
            expect(isEpisode).toBe(false);
          }
          if (next.status === 'closed' && state.status !== 'closed')
            expect(each.type).toBe('close');
          state = next;
        }
      }),
    );
  });

  it('never mutes what is closed or resolved', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        const state = after(...events);
        fc.pre(!mayMute(state));

        expect(step(state, mute(5000, 6000))).toEqual({ state, history: [] });
      }),
    );
  });
});
