import { type ManifestQuota, RollcallError } from '@rollcall/core';

import { compilePattern } from '../plugins/pattern.js';
import { atPointer } from './json-pointer.js';

/** What the cost of a request depends on. */
export interface CostedRequest {
  readonly method: string;
  /** Path of the URL, percent-encoded, without query. */
  readonly path: string;
  /** The body as JSON, where it is some. */
  readonly json: unknown;
}

/** Whether `quota` counts the request at all. */
export function isCounted(quota: ManifestQuota, request: CostedRequest): boolean {
  const { applies } = quota;
  return applies === undefined || forms(request).some((form) => compilePattern(applies).test(form));
}

/**
 * How much of `quota` the request spends. Every spelling of the path that a lenient server may take
 * for the same (encoded letters, doubled slashes) is tried, and the dearest counts.
 * @throws `QUOTA_UNREADABLE` when the cost depends on a body that cannot be read
 */
export function costOf(quota: ManifestQuota, request: CostedRequest): number {
  return Math.max(...forms(request).map((form) => costOfForm(quota, form, request.json)));
}

function costOfForm(quota: ManifestQuota, form: string, json: unknown): number {
  const rule = quota.cost?.find((candidate) => compilePattern(candidate.match).test(form));
  if (rule === undefined) return 1;
  if (typeof rule.cost === 'number') return rule.cost;
  const items = atPointer(json, rule.cost.perItemOf);
  if (!Array.isArray(items)) {
    throw new RollcallError(
      'QUOTA_UNREADABLE',
      `the cost of "${form.slice(0, 200)}" is not known: its body has no array at ${rule.cost.perItemOf}`,
      { hint: 'Report this to the publisher of the plugin.', retryable: false },
    );
  }
  return Math.max(1, items.length);
}

function forms(request: CostedRequest): readonly string[] {
  const plain = decoded(request.path).replace(/\/{2,}/g, '/');
  const trimmed = plain.length > 1 ? plain.replace(/\/$/, '') : plain;
  const paths = new Set([request.path, plain, trimmed]);
  return [...paths].map((path) => `${request.method} ${path}`.slice(0, 4_096));
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    // Not percent-encoding at all: the raw form is tried anyway.
    return path;
  }
}
