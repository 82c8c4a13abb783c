import { type BehaviourContext, behaviourCheck } from './detector.js';

type Locked = readonly [id: string, at: number, account: string];

interface Saved {
  readonly window: readonly Locked[];
  readonly spike: readonly Locked[];
  readonly count: number;
}

/** Many accounts that are locked at once. */
export const lockOutSpike = behaviourCheck(
  {
    id: 'lock-out-spike',
    version: 1,
    title: 'Many accounts are locked at once',
    question: 'Does something lock accounts?',
    category: 'attack',
    entities: ['sign_in'],
    fields: ['sign_in.accountId', 'sign_in.statusDetail'],
    severityRule: 'medium',
    thresholds: {
      accounts: {
        default: 5,
        unit: 'accounts',
        description: 'Accounts refused as locked within a quarter of an hour',
        min: 2,
        max: 1000,
      },
      share: {
        default: 0.001,
        unit: 'share',
        description: 'Share of the accounts that it must be, in large tenants',
        min: 0,
        max: 1,
      },
    },
    explanation:
      'Guessing locks accounts: that is harm, and often the first that people notice of it. A new password rule does the same.',
    remediation: 'Find the source before unlocking; reset the passwords of those concerned.',
    references: { attack: ['T1110', 'T1531'], controls: ['NIST 800-53 AC-7'] },
  },
  ({ accounts, share }, saved: Saved | undefined) => {
    const window = [...(saved?.window ?? [])];
    let spike = [...(saved?.spike ?? [])];
    let count = saved?.count ?? 0;
    return {
      onSignIn(event, context) {
        const { account, id, at } = event;
        if (event.failure !== 'locked' || account === undefined) return;
        const locked: Locked = [id, at, account];
        window.splice(0, firstSince(window, at - windowMs));
        window.push(locked);
        if (window.length > windowLimit) window.shift();
        if (at - (spike.at(-1)?.[1] ?? Number.NEGATIVE_INFINITY) <= quietMs) {
          count += 1;
          if (spike.length < 200) spike.push(locked);
          // The latest stays last: it says whether the spike goes on.
          else spike[199] = locked;
        } else {
          spike = [];
          const fewest = Math.max(accounts, Math.ceil(context.tenant.accounts * share));
          if (new Set(window.map(([, , each]) => each)).size < fewest) return;
          spike = [...window].slice(-200);
          count = window.length;
        }
        report(spike, count, context);
      },
      save: () => ({ window: [...window], spike: [...spike], count }),
    };
  },
);

const windowMs = 15 * 60_000;
const quietMs = 60 * 60_000;
const windowLimit = 1000;

function firstSince(window: readonly Locked[], since: number): number {
  const first = window.findIndex(([, at]) => at >= since);
  return first < 0 ? window.length : first;
}

function report(spike: readonly Locked[], count: number, context: BehaviourContext): void {
  const from = spike[0]?.[1] ?? 0;
  context.report({
    subject: 'lock-outs',
    bucket: new Date(from).toISOString(),
    describe: () => {
      const accounts = [...new Set(spike.map(([, , account]) => account))];
      return {
        accounts,
        severity: 'medium',
        title: `${accounts.length} accounts were refused as locked within a short time`,
        evidence: {
          signInIds: spike.map(([id]) => id),
          facts: { refusals: count, accounts: accounts.length },
        },
        firstAt: new Date(from),
        lastAt: new Date(spike.at(-1)?.[1] ?? from),
      };
    },
  });
}
