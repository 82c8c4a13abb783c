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
    collectorId: typeof saved.collectorId === 'string' ? saved.collectorId : undefined,
    learnedAt,
    permissions: typeof saved.permissions === 'string' ? saved.permissions : '',
  };
}

/** The form that a cursor keeps. */
export function writeKnowledge(knowledge: Knowledge): JsonValue {
  return {
    version: apiVersionNumber,
    learnedAt: knowledge.learnedAt,
    permissions: knowledge.permissions,
    absent: Object.fromEntries(knowledge.absent),
    described: Object.fromEntries(knowledge.described),
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
    knowledge.collectorId = undefined;
  }
  knowledge.permissions = now;
}

function lists(value: unknown): Map<string, readonly string[]> {
  const entries = isRow(value) ? Object.entries(value) : [];
  return new Map(entries.map(([key, list]) => [key, texts(list)]));
}

function texts(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value.filter((entry): entry is string => typeof entry === 'string');
}
