import { scopeOf } from '../../quota/tenant-scope.js';
import type { FindingDraft } from '../check.js';
import { asShare, defineSetCheck, inUnits, judged } from '../judgement.js';

interface Reading {
  readonly name: string;
  readonly used: number;
  readonly max: number;
  readonly readAt: Date;
}

/** Quotas of the provider that are nearly used up. */
export const collectorQuotaAnomaly = defineSetCheck({
  id: 'collector-quota-anomaly',
  version: 1,
  title: 'Provider’s quota nearly used up',
  question: 'Are the provider’s limits about to be reached?',
  category: 'data-quality',
  entities: [],
  fields: [],
  severityRule: 'Medium from `warnShare`; high from `highShare`.',
  thresholds: {
    warnShare: asShare(0.75, 'Used share of a quota that is worth a warning'),
    highShare: asShare(0.9, 'Used share that is of high severity'),
    hours: inUnits(48, 'hours', 'Readings that are older say nothing of now', 720),
  },
  explanation:
    'Quotas are shared by everything that talks to the provider. When one is used up, integrations stop, this one before them. A stolen token that reads everything shows here as well.',
  remediation: 'Find the application that spends most, and slow it down or buy more.',
  references: {
    attack: ['T1499'],
    controls: ['ISO 27001 A.8.6', 'SOC 2 A1.1'],
  },
  closes: 'absent',
  async judge({ pool, integrationId, now, thresholds }) {
    const { rows: owners } = await pool.query<{ plugin: string; tenant: string | null }>(
      'SELECT plugin_id AS plugin, tenant_id AS tenant FROM rollcall.integration WHERE id = $1',
      [integrationId],
    );
    const owner = owners[0];
    if (!owner?.tenant) return { status: 'unavailable', reason: 'the tenant is not known yet' };
    const { rows } = await pool.query<Reading>(
      `SELECT name, used, max, read_at AS "readAt" FROM rollcall.quota
       WHERE scope = $1 AND used IS NOT NULL AND max > 0 AND read_at > $2 ORDER BY name`,
      [scopeOf(owner.plugin, owner.tenant), new Date(now.getTime() - thresholds.hours * 3_600_000)],
    );
    if (rows.length === 0) return { status: 'unavailable', reason: 'no quota was read lately' };
    return judged(
      rows
        .filter(({ used, max }) => used >= thresholds.warnShare * max)
        .map((reading) => findingOf(reading, thresholds.highShare)),
    );
  },
});

function findingOf({ name, used, max, readAt }: Reading, highShare: number): FindingDraft {
  const percent = Math.floor((100 * used) / max);
  return {
    subject: name,
    severity: used >= highShare * max ? 'high' : 'medium',
    title: `${percent} % of the quota “${name}” is used: ${used.toLocaleString('en-US')} of ${max.toLocaleString('en-US')}`,
    accounts: [],
    evidence: { facts: { quota: name, used, max, percent } },
    firstAt: readAt,
    lastAt: readAt,
  };
}
