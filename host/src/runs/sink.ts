import type { ManifestStream } from '@rollcall/core';

/** A batch as it came from the hook process. */
export interface SinkBatch {
  /** Name of the stream. */
  readonly stream: string;
  /** JSON text of the records, one a line. */
  readonly records: string;
  /** JSON text of the cursor, when the batch moves the checkpoint. */
  readonly cursor?: string | undefined;
}

/** What a commit did. */
export interface SinkCounts {
  /** Records in the batch. */
  readonly records: number;
  /** Of them, not known before. */
  readonly inserted: number;
  /** Of them, known with another content, or gone before. */
  readonly updated: number;
}

/** What the end of a snapshot pass did. */
export interface PassEnd {
  /** Records marked as gone. */
  readonly gone: number;
  /** Why nothing was marked, for people. */
  readonly note?: string;
}

/** Where a run's records go: the store, or a folder. One run at a time uses one. */
export interface Sink {
  /** Where the stream continues, as JSON text; opens a pass where the stream is a snapshot. */
  open(stream: ManifestStream): Promise<string | undefined>;
  /**
   * Stores records and checkpoint together, or neither.
   * @throws `LEASE_LOST`, `RECORD_INVALID`, `DISK_FULL`
   */
  commit(batch: SinkBatch): Promise<SinkCounts>;
  /**
   * Ends the pass of a snapshot stream.
   * @throws `LEASE_LOST`, `SNAPSHOT_SHRANK`
   */
  completePass(stream: string, visibility: 'all' | 'own' | 'unknown'): Promise<PassEnd>;
  /**
   * What was committed of a stream so far in this run. A sink that keeps the counters of the run with
   * its records has none to give.
   */
  written?(stream: string): SinkCounts | undefined;
  /** Frees what it holds; what is not complete is not kept where it would look whole. */
  close(isComplete: boolean): Promise<void>;
}
