import type { BehaviourContext, Report } from '../detector.js';
import { type Attack, triedAccounts, unknownShare } from './attack.js';

/** The finding about an attack; `verb` says what was done: `sprayed passwords`. */
export function attackReport(attack: Attack, verb: string, context: BehaviourContext): Report {
  return {
    subject: attack.host ?? 'many addresses',
    bucket: new Date(attack.from).toISOString(),
    describe: () => {
      const source = attack.host ?? `${attack.hosts.size} addresses`;
      return {
        severity: 'high',
        title:
          attack.type === 'either'
            ? `${source} tried ${attack.targets.size} accounts once each: a spray or a replayed list`
            : `${source} ${verb} on ${attack.targets.size} accounts`,
        accounts: triedAccounts(attack).slice(0, 200),
        evidence: { signInIds: attack.rows.map(({ id }) => id), facts: factsOf(attack, context) },
        firstAt: new Date(attack.from),
        lastAt: new Date(attack.to),
      };
    },
  };
}

function factsOf(attack: Attack, context: BehaviourContext) {
  return {
    attempts: attack.attempts,
    accounts: attack.targets.size,
    addresses: [...attack.hosts].slice(0, 50),
    unknownAccounts: Math.round(unknownShare(attack) * attack.targets.size),
    gotIn: [...new Set(attack.hits.map(({ account }) => context.nameOf(account)))],
  };
}
