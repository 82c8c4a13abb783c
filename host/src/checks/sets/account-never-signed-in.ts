import type { FindingDraft, SetCheckContext, Severity } from '../check.js';
import { defineSetCheck, inDays, judged } from '../judgement.js';
import { readUnused, type UnusedAccount } from '../sql/unused-accounts.js';
import { counted, daysBefore, daysBetween } from '../wording.js';

const thresholds = {
  graceDays: inDays(7, 'How long a new account may wait for its first sign-in', 365),
  mediumDays: inDays(90, 'Age from which an account that was never used is of medium severity'),
};

type Context = SetCheckContext<typeof thresholds>;

/** Accounts that were made and never used. */
export const accountNeverSignedIn = defineSetCheck({
  id: 'account-never-signed-in',
  version: 1,
  title: 'Account never signed in',
  question: 'Which enabled accounts were made but never used?',
  category: 'lifecycle',
  entities: ['account'],
  fields: ['account.createdAt', 'account.lastSignInAt'],
  severityRule: 'Low; medium once it is older than `mediumDays`; high when it is an administrator.',
  thresholds,
  explanation:
    'An account that nobody has used still costs a licence, and its invitation or first password may be taken up by somebody else. Use by an application with a token counts as use. It does not prove that the account is not needed: a person may start later.',
  remediation:
    'Ask the manager whether it is needed. If not, deactivate it and release its licences; if so, send a new invitation, which ends the old one.',
  references: {
    attack: ['T1078'],
    controls: ['CIS 5.3', 'NIST 800-53 AC-2(3)', 'ISO 27001 A.5.18', 'SOC 2 CC6.2'],
  },
  closes: 'absent',
  async judge(context) {
    const since = daysBefore(context.now, context.thresholds.graceDays);
    const unused = await readUnused(context, since);
    return judged(
      unused.flatMap((account) => {
        const { createdAt, lastUse, kind } = account;
        if (lastUse || !createdAt || createdAt >= since || kind === 'service') return [];
        return [findingOf(account, createdAt, context)];
      }),
    );
  },
});

function findingOf(account: UnusedAccount, createdAt: Date, context: Context): FindingDraft {
  const age = daysBetween(createdAt, context.now);
  return {
    subject: account.id,
    severity: severityOf(account, age, context),
    title: `${account.username} has never signed in since it was made ${counted(age, 'day')} ago`,
    accounts: [account.id],
    evidence: {
      records: [{ entity: 'account', id: account.id }],
      facts: { createdAt: createdAt.toISOString(), ageDays: age, kind: account.kind },
    },
    firstAt: createdAt,
    lastAt: account.lastSeen,
  };
}

function severityOf(account: UnusedAccount, age: number, { thresholds }: Context): Severity {
  if (account.isAdministrator) return 'high';
  return age >= thresholds.mediumDays ? 'medium' : 'low';
}
