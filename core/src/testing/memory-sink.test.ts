import { describe, expect, it } from 'vitest';

import { MemorySink } from './memory-sink.js';

const batch = (...ids: string[]) =>
  ({ type: 'batch', stream: 's', records: ids.map((id) => ({ id })) }) as const;
const complete = (visibility: 'all' | 'own') =>
  ({ type: 'snapshotComplete', stream: 's', visibility }) as const;

describe('MemorySink', () => {
  it('keeps one record for each id, the latest', () => {
    const sink = new MemorySink();

    sink.apply({ type: 'batch', stream: 's', records: [{ id: 'a', v: 1 }], cursor: 1 });
    sink.apply({ type: 'batch', stream: 's', records: [{ id: 'a', v: 2 }] });

    expect(sink.records('s')).toEqual([{ id: 'a', v: 2 }]);
    expect(sink.cursors).toEqual({ s: 1 });
  });

  it('marks as gone what a pass that saw everything did not see', () => {
    const sink = new MemorySink();
    for (const message of [batch('a', 'b'), complete('all'), batch('a'), complete('all')]) {
      sink.apply(message);
    }

    expect(sink.records('s').map((record) => record.id)).toEqual(['a']);
    expect(sink.gone('s').map((record) => record.id)).toEqual(['b']);
  });

  it('marks nothing as gone when the pass saw its own rows only', () => {
    const sink = new MemorySink();
    for (const message of [batch('a', 'b'), complete('all'), batch('a'), complete('own')]) {
      sink.apply(message);
    }

    expect(sink.records('s')).toHaveLength(2);
  });

  it('does not believe a pass that saw far less', () => {
    const sink = new MemorySink();
    const ids = Array.from({ length: 100 }, (_, index) => `r${index}`);
    for (const message of [batch(...ids), complete('all'), batch('r1'), complete('all')]) {
      sink.apply(message);
    }

    expect(sink.records('s')).toHaveLength(100);
    expect(sink.failures.s?.code).toBe('SNAPSHOT_SHRANK');
  });

  it('refuses another tenant', () => {
    const sink = new MemorySink();
    sink.apply({ type: 'tenant', id: 'T1', name: 'One' });

    expect(() => sink.apply({ type: 'tenant', id: 'T2', name: 'Two' })).toThrow('T2');
  });
});
