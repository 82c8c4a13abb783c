import { defineSetCheck, inDays, judged } from '../judgement.js';
import { poolFinding, readNumberedPools } from '../sql/licence-pools.js';
import { counted, daysBetween } from '../wording.js';

/** Licences in use that end soon, or have ended. */
export const licencePoolExpiring = defineSetCheck({
  id: 'licence-pool-expiring',
  version: 1,
  title: 'Licence ends soon',
  question: 'Which licences in use end soon?',
  category: 'licence',
  entities: ['licence_pool'],
  fields: ['licence_pool.expiresOn'],
  severityRule: 'Medium; high when it has ended and is still assigned.',
  thresholds: { days: inDays(60, 'Days before its last day from which a licence ends soon') },
  explanation:
    'When a licence ends, its holders lose what it gives. The weeks before are the time to renew fewer seats, or none.',
  remediation: 'Compare the seats in use with those that are needed, then renew or take them back.',
  references: { controls: ['ISO 27001 A.8.6', 'SOC 2 A1.1'] },
  closes: 'absent',
  async judge(context) {
    const { now, thresholds } = context;
    const pools = await readNumberedPools(context);
    return judged(
      pools.flatMap((pool) => {
        if (pool.expiresOn === null || pool.used === 0) return [];
        const end = new Date(`${pool.expiresOn}T24:00:00Z`);
        const seats = `${counted(pool.used, 'seat')} in use`;
        if (end <= now) {
          const title = `${pool.name} ended on ${pool.expiresOn} with ${seats}`;
          return [poolFinding(pool, 'high', title)];
        }
        const left = daysBetween(now, end);
        if (left > thresholds.days) return [];
        const when = `in ${counted(left, 'day')}, on ${pool.expiresOn}`;
        return [poolFinding(pool, 'medium', `${pool.name} ends ${when}, with ${seats}`)];
      }),
    );
  },
});
