import { isInteractive, type SignInEvent } from '../events/event.js';
import { parseSource } from '../events/source.js';
import { Seen, type StoredSight } from './seen.js';

/** A success of the last days, as much of it as is compared with the next. */
export type RecentSignIn = Pick<
  SignInEvent,
  'id' | 'at' | 'source' | 'country' | 'city' | 'latitude' | 'longitude' | 'device' | 'channel'
>;

/** One of them as it is stored: long lists of names would be most of what is stored. */
export type StoredRecent = readonly [
  id: string,
  at: number,
  address: string | null,
  country: string | null,
  city: string | null,
  latitude: number | null,
  longitude: number | null,
  device: string | null,
  channel: string | null,
];

/** What is stored of an account between runs. */
export interface StoredHistory {
  readonly firstAt: number;
  readonly lastAt: number;
  readonly successes: number;
  readonly byMachine: number;
  readonly countries: readonly StoredSight<string>[];
  readonly networks: readonly StoredSight<string>[];
  readonly blocks: readonly StoredSight<string>[];
  readonly places: readonly StoredSight<number>[];
  readonly devices: readonly StoredSight<string>[];
  readonly desks: readonly StoredSight<number>[];
  readonly recent: readonly StoredRecent[];
  readonly hours: readonly number[];
}

/** What is known of an account from its earlier good sign-ins: bounded, whatever it does. */
export class AccountHistory {
  /** Of the first good sign-in. */
  firstAt: number;
  /** Of the latest good sign-in. */
  lastAt: number;
  successes: number;
  /** Those that no person was at. */
  byMachine: number;
  readonly countries: Seen<string>;
  readonly networks: Seen<string>;
  readonly blocks: Seen<string>;
  /** Cells of one degree. */
  readonly places: Seen<number>;
  readonly devices: Seen<string>;
  /** Which device was in which place, once there are several devices. */
  readonly desks: Seen<number>;
  /** How often in which hour of a working day, and of a weekend's, in UTC; old ones fade. */
  readonly hours: Uint16Array;
  /** The latest interactive successes, oldest first. */
  readonly recent: RecentSignIn[];

  constructor(stored?: StoredHistory) {
    this.firstAt = stored?.firstAt ?? 0;
    this.lastAt = stored?.lastAt ?? 0;
    this.successes = stored?.successes ?? 0;
    this.byMachine = stored?.byMachine ?? 0;
    this.countries = new Seen(12, stored?.countries);
    this.networks = new Seen(32, stored?.networks);
    this.blocks = new Seen(16, stored?.blocks);
    this.places = new Seen(16, stored?.places);
    this.devices = new Seen(16, stored?.devices);
    this.desks = new Seen(12, stored?.desks);
    this.hours = Uint16Array.from(stored?.hours ?? new Array<number>(48).fill(0));
    this.recent = (stored?.recent ?? []).map(restoredRecent);
  }

  /** Takes a good sign-in of the account into its habits. */
  add(event: SignInEvent): void {
    const { at, source, country, device } = event;
    if (this.successes === 0) this.firstAt = at;
    this.lastAt = at;
    this.successes += 1;
    if (!isInteractive(event)) this.byMachine += 1;
    if (source !== undefined) {
      this.networks.add(source.network, at);
      this.blocks.add(source.block, at);
    }
    if (country !== undefined) this.countries.add(country, at);
    if (device !== undefined) this.devices.add(device, at);
    const cell = cellOf(event);
    if (cell !== undefined) this.places.add(cell, at);
    if (!isInteractive(event)) return;
    const desk = this.devices.size > 1 ? deskOf(event, event) : undefined;
    if (desk !== undefined) this.desks.add(desk, at);
    this.#count(at);
    if (this.recent.length === recentLimit) this.recent.shift();
    this.recent.push(event);
  }

  /** Whether enough is known to call something new. */
  isWarm(at: number, minSuccesses: number, minDays: number): boolean {
    return this.successes >= minSuccesses && at - this.firstAt >= minDays * dayMs;
  }

  save(): StoredHistory {
    return {
      firstAt: this.firstAt,
      lastAt: this.lastAt,
      successes: this.successes,
      byMachine: this.byMachine,
      countries: this.countries.save(),
      networks: this.networks.save(),
      blocks: this.blocks.save(),
      places: this.places.save(),
      devices: this.devices.save(),
      desks: this.desks.save(),
      recent: this.recent.map(storedRecent),
      hours: [...this.hours],
    };
  }

  #count(at: number): void {
    const bin = hourBinOf(at);
    const count = (this.hours[bin] ?? 0) + 1;
    this.hours[bin] = count;
    if (count < mostInHour) return;
    for (const [place, each] of this.hours.entries()) this.hours[place] = each >> 1;
  }
}

const dayMs = 86_400_000;
const recentLimit = 8;
/** A habit of a few months: then all hours are halved. */
const mostInHour = 64;

/** The cell of one degree that it came from; a city stays in its cell. */
export function cellOf({
  latitude,
  longitude,
}: Pick<SignInEvent, 'latitude' | 'longitude'>): number | undefined {
  if (latitude === undefined || longitude === undefined) return undefined;
  return Math.round(latitude) * 1000 + Math.round(longitude);
}

/** Whether two cells are the same, or touch. */
export function areBeside(one: number | undefined, other: number | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  const apart = Math.abs(one - other);
  return apart <= 1 || (apart >= 999 && apart <= 1001);
}

/** A device in a place, as one number; undefined when one of both is not known. */
export function deskOf(
  { device }: Pick<SignInEvent, 'device'>,
  place: Pick<SignInEvent, 'latitude' | 'longitude'>,
): number | undefined {
  const cell = cellOf(place);
  if (cell === undefined || device === undefined) return undefined;
  let hash = 0x811c9dc5;
  for (let index = 0; index < device.length; index += 1) {
    hash = Math.imul(hash ^ device.charCodeAt(index), 0x01000193);
  }
  return cell * 2 ** 32 + (hash >>> 0);
}

/** Place among 24 hours of working days and 24 of weekends, in UTC. */
export function hourBinOf(at: number): number {
  // The epoch began on a Thursday.
  const weekday = (Math.floor(at / dayMs) + 4) % 7;
  const isWeekend = weekday === 0 || weekday === 6;
  return Math.floor((at % dayMs) / 3_600_000) + (isWeekend ? 24 : 0);
}

function storedRecent(event: RecentSignIn): StoredRecent {
  const { id, at, source, country, city, latitude, longitude, device, channel } = event;
  return [
    id,
    at,
    source?.address ?? null,
    country ?? null,
    city ?? null,
    latitude ?? null,
    longitude ?? null,
    device ?? null,
    channel ?? null,
  ];
}

function restoredRecent(stored: StoredRecent): RecentSignIn {
  const [id, at, address, country, city, latitude, longitude, device, channel] = stored;
  return {
    id,
    at,
    source: address === null ? undefined : parseSource(address),
    country: country ?? undefined,
    city: city ?? undefined,
    latitude: latitude ?? undefined,
    longitude: longitude ?? undefined,
    device: device ?? undefined,
    channel: channel ?? undefined,
  };
}
