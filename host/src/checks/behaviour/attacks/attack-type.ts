import { type Attack, type AttackType, unknownShare } from './attack.js';
import type { EarlierTargets } from './earlier-targets.js';

/**
 * Types an attack that is due: accounts that were attacked days before are in another round. Or waits a quarter of an hour longer while it may yet become either:
 * until nothing has come for an hour and a half, at most four hours.
 */
export function decideAttack(attack: Attack, earlier: EarlierTargets): void {
  const due = attack.due ?? 0;
  const last = Math.min(attack.to + 90 * minuteMs, attack.from + 240 * minuteMs);
  const type = earlier.areSame(attack) ? 'spray' : attackTypeOf(attack);
  if (type !== undefined || due >= last) {
    attack.type = type ?? finalAttackTypeOf(attack);
    attack.due = null;
    earlier.add(attack);
    return;
  }
  attack.due = Math.min(due + 15 * minuteMs, last);
}

const minuteMs = 60_000;

/**
 * Whether a replayed list has turned out to be the first round of a spray: most accounts were tried
 * again after a pause.
 */
export function hasBecomeSpray(attack: Attack): boolean {
  // Long lists are looked through now and then only.
  if (attack.type === null || attack.type === 'spray' || attack.attempts % 8 !== 0) return false;
  const { again } = repetitions(attack);
  return hasPaused(attack) && again >= Math.max(5, attack.targets.size / 2);
}

/** What the attempts look like so far; undefined while they may become one or the other. */
function attackTypeOf(attack: Attack): AttackType | undefined {
  const { repeated, again, most } = repetitions(attack);
  const accounts = attack.targets.size;
  if (unknownShare(attack) >= 0.3) return 'stuffing';
  if (most >= 3 && attack.attempts >= accounts * 1.5) return 'spray';
  const isSecondRound = repeated >= Math.max(3, accounts * 0.3) && again >= repeated / 2;
  if (isSecondRound && hasPaused(attack)) return 'spray';
  // A leaked list names some accounts twice.
  return repeated >= 3 && gapMs(attack) < fastMs ? 'stuffing' : undefined;
}

/**
 * The type when nothing more comes. A list is replayed as fast as it goes, or is long; passwords are
 * sprayed slowly, to stay below limits. Of the many hands of a botnet nobody can tell.
 */
function finalAttackTypeOf(attack: Attack): AttackType {
  const type = attackTypeOf(attack);
  if (type !== undefined) return type;
  if (attack.host === undefined) return 'either';
  return attack.targets.size >= longList || gapMs(attack) < fastMs ? 'stuffing' : 'spray';
}

const fastMs = 20_000;
const longList = 50;
/** Who sprays waits before the next password, until failures are forgotten; a list runs through. */
function hasPaused(attack: Attack): boolean {
  return attack.longestGap >= Math.max(2 * minuteMs, 10 * gapMs(attack));
}

/**
 * How many accounts were tried repeatedly, how many of them when nearly all had had their turn, and how
 * often at most.
 */
function repetitions({ targets }: Attack) {
  const turns = [...targets.values()].map(([, first]) => first).sort((a, b) => a - b);
  const turnsOver = turns[Math.floor(turns.length * 0.9)] ?? 0;
  let repeated = 0;
  let again = 0;
  let most = 0;
  for (const [count, first, last] of targets.values()) {
    most = Math.max(most, count);
    if (count < 2) continue;
    repeated += 1;
    if (last > first && last >= turnsOver) again += 1;
  }
  return { repeated, again, most };
}

function gapMs({ from, to, attempts }: Attack): number {
  return (to - from) / Math.max(1, attempts - 1);
}
