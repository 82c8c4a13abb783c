import type { Severity } from '../check.js';
import { defineSetCheck, judged } from '../judgement.js';
import { type CapabilityHolder, holderEvidence, readHolders } from '../sql/capability-holders.js';

const anyClient = 'oauth.use_any_client';

/** Who may let in applications that nobody approved. */
export const appAllowListBypass = defineSetCheck({
  id: 'app-allow-list-bypass',
  version: 1,
  title: 'May allow any application',
  question: 'Who may let in applications that nobody approved?',
  category: 'privilege',
  entities: ['account', 'role', 'role_assignment'],
  fields: ['role.capabilities'],
  severityRule:
    'Critical for the right to use any client; high for the right to allow applications that are not installed, medium when an administrator holds it, who could give it to himself.',
  thresholds: {},
  explanation:
    'Attackers ask people on the phone to allow a tool of theirs. Whoever holds this right can do that although applications must be approved.',
  remediation: 'Take the right away; install and approve applications instead.',
  references: {
    attack: ['T1528', 'T1550.001'],
    controls: ['CIS 2.5', 'NIST 800-53 CM-7(5)', 'ISO 27001 A.8.19', 'SOC 2 CC6.8'],
  },
  closes: 'absent',
  async judge(context) {
    const holders = await readHolders(context, [anyClient, 'oauth.approve_uninstalled']);
    return judged(
      holders
        .filter(({ kind }) => kind !== 'system')
        .map((holder) => ({
          subject: holder.id,
          severity: severityOf(holder),
          title: `${holder.username} may ${holder.capabilities.includes(anyClient) ? 'use any application’s client' : 'allow applications that are not installed'}`,
          accounts: [holder.id],
          evidence: holderEvidence(holder),
          firstAt: holder.createdAt ?? holder.lastSeen,
          lastAt: holder.lastSeen,
        })),
    );
  },
});

function severityOf({ capabilities, isAdministrator }: CapabilityHolder): Severity {
  if (capabilities.includes(anyClient)) return 'critical';
  return isAdministrator ? 'medium' : 'high';
}
