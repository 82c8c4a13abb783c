import { asShare, defineSetCheck, inUnits, judged } from '../judgement.js';
import { poolFinding, readNumberedPools } from '../sql/licence-pools.js';
import { counted } from '../wording.js';

interface Held {
  readonly licenceId: string;
  readonly held: number;
  readonly active: number;
}

/** Licences of which the provider counts other seats than were collected. */
export const licenceCountMismatch = defineSetCheck({
  id: 'licence-count-mismatch',
  version: 1,
  title: 'Licence counts differ',
  question: 'Do the collected seats add up to what the provider counts?',
  category: 'data-quality',
  entities: ['account', 'licence_pool', 'licence_assignment'],
  fields: ['licence_pool.used'],
  severityRule: 'Always low.',
  thresholds: {
    share: asShare(0.05, 'Share of the provider’s count from which a difference matters'),
    seats: inUnits(2, 'seats', 'How many seats must differ at least'),
  },
  explanation:
    'Reports of unused seats rest on the collected assignments. Where they do not add up to the provider’s count, some were not collected, or the provider counts at another time.',
  remediation: 'Collect again; test whether the integration may see every account and assignment.',
  references: { controls: ['ISO 27001 A.5.9', 'SOC 2 CC2.1'] },
  closes: 'absent',
  async judge(context) {
    const { share, seats } = context.thresholds;
    const pools = (await readNumberedPools(context)).filter(({ layer }) => layer !== 'feature');
    const { rows } = await context.pool.query<Held>(
      `SELECT l.licence_id AS "licenceId", count(*) AS held,
         count(*) FILTER (WHERE a.state <> 'deactivated') AS active
       FROM facts."licence_assignments" l
       JOIN facts."accounts" a ON a.integration_id = $1 AND a.id = l.account_id AND a.gone_at IS NULL
       WHERE l.integration_id = $1 AND l.gone_at IS NULL GROUP BY l.licence_id`,
      [context.integrationId],
    );
    const found = new Map(rows.map((row) => [row.licenceId, row]));
    return judged(
      pools.flatMap((pool) => {
        // Some licences are counted for active accounts alone: the nearer of both counts is meant.
        const { held = 0, active = 0 } = found.get(pool.id) ?? {};
        const ours = Math.abs(pool.used - active) < Math.abs(pool.used - held) ? active : held;
        const difference = Math.abs(pool.used - ours);
        if (difference < seats || difference <= share * pool.used) return [];
        const title = `${pool.name}: ${counted(ours, 'seat')} collected, but the provider counts ${pool.used.toLocaleString('en-US')}`;
        return [poolFinding(pool, 'low', title)];
      }),
    );
  },
});
