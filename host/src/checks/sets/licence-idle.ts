import type { FindingDraft, SetCheckContext } from '../check.js';
import { asShare, defineSetCheck, inDays, inUnits, judged } from '../judgement.js';
import { heldLicences } from '../sql/held-licences.js';
import { readUnused, type UnusedAccount } from '../sql/unused-accounts.js';
import { counted, daysBefore, daysBetween, listed } from '../wording.js';

interface Seat {
  readonly accountId: string;
  readonly licenceId: string;
  readonly name: string;
  readonly total: number;
}

const thresholds = {
  days: inDays(60, 'Days without use after which a seat is idle'),
  idleShare: asShare(0.05, 'Share of a licence’s seats from which idle ones are of high severity'),
  idleSeats: inUnits(5, 'seats', 'How many must be idle at least for high severity'),
};

type Context = SetCheckContext<typeof thresholds>;

/** Seats that are paid for and that nobody uses. */
export const licenceIdle = defineSetCheck({
  id: 'licence-idle',
  version: 1,
  title: 'Unused account holds a paid licence',
  question: 'Which seats are paid for and used by nobody?',
  category: 'licence',
  entities: ['account', 'licence_pool'],
  fields: ['account.lastSignInAt', 'licence_pool.total'],
  severityRule:
    'Medium; high when at least `idleShare` of the licence’s seats, and `idleSeats` of them, are idle.',
  thresholds,
  explanation:
    'An account that is not used still takes up what was bought. A licence counts as paid where its seats are numbered and it is not known to be free. Deactivating gives the seat back; the bill only falls when fewer seats are renewed.',
  remediation:
    'Deactivate the account or move it to a smaller licence; buy fewer seats at the next renewal.',
  references: { controls: ['CIS 5.3', 'ISO 27001 A.5.18', 'SOC 2 CC6.2'] },
  closes: 'absent',
  async judge(context) {
    const since = daysBefore(context.now, context.thresholds.days);
    const unused = (await readUnused(context, since)).filter(({ lastUse, createdAt }) => {
      const from = lastUse ?? createdAt;
      return from !== null && from <= since;
    });
    const seats = await readSeats(context, unused);
    const byAccount = Map.groupBy(seats, ({ accountId }) => accountId);
    const byLicence = Map.groupBy(seats, ({ licenceId }) => licenceId);
    return judged(
      unused.flatMap((account) => {
        const held = byAccount.get(account.id);
        if (!held) return [];
        const idle = held.map(({ licenceId }) => byLicence.get(licenceId)?.length ?? 0);
        return [findingOf(account, held, idle, context)];
      }),
    );
  },
});

/** The paid seats that accounts hold. */
async function readSeats(
  context: Context,
  accounts: readonly UnusedAccount[],
): Promise<readonly Seat[]> {
  const { rows } = await context.pool.query<Seat>(
    `WITH ${heldLicences}
     SELECT h.account_id AS "accountId", h.licence_id AS "licenceId", p.name, p.total
     FROM held_licence h
     JOIN facts."licence_pools" p ON p.integration_id = $1 AND p.id = h.licence_id
       AND p.gone_at IS NULL AND p.total > 0 AND p.is_free IS NOT TRUE
     WHERE h.account_id = ANY ($2) ORDER BY h.layer, p.name, h.licence_id`,
    [context.integrationId, accounts.map(({ id }) => id)],
  );
  return rows;
}

function findingOf(
  account: UnusedAccount,
  held: readonly Seat[],
  idle: readonly number[],
  { now, thresholds: { idleShare, idleSeats } }: Context,
): FindingDraft {
  const { id, username, lastUse, createdAt, lastSeen } = account;
  const from = lastUse ?? createdAt ?? lastSeen;
  const days = daysBetween(from, now);
  const isMany = held.some(({ total }, index) => {
    const count = idle[index] ?? 0;
    return count >= idleSeats && count >= idleShare * total;
  });
  const names = held.map(({ name }) => name);
  const unused = lastUse ? 'not been used' : 'never been used';
  return {
    subject: id,
    severity: isMany ? 'high' : 'medium',
    title: `${username} has ${unused} for ${counted(days, 'day')} and holds ${listed(names)}`,
    accounts: [id],
    evidence: {
      ...(account.signInId ? { signInIds: [account.signInId] } : {}),
      records: [
        { entity: 'account', id },
        ...held.map((seat) => ({ entity: 'licence_pool' as const, id: seat.licenceId })),
      ],
      facts: { days, lastUse: lastUse?.toISOString() ?? null, licences: names },
    },
    firstAt: from,
    lastAt: lastSeen,
  };
}
