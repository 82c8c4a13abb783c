import { attackReport } from './attacks/attack-report.js';
import { behaviourCheck } from './detector.js';

/** Few passwords, tried on many accounts. */
export const passwordSpray = behaviourCheck(
  {
    id: 'password-spray',
    version: 1,
    title: 'Passwords are sprayed over many accounts',
    question: 'Does somebody try a few passwords on many accounts?',
    category: 'attack',
    entities: ['sign_in'],
    fields: ['sign_in.accountId', 'sign_in.sourceIp'],
    severityRule: 'high',
    thresholds: {},
    explanation:
      'Each account sees only a few failures, so that none is locked; together they stand out. Told are one address that fails on many accounts which never signed in there, and many addresses that nobody ever used. Where most people get in, as in an office, nothing is told. Those who got in are findings of their own.',
    remediation:
      'Block the addresses, require a second factor, and reset the passwords of those who got in.',
    references: { attack: ['T1110.003'], controls: ['NIST 800-53 AC-7', 'SOC 2 CC7.2'] },
  },
  () => ({
    onAttack(attack, context) {
      if (attack.type !== 'spray' && attack.type !== 'either') return;
      context.report(attackReport(attack, 'tried a few passwords each', context));
    },
    save: () => null,
  }),
);
