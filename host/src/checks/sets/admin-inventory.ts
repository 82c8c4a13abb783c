import type { Severity } from '../check.js';
import { defineSetCheck, judged } from '../judgement.js';
import {
  type CapabilityHolder,
  holderEvidence,
  privilegedCapabilities,
  readHolders,
} from '../sql/capability-holders.js';
import { listed } from '../wording.js';

/** Who can read or change everything. */
export const adminInventory = defineSetCheck({
  id: 'admin-inventory',
  version: 1,
  title: 'Holder of privileged rights',
  question: 'Who can read or change everything?',
  category: 'privilege',
  entities: ['account', 'role', 'role_assignment'],
  fields: ['role.capabilities'],
  severityRule:
    'Medium for an administrator, high when it is a service account; info for holders of a part of these rights.',
  thresholds: {},
  explanation:
    'An inventory: rights over all data, accounts, roles, code or policies, added up over profile, permission sets and groups. An administrator may change all data, or read all of it and manage accounts. Accept those that are meant, with a reason.',
  remediation: 'Take away what is not needed; give narrower roles, or give them for a time.',
  references: {
    attack: ['T1078.004'],
    controls: ['CIS 5.4', 'CIS 6.8', 'NIST 800-53 AC-6', 'ISO 27001 A.8.2', 'SOC 2 CC6.3'],
  },
  closes: 'absent',
  async judge(context) {
    const holders = await readHolders(context, privilegedCapabilities);
    return judged(
      holders
        .filter(({ kind }) => kind !== 'system')
        .map((holder) => ({
          subject: holder.id,
          severity: severityOf(holder),
          title: `${holder.username} ${holder.isAdministrator ? 'is an administrator' : 'holds privileged rights'}: ${listed(holder.capabilities, 6)}`,
          accounts: [holder.id],
          evidence: holderEvidence(holder),
          firstAt: holder.createdAt ?? holder.lastSeen,
          lastAt: holder.lastSeen,
        })),
    );
  },
});

function severityOf({ isAdministrator, kind }: CapabilityHolder): Severity {
  if (!isAdministrator) return 'info';
  return kind === 'service' ? 'high' : 'medium';
}
