import type { FindingDraft } from '../check.js';
import { defineSetCheck, inDays, judged } from '../judgement.js';
import { readUnused, type UnusedAccount } from '../sql/unused-accounts.js';
import { counted, daysBefore, daysBetween } from '../wording.js';

/** Administrators whom nobody uses. */
export const adminDormant = defineSetCheck({
  id: 'admin-dormant',
  version: 1,
  title: 'Dormant administrator',
  question: 'Which privileged accounts does nobody use?',
  category: 'privilege',
  entities: ['account', 'role', 'role_assignment'],
  fields: ['account.lastSignInAt', 'role.capabilities'],
  severityRule: 'Always high.',
  thresholds: {
    days: inDays(30, 'Days without use after which an administrator is dormant'),
  },
  explanation:
    'Whoever takes over an administrator that nobody uses has time: its owner will not notice. An account kept for emergencies looks the same; mute the finding with that reason and watch for its use instead.',
  remediation: 'Take the rights away now; deactivate the account after a review.',
  references: {
    attack: ['T1078.004'],
    controls: ['CIS 5.3', 'CIS 5.4', 'NIST 800-53 AC-6(7)', 'ISO 27001 A.8.2', 'SOC 2 CC6.3'],
  },
  closes: 'absent',
  async judge(context) {
    const since = daysBefore(context.now, context.thresholds.days);
    const unused = await readUnused(context, since);
    return judged(
      unused.flatMap((account) => {
        const from = account.lastUse ?? account.createdAt;
        if (!account.isAdministrator || account.kind === 'service' || !from) return [];
        return from > since ? [] : [findingOf(account, from, context.now)];
      }),
    );
  },
});

function findingOf(account: UnusedAccount, from: Date, now: Date): FindingDraft {
  const days = daysBetween(from, now);
  const since = account.lastUse ? `for ${counted(days, 'day')}` : `since it was made`;
  return {
    subject: account.id,
    severity: 'high',
    title: `${account.username} is an administrator that nobody has used ${since}`,
    accounts: [account.id],
    evidence: {
      records: [{ entity: 'account', id: account.id }],
      facts: { days, lastUse: account.lastUse?.toISOString() ?? null, signal: account.signal },
    },
    firstAt: from,
    lastAt: account.lastSeen,
  };
}
