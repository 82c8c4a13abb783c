import { asShare, defineSetCheck, inUnits, judged } from '../judgement.js';
import { poolFinding, readNumberedPools } from '../sql/licence-pools.js';
import { counted } from '../wording.js';

/** Licences of which many seats were never given out. */
export const licencePoolUnderused = defineSetCheck({
  id: 'licence-pool-underused',
  version: 1,
  title: 'Seats that nobody holds',
  question: 'Of which licences were more seats bought than are held?',
  category: 'licence',
  entities: ['licence_pool'],
  fields: ['licence_pool.total', 'licence_pool.used'],
  severityRule: 'Always low.',
  thresholds: {
    usedShare: asShare(0.8, 'Share of the seats below which a licence is underused'),
    reserveShare: asShare(0.05, 'Share of the used seats that is kept for newcomers'),
    minSeats: inUnits(5, 'seats', 'How many must be spare at least'),
  },
  explanation:
    'Seats that nobody holds cost as much as others. It is judged by the numbers of the last collection; a plan to hire is a good reason for spare seats.',
  remediation: 'Renew fewer seats.',
  references: { controls: ['ISO 27001 A.8.6'] },
  closes: 'absent',
  async judge(context) {
    const { usedShare, reserveShare, minSeats } = context.thresholds;
    const pools = await readNumberedPools(context);
    return judged(
      pools.flatMap((pool) => {
        const { name, total, used, isFree } = pool;
        const spare = total - Math.ceil(used * (1 + reserveShare));
        if (isFree || used >= usedShare * total || spare < minSeats) return [];
        const title = `${name}: ${counted(spare, 'seat')} of ${total.toLocaleString('en-US')} could be given up`;
        return [poolFinding(pool, 'low', title)];
      }),
    );
  },
});
