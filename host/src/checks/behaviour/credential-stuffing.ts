import { attackReport } from './attacks/attack-report.js';
import { behaviourCheck } from './detector.js';

/** A list of leaked passwords, replayed. */
export const credentialStuffing = behaviourCheck(
  {
    id: 'credential-stuffing',
    version: 1,
    title: 'A leaked list is replayed',
    question: 'Does somebody try names and passwords that leaked elsewhere?',
    category: 'attack',
    entities: ['sign_in'],
    fields: ['sign_in.accountId', 'sign_in.sourceIp'],
    severityRule: 'high',
    thresholds: {},
    explanation:
      'Each account is tried once or twice, fast, with the password that it had elsewhere. People who use a password twice are let in: those are findings of their own. One slow round of a password spray looks the same: it is told here and there.',
    remediation:
      'Block the addresses, require a second factor, and reset the passwords of those who got in.',
    references: { attack: ['T1110.004'], controls: ['NIST 800-53 AC-7', 'SOC 2 CC7.2'] },
  },
  () => ({
    onAttack(attack, context) {
      if (attack.type !== 'stuffing' && attack.type !== 'either') return;
      context.report(attackReport(attack, 'replayed a list of passwords', context));
    },
    save: () => null,
  }),
);
