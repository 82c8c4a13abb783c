import { defineSetCheck, judged } from '../judgement.js';
import { holderEvidence, readHolders } from '../sql/capability-holders.js';
import { listed } from '../wording.js';

/** Rights that reading the set-up takes: what Rollcall itself may need. */
const neededToRead: ReadonlySet<string> = new Set(['data.view_all', 'users.manage']);

/** Machines with an administrator’s power. */
export const serviceAccountPrivileged = defineSetCheck({
  id: 'service-account-privileged',
  version: 1,
  title: 'Service account with broad rights',
  question: 'Does an integration hold a person’s power?',
  category: 'privilege',
  entities: ['account', 'role', 'role_assignment'],
  fields: ['role.capabilities'],
  severityRule: 'Always high.',
  thresholds: {},
  explanation:
    'A machine’s credentials lie in files and with suppliers, and nobody notices when they are used elsewhere. Backup tools may need to read everything; Rollcall’s own account may hold what reading takes, and is told when it holds more.',
  remediation:
    'Give the integration a role with what it needs and an account of its own; limit the addresses it may come from.',
  references: {
    attack: ['T1078.004', 'T1528'],
    controls: ['CIS 5.5', 'NIST 800-53 AC-6', 'ISO 27001 A.8.2', 'SOC 2 CC6.3'],
  },
  closes: 'absent',
  async judge(context) {
    const holders = await readHolders(context, [
      'data.modify_all',
      'data.view_all',
      'users.manage',
      'code.author',
    ]);
    const machines = holders.filter(
      ({ kind, isCollector, capabilities }) =>
        kind === 'service' &&
        (!isCollector || capabilities.some((capability) => !neededToRead.has(capability))),
    );
    return judged(
      machines.map((holder) => ({
        subject: holder.id,
        severity: 'high',
        title: `${holder.username} is a service account with broad rights: ${listed(holder.capabilities, 4)}`,
        accounts: [holder.id],
        evidence: holderEvidence(holder),
        firstAt: holder.createdAt ?? holder.lastSeen,
        lastAt: holder.lastSeen,
      })),
    );
  },
});
