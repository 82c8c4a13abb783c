import { type EntityRecord, RollcallError } from '@rollcall/core';

import type { RecordCheck } from './record-check.js';
import type { SinkBatch } from './sink.js';

/** A record, and the JSON text that it came as: an object on one line. */
export interface ReadRecord {
  readonly record: EntityRecord;
  readonly json: string;
}

/**
 * The records of a batch, checked, each id once: the last of a batch counts.
 * @throws `RECORD_INVALID`
 */
export function readBatch(batch: SinkBatch, check: RecordCheck): readonly ReadRecord[] {
  if (batch.records === '') return [];
  const lines = batch.records.split('\n');
  const values = lines.map((line, index): unknown => {
    try {
      if (line.startsWith('{')) return JSON.parse(line);
    } catch {
      // told below, without a value
    }
    throw new RollcallError(
      'RECORD_INVALID',
      `record ${index + 1} of a batch of "${batch.stream}" is no JSON object`,
    );
  });
  check(values);
  const byId = new Map<string, ReadRecord>();
  for (const [index, record] of values.entries()) {
    byId.set(record.id, { record, json: lines[index] ?? '' });
  }
  return [...byId.values()];
}
