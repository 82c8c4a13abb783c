import type { BatchMessage, CollectMessage, CountedMessage } from '../connector/messages.js';
import type { Entity, EntityField, EntityRecord } from '../entities/define-entity.js';
import { RollcallError } from '../errors/rollcall-error.js';

const maxCursorBytes = 64 * 1024;
const maxBatchBytes = 16 * 1024 * 1024;

/** What the messages of one run are checked against. */
export interface ContractCheckOptions {
  /** Names of the run's streams. */
  readonly streams: readonly string[];
  /** Entity of a stream, to check its records against. Streams that are not named are not checked. */
  readonly entities?: Readonly<Record<string, Entity>>;
}

/** Checks the messages of one run, one by one, as the host would. */
export class ContractCheck {
  readonly #options: ContractCheckOptions;
  readonly #ended = new Map<string, string>();
  #tenantId: string | undefined;

  /** One object for each run. */
  constructor(options: ContractCheckOptions) {
    this.#options = options;
  }

  /** @throws `HOOK_PROTOCOL` or `RECORD_INVALID`, saying which rule the message breaks */
  check(message: CollectMessage): void {
    if (message.type === 'tenant') this.#checkTenant(message.id);
    if ('stream' in message) this.#checkStream(message.type, message.stream);
    if (message.type === 'batch') this.#checkBatch(message);
    if (message.type === 'wait' && Number.isNaN(Date.parse(message.until))) {
      throw breach(`"wait" until ${message.until}, which is no instant`);
    }
    if (message.type === 'progress' && !(message.fraction >= 0 && message.fraction <= 1)) {
      throw breach(`a progress of ${message.fraction}, which is not from 0 to 1`);
    }
    if (message.type === 'counted') checkCounted(message);
  }

  #checkTenant(id: string): void {
    if (typeof id !== 'string' || id === '') throw breach('a tenant without an id');
    this.#tenantId ??= id;
    if (this.#tenantId !== id) throw breach(`a second tenant, ${id} after ${this.#tenantId}`);
  }

  #checkStream(type: string, stream: string): void {
    if (!this.#options.streams.includes(stream)) {
      throw breach(`"${type}" for the stream ${stream}, which is not in the run`);
    }
    const ended = this.#ended.get(stream);
    if (ended !== undefined) throw breach(`"${type}" for ${stream} after its "${ended}"`);
    if (type === 'snapshotComplete' || type === 'skipped' || type === 'failed') {
      this.#ended.set(stream, type);
    }
  }

  #checkBatch({ stream, records, cursor }: BatchMessage): void {
    if (this.#tenantId === undefined) throw breach('a batch before the tenant');
    const bytes = jsonBytes(records, `the records of ${stream}`);
    if (bytes > maxBatchBytes) throw breach(`a batch of ${stream} above 16 MiB`);
    if (cursor !== undefined && jsonBytes(cursor, `the cursor of ${stream}`) > maxCursorBytes) {
      throw breach(`a cursor of ${stream} above 64 KiB`);
    }
    const entity = this.#options.entities?.[stream];
    for (const record of records) checkRecord(stream, record, entity);
  }
}

function checkCounted({ stream, from, to, count }: CountedMessage): void {
  if (!Number.isSafeInteger(count) || count < 0) {
    throw breach(`a count of ${count} records of ${stream}`);
  }
  if (Date.parse(from) < Date.parse(to)) return;
  throw breach(`a count of ${stream} from ${from} to ${to}, which is no span`);
}

function breach(what: string): RollcallError {
  return new RollcallError('HOOK_PROTOCOL', `the connector yielded ${what}`, {
    hint: 'Read "The contract" in the README of @rollcall/core.',
  });
}

/** The size as JSON; what JSON would drop or bend is refused, because the host would not see it. */
function jsonBytes(value: unknown, what: string): number {
  const refused = findUnserialisable(value, what);
  if (refused !== undefined) {
    throw new RollcallError('RECORD_INVALID', `${refused} cannot be written as JSON`);
  }
  return Buffer.byteLength(JSON.stringify(value));
}

function findUnserialisable(
  value: unknown,
  path: string,
  above: readonly unknown[] = [],
): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : path;
  if (['string', 'boolean', 'undefined'].includes(typeof value) || value === null) return undefined;
  if (typeof value !== 'object' || above.includes(value) || !isPlain(value)) return path;
  for (const [key, member] of Object.entries(value)) {
    const found = findUnserialisable(member, `${path}.${key}`, [...above, value]);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === Object.prototype || prototype === null;
}

function checkRecord(stream: string, record: EntityRecord, entity: Entity | undefined): void {
  if (typeof record.id !== 'string' || record.id === '') {
    throw new RollcallError('RECORD_INVALID', `a record of ${stream} has no id`);
  }
  if (entity === undefined) return;
  const unknown = Object.keys(record).find((name) => !isKnown(entity, name));
  if (unknown !== undefined) {
    throw new RollcallError(
      'RECORD_INVALID',
      `a record of ${stream} has the field ${unknown}, which the entity ${entity.name} lacks`,
      { hint: `Move it into "raw", or use one of: ${Object.keys(entity.fields).join(', ')}.` },
    );
  }
  for (const [name, field] of Object.entries(entity.fields)) {
    if (fits(field, record[name])) continue;
    const wanted = field.values?.join(', ') ?? field.kind;
    const value = JSON.stringify(record[name]) ?? 'absent';
    throw new RollcallError(
      'RECORD_INVALID',
      `the field ${name} of a record of ${stream} is ${value.slice(0, 80)}, not ${wanted}`,
    );
  }
}

function isKnown(entity: Entity, name: string): boolean {
  return name === 'id' || name === 'raw' || Object.hasOwn(entity.fields, name);
}

const shapes: Readonly<Record<EntityField['kind'], (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  integer: Number.isSafeInteger,
  number: Number.isFinite,
  instant: (value) =>
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value),
  date: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value),
  list: (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
};

function fits(field: EntityField, value: unknown): boolean {
  if (value === undefined || value === null) return !field.required;
  if (!shapes[field.kind](value)) return false;
  return field.values === undefined || field.values.some((allowed) => allowed === value);
}
