import { type BehaviourContext, behaviourCheck } from './detector.js';
import type { FactorEvent } from './events/event.js';

/** A request for a second factor that was not granted. */
interface Request {
  readonly id: string;
  readonly at: number;
  readonly signIn: string | null;
  readonly isRefused: boolean;
}

interface Pestered {
  readonly account: string;
  readonly window: Request[];
  /** Set once they are too many. */
  bout: { readonly from: number; readonly requests: Request[]; granted: Request | null } | null;
}

/** Requests for a second factor, again and again. */
export const mfaFatigue = behaviourCheck(
  {
    id: 'mfa-fatigue',
    version: 1,
    title: 'Somebody is pestered for a second factor',
    question: 'Is a person asked for approval until they give in?',
    category: 'attack',
    entities: ['factor_event'],
    fields: ['factor_event.accountId', 'factor_event.outcome'],
    severityRule:
      'high; critical when a request was granted within ten minutes of the last refusal',
    thresholds: {
      in10Minutes: requests(5, 'Requests not granted within ten minutes'),
      inAnHour: requests(10, 'Requests not granted within an hour'),
    },
    explanation:
      'Whoever has the password can ask for the second factor as often as they like, in the hope of one careless tap. A bad connection looks the same, but ends sooner.',
    remediation:
      'Call the person. If they did not sign in themselves, the password is known to others: reset it. Prefer factors that cannot be approved blindly.',
    references: { attack: ['T1621'], controls: ['NIST 800-53 IA-2(1)', 'NIST 800-63B 5.2'] },
  },
  (limits, saved: readonly Pestered[] | undefined) => {
    const byAccount = new Map(saved?.map((pestered) => [pestered.account, copyOf(pestered)]));
    let sweptAt = 0;
    return {
      onFactorEvent(event, context) {
        const { account, at, outcome } = event;
        if (account === undefined || outcome === undefined) return;
        if (at - sweptAt > hourMs) {
          sweep(byAccount, at);
          sweptAt = at;
        }
        const pestered = byAccount.get(account);
        if (outcome === 'success') {
          if (pestered !== undefined && grant(pestered, event)) report(pestered, context);
          return;
        }
        const asked = pestered ?? { account, window: [], bout: null };
        byAccount.set(account, asked);
        if (ask(asked, event, limits)) report(asked, context);
      },
      save: () => [...byAccount.values()].map(copyOf),
    };
  },
);

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const limit = 200;

function requests(value: number, description: string) {
  return { default: value, unit: 'requests', description, min: 2, max: 1000 };
}

interface Limits {
  readonly in10Minutes: number;
  readonly inAnHour: number;
}

/** Adds a request that was not granted; tells whether they are too many. */
function ask(pestered: Pestered, event: FactorEvent, limits: Limits): boolean {
  const { id, at, signIn, outcome } = event;
  const request = { id, at, signIn: signIn ?? null, isRefused: outcome === 'failure' };
  const { window } = pestered;
  const kept = window.filter((each) => each.at >= at - hourMs).slice(1 - limit);
  window.splice(0, window.length, ...kept, request);
  const { bout } = pestered;
  if (bout !== null && at - (bout.requests.at(-1)?.at ?? 0) <= hourMs) {
    if (bout.requests.length < limit) bout.requests.push(request);
    return true;
  }
  pestered.bout = null;
  const minutes = window.filter((each) => each.at >= at - 10 * minuteMs);
  const counted = minutes.length >= limits.in10Minutes ? minutes : window;
  if (counted === window && window.length < limits.inAnHour) return false;
  // Requests that only wait are no refusals: a slow network makes them.
  if (!counted.some(({ isRefused }) => isRefused) && counted.length < limits.inAnHour) return false;
  pestered.bout = { from: counted[0]?.at ?? at, requests: [...counted], granted: null };
  return true;
}

/** A request was granted; tells whether that ended a bout. */
function grant(pestered: Pestered, { id, at, signIn }: FactorEvent): boolean {
  const { window, bout } = pestered;
  // What was waiting a moment ago is what was granted now.
  const waiting = window.findLastIndex((each) => !each.isRefused && each.at >= at - 2 * minuteMs);
  if (waiting >= 0) window.splice(waiting, 1);
  const last = bout?.requests.at(-1)?.at ?? 0;
  if (bout === null || bout.granted !== null || at - last > 10 * minuteMs) return false;
  bout.granted = { id, at, signIn: signIn ?? null, isRefused: false };
  return true;
}

function report({ account, bout }: Pestered, context: BehaviourContext): void {
  if (bout === null) return;
  const { from, requests: asked, granted } = bout;
  const all = granted === null ? [...asked] : [...asked, granted];
  context.report({
    subject: account,
    bucket: new Date(from).toISOString(),
    describe: () => ({
      accounts: [account],
      severity: granted === null ? 'high' : 'critical',
      title: `${context.nameOf(account)} did not grant ${asked.length} requests for a second factor${granted === null ? '' : ', then one was granted'}`,
      evidence: {
        signInIds: [...new Set(all.flatMap(({ signIn }) => (signIn === null ? [] : [signIn])))],
        records: all.slice(0, limit).map(({ id }) => ({ entity: 'factor_event', id })),
        facts: { requests: asked.length, isGranted: granted !== null },
      },
      firstAt: new Date(from),
      lastAt: new Date(all.at(-1)?.at ?? from),
    }),
  });
}

function sweep(byAccount: Map<string, Pestered>, at: number): void {
  for (const [account, { window }] of byAccount) {
    if ((window.at(-1)?.at ?? 0) < at - 2 * hourMs) byAccount.delete(account);
  }
}

function copyOf({ account, window, bout }: Pestered): Pestered {
  return {
    account,
    window: [...window],
    bout: bout === null ? null : { ...bout, requests: [...bout.requests] },
  };
}
