import { defineSetCheck, judged } from '../judgement.js';
import { holderEvidence, privilegedCapabilities, readHolders } from '../sql/capability-holders.js';
import { listed } from '../wording.js';

/** What somebody may do who has not signed in. */
export const guestActivity = defineSetCheck({
  id: 'guest-activity',
  version: 1,
  title: 'Guest with rights',
  question: 'May somebody who has not signed in do too much?',
  category: 'privilege',
  entities: ['account', 'role', 'role_assignment'],
  fields: ['role.capabilities'],
  severityRule: 'High; critical when the rights are privileged.',
  thresholds: {},
  explanation:
    'A guest account stands for everybody on the internet. With the API, an export or a right over all data, whoever finds the site can read in bulk. What guests really read is not known here.',
  remediation: 'Take the rights from the guest’s profile and look at what is shared with it.',
  references: {
    attack: ['T1190', 'T1213'],
    controls: ['CIS 3.3', 'NIST 800-53 AC-14', 'ISO 27001 A.8.3', 'SOC 2 CC6.1'],
  },
  closes: 'absent',
  async judge(context) {
    const rights = ['api.enabled', 'data.export', 'data.hard_delete', 'data.view_encrypted'];
    const holders = await readHolders(context, [
      ...privilegedCapabilities,
      ...rights,
      'users.view_all',
    ]);
    return judged(
      holders
        .filter(({ kind }) => kind === 'guest')
        .map((holder) => ({
          subject: holder.id,
          severity: holder.capabilities.some((each) => privilegedCapabilities.includes(each))
            ? 'critical'
            : 'high',
          title: `${holder.username}, a guest, holds ${listed(holder.capabilities, 4)}`,
          accounts: [holder.id],
          evidence: holderEvidence(holder),
          firstAt: holder.createdAt ?? holder.lastSeen,
          lastAt: holder.lastSeen,
        })),
    );
  },
});
