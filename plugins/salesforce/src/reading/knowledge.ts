import type { JsonValue } from '@rollcall/core';

import { isRow } from '../api/row.js';
import { apiVersionNumber } from '../api/version.js';

/**
 * What was learned of the org and need not be asked again: which fields are absent, which privileged
 * permissions and feature licences exist, who the run-as user is. Kept in the streams' cursors.
 */
export interface Knowledge {
  /** Fields that the user may not see, by table key. */
  readonly absent: Map<string, readonly string[]>;
  /** Fields that differ from org to org and that this one has, by table key. */
  readonly described: Map<string, readonly string[]>;
  /** Rows of each table when it was last read to its end, by table key. */
  readonly counts: Map<string, number>;
  /** Objects that the org did not read by Bulk; `*` for all of them. */
  readonly withoutBulk: Set<string>;
  /** Rows of the largest page of a long query that came inside a composite; `undefined` before one did. */
  compositeRows: number | undefined;
  /** Id of the run-as user, where known. */
  collectorId: string | undefined;
  /** When the oldest part was learned; ISO 8601. */
  readonly learnedAt: string;
  /** The permissions that the user held then: with others everything is asked anew. */
  permissions: string;
}

const maxAgeMs = 7 * 24 * 3_600_000;

/** Knowledge of nothing. */
export function newKnowledge(now: Date): Knowledge {
  return {
    absent: new Map(),
    described: new Map(),
    counts: new Map(),
    withoutBulk: new Set(),
    compositeRows: undefined,
    collectorId: undefined,
    learnedAt: now.toISOString(),
    permissions: '',
  };
}

/** The knowledge in a cursor; that of nothing when it is of another API version or over a week old. */
export function readKnowledge(saved: unknown, now: Date): Knowledge {
  const fresh = newKnowledge(now);
  if (!isRow(saved) || saved.version !== apiVersionNumber) return fresh;
  const learnedAt = saved.learnedAt;
  if (typeof learnedAt !== 'string') return fresh;
  if (!(Math.abs(now.getTime() - Date.parse(learnedAt)) < maxAgeMs)) return fresh;
  return {
    absent: lists(saved.absent),
    described: lists(saved.described),
    counts: numbers(saved.counts),
    withoutBulk: new Set(texts(saved.withoutBulk)),
    compositeRows: typeof saved.compositeRows === 'number' ? saved.compositeRows : undefined,
    collectorId: typeof saved.collectorId === 'string' ? saved.collectorId : undefined,
    learnedAt,
    permissions: typeof saved.permissions === 'string' ? saved.permissions : '',
  };
}

/**
 * The latest of several, with what the others of the same age know besides: each stream keeps what
 * was known when its last page came.
 */
export function mergeKnowledge(all: readonly Knowledge[]): Knowledge | undefined {
  const sorted = [...all].sort((one, other) => (one.learnedAt < other.learnedAt ? 1 : -1));
  const [newest, ...others] = sorted;
  if (newest === undefined) return undefined;
  for (const other of others) {
    const isSame = other.learnedAt === newest.learnedAt && other.permissions === newest.permissions;
    if (!isSame) continue;
    for (const [key, fields] of other.absent) {
      newest.absent.set(key, [...new Set([...(newest.absent.get(key) ?? []), ...fields])]);
    }
    for (const [key, fields] of other.described) newest.described.set(key, fields);
    for (const [key, count] of other.counts) newest.counts.set(key, count);
    for (const object of other.withoutBulk) newest.withoutBulk.add(object);
    newest.compositeRows ??= other.compositeRows;
  }
  return newest;
}

/** The form that a cursor keeps. */
export function writeKnowledge(knowledge: Knowledge): JsonValue {
  return {
    version: apiVersionNumber,
    learnedAt: knowledge.learnedAt,
    permissions: knowledge.permissions,
    absent: Object.fromEntries(knowledge.absent),
    described: Object.fromEntries(knowledge.described),
    ...(knowledge.withoutBulk.size > 0 ? { withoutBulk: [...knowledge.withoutBulk] } : {}),
    ...(knowledge.compositeRows === undefined ? {} : { compositeRows: knowledge.compositeRows }),
    counts: Object.fromEntries(knowledge.counts),
    ...(knowledge.collectorId === undefined ? {} : { collectorId: knowledge.collectorId }),
  };
}

/** Remembers that the user may not see `fields` of a table. */
export function learnAbsent(knowledge: Knowledge, key: string, fields: readonly string[]): void {
  knowledge.absent.set(key, [...(knowledge.absent.get(key) ?? []), ...fields]);
}

/** Forgets what depends on permissions when they are not those of then. */
export function checkPermissions(
  knowledge: Knowledge,
  held: ReadonlySet<string> | undefined,
): void {
  const now = held === undefined ? '?' : [...held].sort().join(',');
  if (knowledge.permissions === now) return;
  if (knowledge.permissions !== '') {
    const own = knowledge.absent.get('UserPermissionAccess');
    knowledge.absent.clear();
    if (own) knowledge.absent.set('UserPermissionAccess', own);
    knowledge.described.clear();
    knowledge.withoutBulk.clear();
    knowledge.counts.clear();
    knowledge.collectorId = undefined;
  }
  knowledge.permissions = now;
}

function lists(value: unknown): Map<string, readonly string[]> {
  const entries = isRow(value) ? Object.entries(value) : [];
  return new Map(entries.map(([key, list]) => [key, texts(list)]));
}

function numbers(value: unknown): Map<string, number> {
  const entries = isRow(value) ? Object.entries(value) : [];
  return new Map(
    entries.flatMap(([key, count]) => (typeof count === 'number' ? [[key, count] as const] : [])),
  );
}

function texts(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value.filter((entry): entry is string => typeof entry === 'string');
}
