import type { Clock } from '@rollcall/core';
import type { Pool } from 'pg';

import { type AccessReport, accessReport } from '../reports/access/access-report.js';
import { capabilityText } from '../reports/access/capability-words.js';
import type { Holder } from '../reports/access/holders.js';

/** A holder, with the capability in words. */
export interface TitledHolder extends Holder {
  readonly title: string;
}

/** What became of privileged capabilities between two moments. */
export interface AccessDifferences extends Pick<AccessReport, 'rightsChanges' | 'notes'> {
  readonly from: string;
  readonly to: string;
  readonly added: readonly TitledHolder[];
  readonly removed: readonly TitledHolder[];
  /** Held at both, but by other roles. */
  readonly changed: readonly { readonly before: TitledHolder; readonly after: TitledHolder }[];
}

/** Which moments are compared. */
export interface ComparedMoments {
  readonly from: Date;
  /** Now when absent. */
  readonly to?: Date | undefined;
  /** Only this integration. */
  readonly integrationId?: string | undefined;
  /** This version of Rollcall. */
  readonly version: string;
}

/** Who gained, lost, or holds otherwise, between two moments; the same as the access report tells. */
export async function listDifferences(
  pool: Pool,
  clock: Clock,
  moments: ComparedMoments,
): Promise<AccessDifferences> {
  const { difference, rightsChanges, notes, to } = await accessReport(pool, clock, moments);
  return {
    from: moments.from.toISOString(),
    to,
    added: (difference?.added ?? []).map(titled),
    removed: (difference?.removed ?? []).map(titled),
    changed: (difference?.changed ?? []).map(({ before, after }) => ({
      before: titled(before),
      after: titled(after),
    })),
    rightsChanges,
    notes,
  };
}

function titled(holder: Holder): TitledHolder {
  return { ...holder, title: capabilityText(holder.capability) };
}
