import { describe, expect, it } from 'vitest';

import { readBatch } from './read-batch.js';
import type { RecordCheck } from './record-check.js';

const anything: RecordCheck = () => undefined;
const read = (records: string) => readBatch({ stream: 'things', records }, anything);

describe('a batch', () => {
  it('is one record a line, each with its text', () => {
    const records = read('{"id":"a","n":1}\n{"id":"b","n":2}');

    expect(records).toEqual([
      { record: { id: 'a', n: 1 }, json: '{"id":"a","n":1}' },
      { record: { id: 'b', n: 2 }, json: '{"id":"b","n":2}' },
    ]);
  });

  it('may be empty', () => {
    expect(read('')).toEqual([]);
  });

  it('has each id once: the last of them counts', () => {
    expect(read('{"id":"a","n":1}\n{"id":"a","n":2}').map(({ record }) => record.n)).toEqual([2]);
  });

  it.each(['[]', 'null', '{"id":"a"', '{"id":"a"}\n', '{"id":"a"}\n\n{"id":"b"}', ' {"id":"a"}'])(
    'of something else is refused: %j',
    (records) => {
      expect(() => read(records)).toThrow(/of a batch of "things" is no JSON object/);
    },
  );
});
