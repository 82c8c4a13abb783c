import type { Cursor } from '../connector/cursor.js';
import type { BatchMessage, CollectMessage } from '../connector/messages.js';
import type { EntityRecord } from '../entities/define-entity.js';
import { type ErrorData, RollcallError, toErrorData } from '../errors/rollcall-error.js';

interface Row {
  record: EntityRecord;
  pass: number;
  gone: boolean;
}

/** Applies messages as the host does: by id, cursor and records together, snapshots pass by pass. */
export class MemorySink {
  /** The last cursor of each stream: give them to the next run. */
  readonly cursors: Record<string, Cursor> = {};
  /** Streams that could not be read to their end, or whose snapshot shrank too much to believe. */
  readonly failures: Record<string, ErrorData> = {};
  /** Reason by stream. */
  readonly skipped: Record<string, string> = {};
  /** The tenant that the first message of its kind has bound. */
  tenantId: string | undefined;
  readonly #rows = new Map<string, Map<string, Row>>();
  readonly #passes = new Map<string, number>();

  /**
   * Applies one message of a run.
   * @throws `TENANT_CHANGED` when it names another tenant than before
   */
  apply(message: CollectMessage): void {
    if (message.type === 'tenant') this.#bind(message.id);
    else if (message.type === 'batch') this.#store(message);
    else if (message.type === 'failed') this.failures[message.stream] = message.error;
    else if (message.type === 'skipped') this.skipped[message.stream] = message.reason;
    else if (message.type === 'snapshotComplete') {
      this.#completePass(message.stream, message.visibility === 'all');
    }
  }

  /** The records of a stream that are not gone, in the order they were first seen. */
  records(stream: string): EntityRecord[] {
    return this.#select(stream, false);
  }

  /** The records of a stream that a later pass did not see. */
  gone(stream: string): EntityRecord[] {
    return this.#select(stream, true);
  }

  #select(stream: string, gone: boolean): EntityRecord[] {
    const rows = [...(this.#rows.get(stream)?.values() ?? [])];
    return rows.filter((row) => row.gone === gone).map((row) => row.record);
  }

  #bind(tenantId: string): void {
    this.tenantId ??= tenantId;
    if (this.tenantId !== tenantId) {
      throw new RollcallError('TENANT_CHANGED', `the tenant is ${tenantId}, not ${this.tenantId}`);
    }
  }

  #store({ stream, records, cursor }: BatchMessage): void {
    const rows = this.#rows.get(stream) ?? new Map<string, Row>();
    this.#rows.set(stream, rows);
    const pass = this.#passes.get(stream) ?? 0;
    for (const record of records) rows.set(record.id, { record, pass, gone: false });
    if (cursor !== undefined) this.cursors[stream] = cursor;
  }

  #completePass(stream: string, provesAbsence: boolean): void {
    const pass = this.#passes.get(stream) ?? 0;
    this.#passes.set(stream, pass + 1);
    const live = [...(this.#rows.get(stream)?.values() ?? [])].filter((row) => !row.gone);
    const unseen = live.filter((row) => row.pass !== pass);
    if (!provesAbsence || unseen.length === 0) return;
    if (unseen.length > Math.max(50, live.length * 0.2)) {
      const message = `${unseen.length} of ${live.length} records were not seen again`;
      this.failures[stream] = toErrorData(new RollcallError('SNAPSHOT_SHRANK', message));
      return;
    }
    for (const row of unseen) row.gone = true;
  }
}
