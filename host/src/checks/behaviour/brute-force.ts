import { beginSiege, continueSiege, mainGuesses, type Siege, tooMany } from './attacks/siege.js';
import { type BehaviourContext, behaviourCheck } from './detector.js';
import { isGuess } from './events/event.js';

/** Many failed attempts on one account. */
export const bruteForce = behaviourCheck(
  {
    id: 'brute-force',
    version: 1,
    title: 'One account is being guessed',
    question: 'Does somebody try many passwords on one account?',
    category: 'attack',
    entities: ['sign_in'],
    fields: ['sign_in.accountId'],
    severityRule: 'medium; a good sign-in that follows is a finding of its own',
    thresholds: {
      in10Minutes: attempts(10, 'Failed attempts within ten minutes'),
      inAnHour: attempts(20, 'Failed attempts within an hour'),
      inADay: attempts(20, 'Failed attempts within a day, from networks the account never used'),
    },
    explanation:
      'A person gives up after a few attempts, a program does not. Attempts from addresses that try many accounts are told as a spray or as stuffing. An application that goes on with an old password, from where it always ran, is left out.',
    remediation:
      'Block the source, look whether a sign-in succeeded since, and require a second factor.',
    references: { attack: ['T1110.001'], controls: ['NIST 800-53 AC-7', 'SOC 2 CC7.2'] },
  },
  (limits, saved: readonly Siege[] | undefined) => {
    const sieges = new Map(saved?.map((siege) => [siege.account, copyOf(siege)]));
    return {
      onSignIn(event, context) {
        const { account, at } = event;
        if (account === undefined || !isGuess(event)) return;
        const guesses = context.guesses.of(account);
        const siege = sieges.get(account);
        const latest = guesses.at(-1);
        if (siege !== undefined && latest !== undefined && at - siege.to <= quietMs) {
          continueSiege(siege, latest);
          if (siege.due === null) report(siege, limits.in10Minutes, context);
          else context.wakeAt(siege.due);
          return;
        }
        // What has been told is not counted again.
        const toldUntil = siege?.to ?? Number.NEGATIVE_INFINITY;
        const counted = tooMany(
          guesses.filter((guess) => guess.at > toldUntil),
          limits,
        );
        if (counted.length === 0) return;
        const begun = beginSiege(account, counted);
        sieges.set(account, begun);
        context.wakeAt(begun.due ?? at);
      },
      onTime(at, context) {
        for (const [account, siege] of sieges) {
          if (siege.due === null && siege.to < at - memoryMs) sieges.delete(account);
          if (siege.due === null) continue;
          if (siege.due > at) {
            context.wakeAt(siege.due);
            continue;
          }
          siege.due = null;
          if (isOneOfMany(siege, limits.in10Minutes, context)) sieges.delete(account);
          else report(siege, limits.in10Minutes, context);
        }
      },
      save: () => [...sieges.values()].map(copyOf),
    };
  },
);

const quietMs = 3_600_000;
/** As long as failed attempts are remembered. */
const memoryMs = 24 * quietMs;

function attempts(value: number, description: string) {
  return { default: value, unit: 'attempts', description, min: 3, max: 10_000 };
}

/** Whether too few remain without the addresses that try many accounts. */
function isOneOfMany(
  { account, guesses }: Siege,
  fewest: number,
  context: BehaviourContext,
): boolean {
  const own = guesses.filter(({ host }) => !context.attacks.isOneOfMany(host, account));
  return own.length < fewest;
}

function report(siege: Siege, fewest: number, context: BehaviourContext): void {
  const { account } = siege;
  const isKept = ({ host }: { host: string }) => !context.attacks.isOneOfMany(host, account);
  const guesses = mainGuesses(siege, fewest).filter(isKept);
  const { count, from, to } = siege;
  context.report({
    subject: account,
    bucket: new Date(from).toISOString(),
    describe: () => ({
      accounts: [account],
      severity: 'medium',
      title: `${count} failed sign-ins of ${context.nameOf(account)} in a row`,
      evidence: {
        signInIds: guesses.map(({ id }) => id),
        facts: {
          attempts: count,
          addresses: [...new Set(guesses.map(({ host }) => host))].slice(0, 20),
          minutes: Math.ceil((to - from) / 60_000),
        },
      },
      firstAt: new Date(from),
      lastAt: new Date(to),
    }),
  });
}

function copyOf(siege: Siege): Siege {
  return { ...siege, guesses: [...siege.guesses] };
}
