import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { FindingDraft } from '../../check.js';
import { detectors } from '../behaviour-checks.js';
import type { BehaviourEvent } from '../events/event.js';
import { day, signIn } from '../testing/history.js';
import { BehaviourPass, type SavedPass } from './behaviour-pass.js';

const accounts = ['ada', 'bob', 'cy', 'di', 'eve', 'fay', 'gus', 'hal'];
const places = [
  { ip: '198.51.100.7', country: 'DE', place: [52.5, 13.4] },
  { ip: '203.0.113.9', country: 'BR', place: [-23.5, -46.6] },
  { ip: '192.0.2.5', country: 'US', place: [40.7, -74] },
  { ip: '2001:db8:1:2::3', country: 'JP', place: [35.7, 139.7] },
] as const;

/** A burst of attempts: on one account or over all, by a person, by a list or by a machine. */
const burst = fc.record({
  minute: fc.integer({ min: 0, max: 40 * day }),
  account: fc.integer({ min: 0, max: accounts.length - 1 }),
  place: fc.integer({ min: 0, max: places.length - 1 }),
  count: fc.integer({ min: 1, max: 40 }),
  gap: fc.constantFrom(0, 0.1, 1, 7),
  isOverAll: fc.boolean(),
  failure: fc.constantFrom(undefined, 'Invalid Password', 'Password Lockout', 'Restricted IP'),
  channel: fc.constantFrom('ui', 'api', 'mobile'),
  device: fc.constantFrom('chrome on windows', 'safari on mac', undefined),
  kind: fc.constantFrom('sign-in', 'sign-in', 'sign-in', 'factor', 'audit'),
});

type Burst = typeof burst extends fc.Arbitrary<infer T> ? T : never;

/** Ordinary days, and bursts between them. */
function historyOf(bursts: readonly Burst[]): readonly BehaviourEvent[] {
  const usual = accounts.flatMap((account, place) =>
    Array.from({ length: 40 }, (_, each) =>
      signIn({ account, ...places[place % 2], minute: each * day + 540 + place }),
    ),
  );
  return [...usual, ...bursts.flatMap(eventsOf)].sort((a, b) => a.at - b.at);
}

function eventsOf(each: Burst): readonly BehaviourEvent[] {
  return Array.from({ length: each.count }, (_, step): BehaviourEvent => {
    const account = accounts[(each.account + (each.isOverAll ? step : 0)) % accounts.length];
    const { failure, channel, device } = each;
    const row = signIn({
      account,
      ...places[each.place],
      ...(failure === undefined ? {} : { failure }),
      channel,
      device,
      minute: each.minute + step * each.gap,
    });
    const { id, at } = row;
    if (each.kind === 'audit') return { type: 'audit', id, at, target: account, action: 'unfroze' };
    if (each.kind === 'sign-in') return row;
    const outcome = failure === undefined ? 'success' : 'failure';
    return { type: 'factor', id, at, account, outcome, method: undefined, signIn: id };
  });
}

interface Continued {
  readonly saved: string | undefined;
  readonly accounts: ReadonlyMap<string, string>;
  readonly networks: ReadonlyMap<string, string>;
}

const facts = (id: string) => ({
  username: id,
  kind: id === 'hal' ? 'service' : 'human',
  createdAt: 0,
});

/** One run: continues what is stored, reads a portion, and says what is stored then. */
function run(events: readonly BehaviourEvent[], from: Continued): [BehaviourPass, Continued] {
  const saved: SavedPass | undefined =
    from.saved === undefined ? undefined : JSON.parse(from.saved);
  const pass = new BehaviourPass({
    checks: detectors,
    thresholds: new Map([['sign-in-risk', { share: 0.05, floor: 0 }]]),
    account: facts,
    saved,
  });
  for (const [id, text] of from.accounts) pass.restoreAccount(id, JSON.parse(text));
  for (const [name, text] of from.networks) pass.restoreNetwork(name, JSON.parse(text));
  for (const event of events) pass.feed(event);
  pass.finish(events.at(-1)?.at ?? 0);
  const text = (value: unknown) => JSON.stringify(value);
  const changed = [...pass.takeChangedAccounts()].map(([id, each]) => [id, text(each)] as const);
  const moved = pass.takeChangedNetworks().map(([name, each]) => [name, text(each)] as const);
  return [
    pass,
    {
      saved: text(pass.save()),
      accounts: new Map([...from.accounts, ...changed]),
      networks: new Map([...from.networks, ...moved]),
    },
  ];
}

/** The findings of all runs, of which later ones replace earlier ones. */
function findingsOf(portions: readonly (readonly BehaviourEvent[])[]) {
  const found = new Map<string, FindingDraft>();
  let stored: Continued = { saved: undefined, accounts: new Map(), networks: new Map() };
  for (const portion of portions) {
    const [pass, next] = run(portion, stored);
    stored = next;
    for (const { id } of detectors) {
      for (const draft of pass.findings(id)) {
        found.set(`${id} ${draft.subject} ${draft.bucket}`, draft);
      }
    }
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function cut(events: readonly BehaviourEvent[], places: readonly number[]) {
  const ends = [...places.map((share) => Math.floor(share * events.length)), events.length];
  const sorted = ends.sort((a, b) => a - b);
  return sorted.map((end, place) => events.slice(sorted[place - 1] ?? 0, end));
}

describe('a pass', () => {
  it('finds the same in whatever portions a history is read, saved and continued between them', () => {
    const found = new Set<string>();
    const history = fc.array(burst, { minLength: 1, maxLength: 12 });
    const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 5 });

    fc.assert(
      fc.property(history, cuts, (bursts, places) => {
        const events = historyOf(bursts);
        const whole = findingsOf([events]);
        for (const key of whole.keys()) found.add(key.split(' ')[0] ?? '');

        expect(findingsOf(cut(events, places))).toEqual(whole);
      }),
      { numRuns: 60 },
    );
    // Else it proves little.
    expect(found.size).toBeGreaterThan(5);
  });
});
