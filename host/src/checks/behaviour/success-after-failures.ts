import type { Attack, Hit } from './attacks/attack.js';
import { isStranger } from './attacks/situation.js';
import { isByHand, slipsAmong } from './attacks/slips.js';
import { type BehaviourContext, behaviourCheck } from './detector.js';
import { isActedFor, type SignInEvent } from './events/event.js';
import type { Guess } from './memory/recent-guesses.js';

/** A guess that was right. */
export const successAfterFailures = behaviourCheck(
  {
    id: 'success-after-failures',
    version: 1,
    title: 'Signed in after many failures',
    question: 'Did the guessing work?',
    category: 'attack',
    entities: ['sign_in'],
    fields: ['sign_in.accountId', 'sign_in.sourceIp'],
    severityRule:
      'critical from the address of an attack on many accounts; high after many failures, or from a country or a device that is new to the account; else low',
    thresholds: {
      failures: {
        default: 5,
        unit: 'attempts',
        description: 'Failed attempts from networks new to the account before one succeeded',
        min: 2,
        max: 1000,
      },
      many: {
        default: 20,
        unit: 'attempts',
        description: 'Failed attempts after which nobody believes in a slip',
        min: 2,
        max: 1000,
      },
      minutes: {
        default: 60,
        unit: 'minutes',
        description: 'How long before the good sign-in failures count',
        min: 5,
        max: 1440,
      },
    },
    explanation:
      'Failures alone are noise; one good sign-in after them, from where the account has never been, means that somebody knows the password now. Who mistypes at the usual place is left out.',
    remediation:
      'Treat the account as taken: freeze it, end its sessions, revoke its tokens, reset its password, and look what was done since.',
    references: { attack: ['T1110', 'T1078.004'], controls: ['NIST 800-53 IR-4', 'SOC 2 CC7.3'] },
  },
  ({ failures, many, minutes }, saved: Saved | undefined) => {
    const told = new Map(saved?.told);
    const resets = new Map(saved?.resets);
    return {
      onAuditEvent({ target, action, at }) {
        if (target === undefined || !/password/i.test(action)) return;
        resets.delete(target);
        resets.set(target, at);
        forgetBefore(resets, at - dayMs);
      },
      onSignIn(event, context) {
        const { account, source, at } = event;
        if (!event.succeeded || account === undefined || source === undefined) return;
        const guesses = context.guesses.of(account);
        if (guesses.length < failures || isActedFor(event)) return;
        if (context.attacks.isAttacking(source.host) || !isStranger(event, context.history)) return;
        // Through an office or a VPN come colleagues, who mistype.
        if (context.tenant.isShared(source.network, at)) return;
        const slips = slipsAmong(guesses);
        const counted = guesses.filter(
          (guess) => guess.isStranger && !slips.has(guess) && guess.at >= at - minutes * 60_000,
        );
        // Of one who hardly ever signed in nothing is known: who comes back after long has forgotten.
        const isCold = context.history?.isWarm(at, 3, 3) !== true;
        const isForgotten = isCold && isByHand(counted);
        if (counted.length < (isForgotten ? failures * 2 : failures)) return;
        // Who was given a new password since has not guessed the old one.
        if ((resets.get(account) ?? 0) > (counted.at(-1)?.at ?? at)) return;
        const isSure = counted.length >= many || isNewPlace(event, context);
        // What follows on the same day is the same story.
        if (at - (told.get(account) ?? Number.NEGATIVE_INFINITY) < dayMs) return;
        told.delete(account);
        told.set(account, at);
        forgetBefore(told, at - dayMs);
        report({ event: { ...event, account }, guesses: counted, isSure }, context);
      },
      onAttack(attack, context) {
        for (const hit of attack.hits) reportHit(attack, hit, context);
      },
      save: () => ({ told: [...told], resets: [...resets] }),
    };
  },
);

type Times = readonly (readonly [account: string, at: number])[];

interface Saved {
  /** When a success was last told. */
  readonly told: Times;
  /** When somebody was given another password. */
  readonly resets: Times;
}

const dayMs = 86_400_000;

/** They lie in order of their times. */
function forgetBefore(times: Map<string, number>, before: number): void {
  for (const [account, at] of times) {
    if (at >= before) return;
    times.delete(account);
  }
}

function isNewPlace({ country, device, at }: SignInEvent, { history }: BehaviourContext): boolean {
  const isNewCountry = country !== undefined && history?.countries.find(country, at) === undefined;
  return isNewCountry || (device !== undefined && history?.devices.find(device, at) === undefined);
}

interface Guessed {
  readonly event: SignInEvent & { readonly account: string };
  readonly guesses: readonly Guess[];
  readonly isSure: boolean;
}

function report({ event, guesses, isSure }: Guessed, context: BehaviourContext): void {
  const { account, id, at, source } = event;
  const ids = guesses.slice(-199).map((guess) => guess.id);
  context.report({
    subject: account,
    bucket: new Date(at).toISOString(),
    describe: () => ({
      accounts: [account],
      severity: isSure ? 'high' : 'low',
      title: `${context.nameOf(account)} signed in after ${guesses.length} failures`,
      evidence: {
        signInIds: [...ids, id],
        facts: { failures: guesses.length, address: source?.address ?? null },
      },
      firstAt: new Date(guesses[0]?.at ?? at),
      lastAt: new Date(at),
    }),
  });
}

function reportHit(attack: Attack, hit: Hit, context: BehaviourContext): void {
  const { account, id, at } = hit;
  const tried = attack.rows.filter((row) => row.account === account);
  context.report({
    subject: account,
    bucket: new Date(at).toISOString(),
    describe: () => ({
      accounts: [account],
      severity: 'critical',
      title: `${context.nameOf(account)} was signed in from ${attack.host ?? 'an address'} that tried ${attack.targets.size} accounts`,
      evidence: {
        signInIds: [...tried.slice(0, 199).map((row) => row.id), id],
        facts: { failures: tried.length, address: attack.host ?? null, attack: attack.type },
      },
      firstAt: new Date(Math.min(at, tried[0]?.at ?? at)),
      lastAt: new Date(at),
    }),
  });
}
