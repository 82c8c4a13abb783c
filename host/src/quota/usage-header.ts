import type { ManifestQuota } from '@rollcall/core';

import { compilePattern } from '../plugins/pattern.js';
import { atPointer } from './json-pointer.js';

/** What the provider says of one quota, in its own unit. `used` may exceed `limit`. */
export interface UsageReading {
  readonly used: number;
  readonly limit: number;
}

type UsageHeader = NonNullable<ManifestQuota['usage']['header']>;
type UsageEndpoint = NonNullable<ManifestQuota['usage']['endpoint']>;

const maxHeaderLength = 4_096;
const maxMatches = 16;

/**
 * Reads usage from a response header. `undefined` when the header is absent, does not match, or
 * holds numbers that cannot be right: the caller then counts the usage as unreadable. A header
 * that tells several usages (repeated, or joined by a proxy) counts as the one with least left.
 */
export function readUsageHeader(
  header: UsageHeader,
  value: string | undefined,
): UsageReading | undefined {
  if (value === undefined || value.length > maxHeaderLength) return undefined;
  let least: UsageReading | undefined;
  for (const groups of compilePattern(header.pattern).groups(value, maxMatches)) {
    const reading = toReading(groups.used, groups.remaining, groups.limit);
    if (reading === undefined) return undefined;
    if (least === undefined || left(reading) < left(least)) least = reading;
  }
  return least;
}

/** Reads usage from the JSON of the quota's endpoint; `undefined` as for the header. */
export function readUsageEndpoint(
  endpoint: UsageEndpoint,
  document: unknown,
): UsageReading | undefined {
  const at = (pointer: string | undefined) =>
    pointer === undefined ? undefined : atPointer(document, pointer);
  return toReading(at(endpoint.used), at(endpoint.remaining), at(endpoint.limit));
}

function toReading(used: unknown, remaining: unknown, limit: unknown): UsageReading | undefined {
  const most = toCount(limit);
  if (most === undefined || most < 0) return undefined;
  const rest = toCount(remaining);
  const spent = used === undefined && rest !== undefined ? most - rest : toCount(used);
  if (spent === undefined || spent < 0 || !Number.isSafeInteger(spent)) return undefined;
  return { used: spent, limit: most };
}

function toCount(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : undefined;
  if (typeof value !== 'string' || !/^-?\d{1,16}$/.test(value)) return undefined;
  const count = Number(value);
  return Number.isSafeInteger(count) ? count : undefined;
}

function left(reading: UsageReading): number {
  return reading.limit - reading.used;
}
