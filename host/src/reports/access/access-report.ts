import type { Clock } from '@rollcall/core';
import type { Pool } from 'pg';

import {
  type ChangeClass,
  readChanges,
  type SetUpChange,
} from '../../checks/sql/set-up-changes.js';
import { readDatasets } from '../datasets.js';
import { headerOf, type ReportHeader } from '../header.js';
import { type Reader, readOneMoment } from '../one-moment.js';
import { readTenants } from '../tenants.js';
import { countCapabilities, readHistoryStart, readPaths } from './access-facts.js';
import { capabilityText, reviewedCapabilities } from './capability-words.js';
import { type AccessDifference, differenceOf, type Holder, holdersOf } from './holders.js';

/** Which access is reported. */
export interface AccessReportOptions {
  /** This version of Rollcall. */
  readonly version: string;
  /** Only this integration. */
  readonly integrationId?: string | undefined;
  /** Compares with this moment. */
  readonly from?: Date | undefined;
  /** The moment as of which access is reported. Now when absent. */
  readonly to?: Date | undefined;
}

/** A capability, and how many hold it now. */
export interface ReportedCapability {
  readonly integrationId: string;
  readonly capability: string;
  readonly title: string;
  /** Whether its holders are listed one by one. */
  readonly isReviewed: boolean;
  readonly holders: number;
  readonly humans: number;
  readonly services: number;
}

/** A change to rights, as the provider's audit trail tells. */
export interface RightsChange {
  readonly integrationId: string;
  readonly auditEventId: string;
  readonly at: string;
  readonly class: ChangeClass;
  readonly actor: string | null;
  readonly delegate: string | null;
  readonly target: string | null;
  readonly role: string | null;
  readonly detail: string | null;
}

/** Who holds which capability, by which way, since when, and who gave it. */
export interface AccessReport {
  /** When the report was made. */
  readonly asOf: string;
  readonly header: ReportHeader;
  /** The moment that is compared with; null when nothing was compared. */
  readonly from: string | null;
  /** The moment as of which holders are listed. */
  readonly to: string;
  readonly capabilities: readonly ReportedCapability[];
  readonly holders: readonly Holder[];
  /** Null when nothing was compared. */
  readonly difference: AccessDifference | null;
  /** Changes to rights between the two moments, oldest first; the newest 20,000. */
  readonly rightsChanges: readonly RightsChange[];
  readonly notes: readonly string[];
}

/** The entities that the report rests on. */
const entities = ['account', 'role', 'role_assignment', 'audit_event'] as const;
/** As long as rows count as found by the first collection, also where `readPaths` says since when. */
const firstCollectionMs = 86_400_000;
const grantClasses = ['role_granted'] as const;
const rightsClasses = [
  'role_granted',
  'role_revoked',
  'privilege_granted',
  'privilege_revoked',
] as const;

/** Who can do what, as of a moment, and what became of it since another. */
export function accessReport(
  pool: Pool,
  clock: Clock,
  options: AccessReportOptions,
): Promise<AccessReport> {
  return readOneMoment(pool, (reader) => reportFrom(reader, clock.now(), options));
}

async function reportFrom(
  reader: Reader,
  now: Date,
  { version, integrationId, from, to = now }: AccessReportOptions,
): Promise<AccessReport> {
  const tenants = await readTenants(reader, integrationId);
  const parts: IntegrationAccess[] = [];
  for (const tenant of tenants) {
    parts.push(await accessOf(reader, { ...tenant, from, to, now }));
  }
  const content = {
    from: from?.toISOString() ?? null,
    to: to.toISOString(),
    capabilities: parts.flatMap(({ capabilities }) => capabilities),
    holders: parts.flatMap(({ holders }) => holders),
    difference: from
      ? {
          added: parts.flatMap(({ difference }) => difference?.added ?? []),
          removed: parts.flatMap(({ difference }) => difference?.removed ?? []),
          changed: parts.flatMap(({ difference }) => difference?.changed ?? []),
        }
      : null,
    rightsChanges: parts.flatMap(({ rightsChanges }) => rightsChanges),
    notes: parts.flatMap(({ notes }) => notes),
  };
  const header = headerOf(
    {
      tenants,
      datasets: await readDatasets(reader, entities, integrationId),
      parameters: {
        from: content.from,
        to: to === now ? 'now' : content.to,
        integration: integrationId ?? 'all',
      },
      prices: [],
    },
    to === now ? { ...content, to: 'now' } : content,
    { at: now, version },
  );
  return { asOf: now.toISOString(), header, ...content };
}

interface IntegrationScope {
  readonly integrationId: string;
  readonly name: string;
  readonly from: Date | undefined;
  readonly to: Date;
  readonly now: Date;
}

type IntegrationAccess = Pick<
  AccessReport,
  'capabilities' | 'holders' | 'difference' | 'rightsChanges' | 'notes'
>;

async function accessOf(reader: Reader, scope: IntegrationScope): Promise<IntegrationAccess> {
  const { integrationId, from, to, now } = scope;
  const source = { pool: reader, integrationId };
  const start = await readHistoryStart(reader, integrationId);
  const grants = await readChanges(source, grantClasses, new Date(0));
  const heldAt = async (at: Date): Promise<readonly Holder[]> => {
    const wanted = { integrationId, capabilities: reviewedCapabilities, at, accountId: null };
    return holdersOf(integrationId, await readPaths(reader, wanted), grants);
  };
  const holders = await heldAt(to);
  const since = from && start ? comparedSince(from, start, to) : from;
  const changes = from ? await readChanges(source, rightsClasses, from) : [];
  return {
    capabilities: (await countCapabilities(reader, integrationId, now)).map((count) => ({
      integrationId,
      title: capabilityText(count.capability),
      isReviewed: reviewedCapabilities.includes(count.capability),
      ...count,
    })),
    holders,
    difference: since ? differenceOf(await heldAt(since), holders) : null,
    rightsChanges: changes
      .filter(({ time }) => time <= to)
      .map((change) => rightsChange(integrationId, change)),
    notes: notesOf(scope, start),
  };
}

/**
 * Before the first collection nobody held anything, as far as is known, and that one may take a while:
 * what it found is no difference. Pure.
 */
export function comparedSince(from: Date, start: Date, to: Date): Date {
  if (from >= start) return from;
  const known = new Date(start.getTime() + firstCollectionMs);
  return known < to ? known : to;
}

function rightsChange(integrationId: string, change: SetUpChange): RightsChange {
  return {
    integrationId,
    auditEventId: change.id,
    at: change.time.toISOString(),
    class: change.class,
    actor: change.actor,
    delegate: change.delegate,
    target: change.target,
    role: change.objectName,
    detail: change.detail,
  };
}

function notesOf({ name, from }: IntegrationScope, start: Date | null): readonly string[] {
  if (!start) return [`${name}: no roles were collected, so that nothing is known of access.`];
  if (!from || from >= start) return [];
  return [
    `${name}: assignments are known since ${minuteText(start)}; the comparison begins there.`,
  ];
}

/** A minute for people: `2026-05-01 12:30 UTC`. */
function minuteText(instant: Date): string {
  return `${instant.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
