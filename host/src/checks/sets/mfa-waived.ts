import { defineSetCheck, inUnits, judged } from '../judgement.js';
import { holderEvidence, readHolders } from '../sql/capability-holders.js';

/** Who is exempt from MFA or single sign-on. */
export const mfaWaived = defineSetCheck({
  id: 'mfa-waived',
  version: 1,
  title: 'Exempt from MFA or single sign-on',
  question: 'Who is exempt from the controls?',
  category: 'credential',
  entities: ['account', 'role', 'role_assignment'],
  fields: ['role.capabilities'],
  severityRule: 'High; low while no more accounts are exempt than emergencies need.',
  thresholds: {
    emergencyAccounts: inUnits(2, 'accounts', 'As many may be exempt for emergencies', 100),
  },
  explanation:
    'An exempt account needs a password alone. One or two for emergencies are usual, and should be watched.',
  remediation: 'Take the exemption away; write down which accounts are for emergencies.',
  references: {
    attack: ['T1556.006'],
    controls: ['CIS 6.3', 'NIST 800-53 IA-2(1)', 'ISO 27001 A.8.5', 'SOC 2 CC6.1'],
  },
  closes: 'absent',
  async judge(context) {
    const all = await readHolders(context, ['mfa.waived', 'sso.bypass']);
    const exempt = all.filter(({ kind }) => kind === 'human' || kind === 'external');
    const isFew = exempt.length <= context.thresholds.emergencyAccounts;
    return judged(
      exempt.map((holder) => ({
        subject: holder.id,
        severity: isFew ? 'low' : 'high',
        title: `${holder.username} is exempt from ${holder.capabilities.includes('mfa.waived') ? 'MFA' : 'single sign-on'}`,
        accounts: [holder.id],
        evidence: holderEvidence(holder),
        firstAt: holder.createdAt ?? holder.lastSeen,
        lastAt: holder.lastSeen,
      })),
    );
  },
});
