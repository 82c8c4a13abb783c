import type { FindingDraft, Judgement, SetCheckContext, Severity } from '../check.js';
import { defineSetCheck, inDays, judged, raised } from '../judgement.js';
import {
  readUnused,
  readUseHistory,
  type UnusedAccount,
  type UseHistory,
} from '../sql/unused-accounts.js';
import { counted, daysBefore, daysBetween } from '../wording.js';

const thresholds = {
  days: inDays(30, 'Days without use after which an account of a person is inactive'),
  serviceDays: inDays(30, 'Days without use after which a service account is inactive'),
  mediumDays: inDays(60, 'Days from which it is of medium severity'),
  highDays: inDays(90, 'Days from which it is of high severity'),
};

type Context = SetCheckContext<typeof thresholds>;

/** Accounts that were used once, and not for a long time. */
export const accountInactive = defineSetCheck({
  id: 'account-inactive',
  version: 1,
  title: 'Inactive account',
  question: 'Which enabled accounts has nobody used for a long time?',
  category: 'lifecycle',
  entities: ['account'],
  fields: [],
  severityRule:
    'Low; medium from `mediumDays`; high from `highDays`; one step more for an administrator.',
  thresholds,
  explanation:
    'An account that nobody uses is one that nobody watches. Use is the latest of what the provider tells, the last stored sign-in and the last use of a token. Where neither is known, the days are a lower bound and written with a plus sign. People on leave look the same.',
  remediation:
    'Ask the manager. Freeze the account after 60 days, deactivate it after 90; hand over what it owns first.',
  references: {
    attack: ['T1078'],
    controls: ['CIS 5.3', 'NIST 800-53 AC-2(3)', 'ISO 27001 A.5.18', 'SOC 2 CC6.2'],
  },
  closes: 'absent',
  judge,
});

async function judge(context: Context): Promise<Judgement> {
  const history = await readUseHistory(context);
  if (!history.isTold && !history.signInsSince) {
    return { status: 'unavailable', reason: 'neither last sign-ins nor sign-ins are collected' };
  }
  const { days, serviceDays } = context.thresholds;
  const unused = await readUnused(context, daysBefore(context.now, Math.min(days, serviceDays)));
  return judged(
    unused.flatMap((account) => {
      const since = sinceOf(account, history);
      const limit = account.kind === 'service' ? serviceDays : days;
      if (!since || since > daysBefore(context.now, limit)) return [];
      return [findingOf(account, since, history, context)];
    }),
  );
}

/**
 * Since when it is unused. An account of a person that never signed in is not told here; a machine's
 * is, since it was made. Where the provider tells no last sign-in, only the stored history counts.
 */
function sinceOf(account: UnusedAccount, { isTold, signInsSince }: UseHistory): Date | undefined {
  const { lastUse, createdAt, kind } = account;
  if (lastUse) return lastUse;
  if (isTold) return kind === 'service' ? (createdAt ?? undefined) : undefined;
  if (!createdAt || !signInsSince) return signInsSince ?? undefined;
  return createdAt > signInsSince ? createdAt : signInsSince;
}

function findingOf(
  account: UnusedAccount,
  since: Date,
  history: UseHistory,
  context: Context,
): FindingDraft {
  const days = daysBetween(since, context.now);
  const isLowerBound = !account.lastUse && !history.isTold;
  const used = account.lastUse || isLowerBound;
  return {
    subject: account.id,
    severity: severityOf(account, days, context),
    title: used
      ? `${account.username} has not been used for ${isLowerBound ? `${days}+ days` : counted(days, 'day')}`
      : `${account.username} has not been used since it was made ${counted(days, 'day')} ago`,
    accounts: [account.id],
    evidence: {
      ...(account.signal === 'sign-in' && account.signInId
        ? { signInIds: [account.signInId] }
        : {}),
      ...(account.signal === 'token' && account.tokenId ? { tokenIds: [account.tokenId] } : {}),
      records: [{ entity: 'account', id: account.id }],
      facts: {
        days,
        lastUse: account.lastUse?.toISOString() ?? null,
        signal: account.signal,
        kind: account.kind,
        tokensKnown: history.knowsTokens,
      },
    },
    firstAt: since,
    lastAt: account.lastSeen,
  };
}

function severityOf(account: UnusedAccount, days: number, { thresholds }: Context): Severity {
  const isMedium = days >= thresholds.mediumDays;
  const own = days >= thresholds.highDays ? 'high' : isMedium ? 'medium' : 'low';
  return raised(own, account.isAdministrator);
}
