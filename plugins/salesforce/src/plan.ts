import type { PlanMessage, StreamPlan } from '@rollcall/core';

import { compositeQueries } from './api/composite.js';
import { pageSize } from './api/version.js';
import type { Knowledge } from './reading/knowledge.js';
import { signInStream } from './streams/sign-ins.js';
import { snapshotStreams } from './streams/streams.js';
import { tenantStream } from './streams/tenant.js';
import type { Survey } from './survey.js';

/** What each stream is expected to cost. Requests that streams share are told with the first of them. */
export function planOf(
  streams: readonly string[],
  survey: Survey,
  knowledge: Knowledge,
): PlanMessage {
  const plans = new Map<string, StreamPlan>();
  const surveyed = Math.ceil((survey.counts.size + 1) / compositeQueries);
  let shared = surveyed + (knowledge.collectorId === undefined ? 1 : 0) + snapshotRounds(streams);
  const counted = new Set<string>();
  for (const stream of streams) {
    const own = ownRequests(stream, survey, counted);
    const described = stream === 'roles' && knowledge.permissionFields === undefined ? 1 : 0;
    plans.set(stream, {
      records: recordsOf(stream, survey),
      requests: own + described + shared,
      transport: 'REST',
    });
    shared = 0;
  }
  return { type: 'plan', streams: Object.fromEntries(plans) };
}

/** Composites for the first pages of the tables: those that others refer to, then the rest. */
function snapshotRounds(streams: readonly string[]): number {
  const on = snapshotStreams.filter((stream) => streams.includes(stream.name));
  const kept = new Set(on.flatMap((stream) => [...stream.needs, ...stream.uses]).map((t) => t.key));
  const others = new Set(
    on.flatMap((stream) => stream.sources.map((source) => source.table.key)),
  ).difference(kept);
  return Math.ceil(kept.size / compositeQueries) + Math.ceil(others.size / compositeQueries);
}

/** Pages beyond the first ones, each object once. */
function ownRequests(stream: string, survey: Survey, counted: Set<string>): number {
  if (stream === signInStream) return Math.max(1, pagesOf(survey, 'LoginHistory'));
  const sources = snapshotStreams.find((entry) => entry.name === stream)?.sources ?? [];
  let requests = 0;
  for (const { table } of sources) {
    if (!counted.has(table.key)) requests += Math.max(0, pagesOf(survey, table.object) - 1);
    counted.add(table.key);
  }
  return requests;
}

function pagesOf(survey: Survey, object: string): number {
  return Math.ceil((survey.counts.get(object) ?? 0) / pageSize);
}

function recordsOf(stream: string, survey: Survey): number {
  const count = (object: string): number => survey.counts.get(object) ?? 0;
  switch (stream) {
    case tenantStream:
      return 1;
    case 'accounts':
      return count('User');
    case 'licence-pools':
      return count('UserLicense') + count('PermissionSetLicense');
    case 'licence-assignments':
      return count('User') + count('PermissionSetLicenseAssign');
    case 'roles':
      return count('PermissionSet') + count('UserRole');
    case 'role-assignments':
      return Math.max(count('User'), count('PermissionSetAssignment'));
    case signInStream:
      return count('LoginHistory');
    default:
      return 0;
  }
}
