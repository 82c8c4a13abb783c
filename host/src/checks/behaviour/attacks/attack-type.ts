import { type Attack, type AttackType, unknownShare } from './attack.js';

/**
 * Types an attack that is due, or waits a quarter of an hour longer while it may yet become either:
 * until nothing has come for an hour and a half, at most four hours.
 */
export function decideAttack(attack: Attack): void {
  const due = attack.due ?? 0;
  const last = Math.min(attack.to + 90 * minuteMs, attack.from + 240 * minuteMs);
  const type = attackTypeOf(attack);
  if (type !== undefined || due >= last) {
    attack.type = type ?? finalAttackTypeOf(attack);
    attack.due = null;
    return;
  }
  attack.due = Math.min(due + 15 * minuteMs, last);
}

const minuteMs = 60_000;

/** What the attempts look like so far; undefined while they may become one or the other. */
function attackTypeOf(attack: Attack): AttackType | undefined {
  const targets = [...attack.targets.values()];
  const most = targets.reduce((max, [count]) => Math.max(max, count), 0);
  const repeated = targets.filter(([count]) => count >= 2).length;
  if (unknownShare(attack) >= 0.3) return 'stuffing';
  if (most >= 3 && attack.attempts >= targets.length * 1.5) return 'spray';
  if (repeated < 3) return undefined;
  if (cameInRounds(attack)) return 'spray';
  // A leaked list names some accounts twice, anywhere in it.
  return isFast(attack) ? 'stuffing' : undefined;
}

/**
 * The type when nothing more comes. One round over many accounts is either; a list is replayed as
 * fast as it goes, passwords are sprayed slowly, to stay below limits.
 */
function finalAttackTypeOf(attack: Attack): AttackType {
  return attackTypeOf(attack) ?? (isFast(attack) ? 'stuffing' : 'spray');
}

/** Whether accounts were tried again only after all had had their turn. */
function cameInRounds({ targets }: Attack): boolean {
  const places = [...targets.values()];
  const lastTurn = places.reduce((max, [, first]) => Math.max(max, first), 0);
  const repeated = places.filter(([count]) => count >= 2);
  const after = repeated.filter(([, , last]) => last >= lastTurn * 0.8);
  return after.length * 2 > repeated.length;
}

function isFast({ from, to, attempts }: Attack): boolean {
  return (to - from) / Math.max(1, attempts - 1) < 20_000;
}
