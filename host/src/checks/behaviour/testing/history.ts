import type { FindingDraft } from '../../check.js';
import { detectors } from '../behaviour-checks.js';
import type { AccountFacts } from '../detector.js';
import { deviceOf } from '../events/device.js';
import type { BehaviourEvent, SessionFacts, SignInEvent } from '../events/event.js';
import { failureReasonOf } from '../events/failure-reason.js';
import { parseSource } from '../events/source.js';
import { BehaviourPass } from '../pass/behaviour-pass.js';

/** What a test says of a sign-in; the rest is a good one of `ada`, from the office in Berlin. */
export interface SignInSketch {
  /** Minutes after the beginning of the history. */
  readonly minute: number;
  readonly id?: string;
  readonly account?: string | undefined;
  /** The provider's words; absent when it succeeded. */
  readonly failure?: string;
  readonly method?: string;
  readonly channel?: string;
  readonly ip?: string;
  readonly country?: string | undefined;
  readonly place?: readonly [latitude: number, longitude: number] | undefined;
  readonly device?: string | undefined;
}

/** Monday, 00:00. */
export const beginning = Date.UTC(2026, 2, 2);

/** Minutes of a day and of an hour. */
export const day = 1440;
/** Minutes of an hour. */
export const hour = 60;

let made = 0;

/** A sign-in with an id of its own. */
export function signIn(sketch: SignInSketch): SignInEvent {
  made += 1;
  const place = 'place' in sketch ? sketch.place : berlin;
  return {
    type: 'sign-in',
    id: sketch.id ?? `s${String(made).padStart(7, '0')}`,
    at: beginning + sketch.minute * 60_000,
    account: 'account' in sketch ? sketch.account : 'ada',
    succeeded: sketch.failure === undefined,
    failure: sketch.failure === undefined ? undefined : failureReasonOf(sketch.failure),
    method: sketch.method ?? 'password',
    channel: sketch.channel ?? 'ui',
    source: parseSource(sketch.ip ?? '198.51.100.7'),
    country: 'country' in sketch ? sketch.country : 'DE',
    city: undefined,
    latitude: place?.[0],
    longitude: place?.[1],
    device: 'device' in sketch ? sketch.device : deviceOf('Chrome 130', 'Windows 10'),
  };
}

/** Degrees. */
const berlin = [52.52, 13.4] as const;
/** Degrees. */
export const saoPaulo = [-23.55, -46.63] as const;

/** A sign-in at nine each morning, on the days from `first` up to and without `end`. */
export function mornings(
  first: number,
  end: number,
  sketch: Omit<SignInSketch, 'minute'> = {},
): readonly SignInEvent[] {
  const days = Array.from({ length: end - first }, (_, place) => first + place);
  return days.map((each) => signIn({ ...sketch, minute: each * day + 9 * hour }));
}

/** What a test may give beside the events. */
export interface Surroundings {
  readonly accounts?: Readonly<Record<string, Partial<AccountFacts>>>;
  readonly thresholds?: Readonly<Record<string, number>>;
  readonly sessions?: readonly SessionFacts[];
  /** Minutes after the beginning; a day after the last event when absent. */
  readonly nowMinute?: number;
}

/** The findings of one check, by a pass over the events in order of time. */
export function findingsOf(
  check: string,
  events: readonly BehaviourEvent[],
  { accounts = {}, thresholds = {}, sessions = [], nowMinute }: Surroundings = {},
): readonly FindingDraft[] {
  const pass = new BehaviourPass({
    checks: detectors,
    thresholds: new Map([[check, thresholds]]),
    account: (id) => {
      const facts = accounts[id];
      return facts && { username: id, kind: 'human', createdAt: undefined, ...facts };
    },
  });
  const ordered = events.toSorted((a, b) => a.at - b.at);
  for (const event of ordered) pass.feed(event);
  const lastAt = ordered.at(-1)?.at ?? beginning;
  const now = nowMinute === undefined ? lastAt + 86_400_000 : beginning + nowMinute * 60_000;
  pass.finish(now);
  for (const session of sessions) pass.feedSession(session);
  return pass.findings(check);
}

/** The ids of the sign-ins that findings rest on. */
export function evidenceOf(findings: readonly FindingDraft[]): readonly string[] {
  return findings.flatMap(({ evidence }) => evidence.signInIds ?? []);
}
