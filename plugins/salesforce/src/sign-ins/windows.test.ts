import { describe, expect, it } from 'vitest';

import { advance, fitToSpan, halve, planWindows, type ReadState, writeState } from './windows.js';

const now = new Date('2026-11-01T10:00:00.000Z');
const reach = { now, notBefore: undefined };

describe('planWindows', () => {
  it('takes whatever the org has kept at first, the last 90 days first', () => {
    expect(planWindows(undefined, reach)).toEqual({
      head: '2026-11-01T09:58:00.000Z',
      windows: [
        { from: '2026-08-03T10:00:00.000Z', to: '2026-11-01T10:01:00.000Z', open: true },
        { from: '2023-10-30T10:00:00.000Z', to: '2026-08-03T10:00:00.000Z' },
      ],
    });
  });

  it('reaches no further back than the person wants', () => {
    const { windows } = planWindows(undefined, { now, notBefore: '2026-10-01T00:00:00.000Z' });

    expect(windows).toEqual([
      { from: '2026-10-01T00:00:00.000Z', to: '2026-11-01T10:01:00.000Z', open: true },
    ]);
  });

  it('begins 15 minutes before a checkpoint', () => {
    const cursor = writeState({ head: '2026-11-01T09:00:00.000Z', windows: [] });

    expect(planWindows(cursor, reach)).toEqual({
      head: '2026-11-01T09:58:00.000Z',
      windows: [{ from: '2026-11-01T08:45:00.000Z', to: '2026-11-01T10:01:00.000Z', open: true }],
    });
  });

  it('moves the end of a window that was left open, and keeps its position and checkpoint', () => {
    const after = { time: '2026-11-01T08:50:00.000Z', id: '0Ya' };
    const cursor = writeState({
      head: '2026-11-01T09:00:00.000Z',
      windows: [
        { from: '2026-11-01T08:00:00.000Z', to: '2026-11-01T09:02:00.000Z', after, open: true },
      ],
    });

    expect(planWindows(cursor, reach)).toEqual({
      head: '2026-11-01T09:00:00.000Z',
      windows: [
        { from: '2026-11-01T08:00:00.000Z', to: '2026-11-01T10:01:00.000Z', after, open: true },
      ],
    });
  });

  it('reads what is new before what was left over', () => {
    const cursor = writeState({
      head: '2026-11-01T09:00:00.000Z',
      windows: [{ from: '2026-06-01T00:00:00.000Z', to: '2026-08-01T00:00:00.000Z' }],
    });

    expect(planWindows(cursor, reach).windows.map((window) => window.from)).toEqual([
      '2026-11-01T08:45:00.000Z',
      '2026-06-01T00:00:00.000Z',
    ]);
  });

  it('drops what lies further back than it reaches', () => {
    const cursor = writeState({
      head: '2026-11-01T09:00:00.000Z',
      windows: [{ from: '2021-01-01T00:00:00.000Z', to: '2021-02-01T00:00:00.000Z' }],
    });

    expect(planWindows(cursor, reach).windows).toHaveLength(1);
  });
});

describe('halve', () => {
  const window = { from: '2026-11-01T00:00:00.000Z', to: '2026-11-01T04:00:00.000Z' };
  const state: ReadState = { head: window.to, windows: [window] };

  it('puts the newer half first and keeps the span', () => {
    expect(halve(state, window)).toEqual({
      head: window.to,
      span: 7_200_000,
      windows: [
        { from: '2026-11-01T02:00:00.000Z', to: '2026-11-01T04:00:00.000Z' },
        { from: '2026-11-01T00:00:00.000Z', to: '2026-11-01T02:00:00.000Z' },
      ],
    });
  });

  it('does not go below a minute', () => {
    const minute = { from: '2026-11-01T00:00:00.000Z', to: '2026-11-01T00:01:00.000Z' };

    expect(halve({ head: minute.to, windows: [minute] }, minute)).toBeUndefined();
  });

  it('cuts later windows to the span that the org answers', () => {
    const fitted = fitToSpan({ ...state, span: 3_600_000 });

    expect(fitted.windows[0]).toEqual({ from: '2026-11-01T03:00:00.000Z', to: window.to });
  });
});

describe('advance', () => {
  it('removes a window with its last page', () => {
    const window = { from: '2026-11-01T00:00:00.000Z', to: '2026-11-01T04:00:00.000Z' };

    const state = advance({ head: window.to, windows: [window] }, window, {
      last: undefined,
      isLast: true,
    });

    expect(state.windows).toEqual([]);
  });

  it('lets the next window be longer when one page was all of it', () => {
    const window = { from: '2026-11-01T00:00:00.000Z', to: '2026-11-01T00:01:00.000Z' };
    const page = { last: undefined, isLast: true };

    const { span } = advance({ head: window.to, windows: [window], span: 60_000 }, window, page);

    expect(span).toBe(120_000);
  });
});
