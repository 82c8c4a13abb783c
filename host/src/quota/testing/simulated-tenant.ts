import { ceilingOf } from '../ceiling.js';
import { MemoryLedger, type MemoryReservation } from './memory-ledger.js';

/** Numbers from 0 to below 1, always the same for a seed. */
export type Random = () => number;

/** What came of the simulated days. */
export interface DaysSeen {
  /** Requests that were sent although what was known left no room. */
  readonly forbidden: number;
  /** Days on which there was work and room at a full hour, and nothing was sent. */
  readonly missedDays: number;
  readonly sent: number;
  readonly pauses: number;
  /** Requests that were still to be made at the end. */
  readonly backlog: number;
}

const secondMs = 1000;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const limit = 1000;
const ceilingPercent = 75;
const ceiling = ceilingOf(limit, ceilingPercent);
const atOnce = 16;
const hosts = ['one', 'two'] as const;

interface InFlight {
  readonly reservation: MemoryReservation;
  /** What the provider said when it had counted it. */
  told: number | 'exhausted' | undefined;
  /** How many of ours the provider had counted then. */
  place: number;
}

/**
 * A provider that counts over a rolling day, a neighbour that spends at random, and two hosts with
 * sixteen requests in flight between them, by one ledger. Events happen in order of time.
 */
