import { asShare, defineSetCheck, inUnits, judged } from '../judgement.js';
import { poolFinding, readNumberedPools } from '../sql/licence-pools.js';
import { counted } from '../wording.js';

/** Licences of which no seat is left, or more are used than were bought. */
export const licencePoolExhausted = defineSetCheck({
  id: 'licence-pool-exhausted',
  version: 1,
  title: 'Licence nearly used up',
  question: 'Will the next person get a seat, and is the contract kept?',
  category: 'licence',
  entities: ['licence_pool'],
  fields: ['licence_pool.total', 'licence_pool.used'],
  severityRule: 'Medium; high when more seats are used than there are.',
  thresholds: {
    usedShare: asShare(0.95, 'Share of the seats from which a licence is nearly used up'),
    minSeats: inUnits(5, 'seats', 'Smaller licences are left out unless too many seats are used'),
  },
  explanation:
    'Without a free seat nobody can be added or reactivated. More used than bought is a breach of contract, or seats that were taken back while in use.',
  remediation: 'Take back unused seats first, then buy.',
  references: { controls: ['ISO 27001 A.8.6', 'SOC 2 A1.1'] },
  closes: 'absent',
  async judge(context) {
    const { usedShare, minSeats } = context.thresholds;
    const pools = await readNumberedPools(context);
    return judged(
      pools.flatMap((pool) => {
        const { name, total, used } = pool;
        if (used > total) {
          const title = `${name} is over-assigned: ${counted(used, 'seat')} used of ${total.toLocaleString('en-US')}`;
          return [poolFinding(pool, 'high', title)];
        }
        if (total < minSeats || used < usedShare * total) return [];
        const left = total - used;
        const title = `${name} has ${left === 0 ? 'no seat' : counted(left, 'seat')} left of ${total.toLocaleString('en-US')}`;
        return [poolFinding(pool, 'medium', title)];
      }),
    );
  },
});