export class SimulatedTenant {
  readonly #random: Random;
  readonly #ledger = new MemoryLedger(ceilingPercent);
  readonly #events: { readonly at: number; readonly run: () => void }[] = [];
  readonly #counted: number[] = [];
  #expired = 0;
  #now = Date.UTC(2026, 0, 1);
  #backlog = 0;
  #inFlight = new Set<InFlight>();
  #sentToday = 0;
  #sent = 0;
  #forbidden = 0;
  #missedDays = 0;
  #pauses = 0;
  #hadRoom = false;
  /** The latest usage that an answer told, and how many of ours were counted in it. */
  #known = { used: 0, place: 0 };
  #ours = 0;
  #uncounted = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  /** Lives through so many days. */
  live(days: number): DaysSeen {
    const begin = this.#now;
    for (let day = 0; day < days; day += 1) this.#planDay(begin + day * dayMs, day < days - 3);
    for (let next = this.#next(); next !== undefined; next = this.#next()) {
      this.#now = next.at;
      next.run();
    }
    const [forbidden, sent, pauses] = [this.#forbidden, this.#sent, this.#pauses];
    return { forbidden, missedDays: this.#missedDays, sent, pauses, backlog: this.#backlog };
  }

  #planDay(midnight: number, isBusy: boolean): void {
    this.#at(midnight + this.#random() * 3 * hourMs, () => {
      this.#backlog += 1 + Math.floor(this.#random() * 120);
      this.#work();
    });
    // The neighbour: calm, busy, or greedy days, in bursts.
    const greed = isBusy ? this.#random() ** 2 * 1000 : 0;
    const bursts = 1 + Math.floor(this.#random() * 12);
    for (let burst = 0; burst < bursts; burst += 1) {
      const at = midnight + this.#random() * dayMs;
      for (let call = 0; call < greed / bursts; call += 1) {
        this.#at(at + call * this.#random() * secondMs, () => this.#count());
      }
    }
    for (let hour = 1; hour <= 24; hour += 1) {
      this.#at(midnight + hour * hourMs - 1, () => {
        this.#hadRoom ||= this.#usage() < ceiling / 2 && this.#backlog > 0;
      });
      this.#at(midnight + hour * hourMs + 16 * 60_000, () => this.#work());
    }
    this.#at(midnight + dayMs - 1, () => this.#endDay());
  }

  #endDay(): void {
    if (this.#hadRoom && this.#sentToday === 0) this.#missedDays += 1;
    this.#sentToday = 0;
    this.#hadRoom = false;
  }

  /** Each host asks for as much as it may have in flight, as long as the ledger lets it. */
  #work(): void {
    for (let turn = 0; this.#backlog > 0 && this.#inFlight.size < atOnce; turn += 1) {
      const ask = { holder: hosts[turn % 2] ?? 'one', cost: 1, isLeaving: true };
      const before = this.#ledger.state.pausedUntil;
      const { kind, reservation } = this.#ledger.reserve(ask, new Date(this.#now));
      if (kind === 'refuse' && before !== this.#ledger.state.pausedUntil) this.#resumeLater();
      if (reservation === undefined) return;
      this.#send(reservation, kind === 'probe');
    }
  }

  #resumeLater(): void {
    const until = this.#ledger.state.pausedUntil?.getTime() ?? this.#now;
    this.#pauses += 1;
    this.#at(until, () => this.#work());
  }

  #send(reservation: MemoryReservation, isProbe: boolean): void {
    this.#backlog -= 1;
    this.#sent += 1;
    this.#sentToday += 1;
    const { used, place } = this.#known;
    const known = used + this.#ours - place + this.#uncounted;
    // One that reads the usage anew goes alone, whatever was known before.
    const isAllowed = isProbe ? this.#inFlight.size === 0 : known + 1 <= ceiling;
    if (!isAllowed) this.#forbidden += 1;
    const request: InFlight = { reservation, told: undefined, place: 0 };
    this.#uncounted += 1;
    this.#inFlight.add(request);
    this.#at(this.#now + this.#delay(), () => this.#arrive(request));
  }

  #arrive(request: InFlight): void {
    const isLost = this.#random() < 0.01;
    const isRefused = this.#usage() >= limit;
    this.#uncounted -= 1;
    if (!isRefused) {
      this.#count();
      this.#ours += 1;
    }
    request.place = this.#ours;
    request.told = isRefused ? 'exhausted' : this.#usage();
    this.#at(this.#now + this.#delay(), () => this.#answer(request, isLost));
  }

  #answer(request: InFlight, isLost: boolean): void {
    const { reservation, told } = request;
    this.#inFlight.delete(request);
    const now = new Date(this.#now);
    const usage = isLost || told === undefined ? 'unread' : told;
    this.#ledger.settle(
      reservation,
      typeof usage === 'number' ? { used: usage, limit } : usage,
      now,
    );
    if (usage === 'exhausted') this.#resumeLater();
    if (usage === 'exhausted' || isLost) this.#backlog += 1;
    const { place } = request;
    if (typeof usage === 'number' && place > this.#known.place)
      this.#known = { used: usage, place };
    this.#work();
  }

  #usage(): number {
    while ((this.#counted[this.#expired] ?? Number.POSITIVE_INFINITY) <= this.#now - dayMs) {
      this.#expired += 1;
    }
    return this.#counted.length - this.#expired;
  }

  #count(): void {
    this.#counted.push(this.#now);
  }

  #delay(): number {
    return 20 + this.#random() * 380;
  }

  #at(at: number, run: () => void): void {
    push(this.#events, { at, run });
  }

  #next() {
    return pop(this.#events);
  }
}

type Event = { readonly at: number; readonly run: () => void };

/** A heap, earliest first. */
function push(heap: Event[], event: Event): void {
  let place = heap.push(event) - 1;
  while (place > 0) {
    const above = (place - 1) >> 1;
    const parent = heap[above];
    if (parent === undefined || parent.at <= event.at) break;
    heap[place] = parent;
    place = above;
  }
  heap[place] = event;
}

function pop(heap: Event[]): Event | undefined {
  const first = heap[0];
  const last = heap.pop();
  if (first === undefined || last === undefined || heap.length === 0) return first;
  let place = 0;
  for (;;) {
    const left = heap[2 * place + 1];
    const right = heap[2 * place + 2];
    const isRight = right !== undefined && right.at < (left?.at ?? Number.POSITIVE_INFINITY);
    const child = isRight ? right : left;
    if (child === undefined || child.at >= last.at) break;
    heap[place] = child;
    place = isRight ? 2 * place + 2 : 2 * place + 1;
  }
  heap[place] = last;
  return first;
}
