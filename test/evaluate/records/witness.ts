import type { Instance } from '../attacks/instance.js';
import type { Owner } from '../company/person.js';
import type { Source } from '../world/networks.js';
import { distanceKm } from '../world/places.js';
import { dayMs, hourMs } from '../world/time-zone.js';
import type { Attempt } from './entry.js';

interface Sight {
  readonly time: number;
  readonly source: Source;
}

/** What is remembered of an owner's own sign-ins in a browser, and of the last intruder's. */
interface Memory {
  readonly countries: Set<string>;
  readonly devices: Set<string>;
  known: number;
  lastAt: number | undefined;
  /** Where the owner was last seen in person. */
  place: Sight | undefined;
  intruder: (Sight & { readonly of: Instance }) | undefined;
  wrong: number;
  /** Where each who has the account in hand was last, and in which sharing of it. */
  readonly hands: Map<
    Owner,
    Sight & { readonly device: string; readonly of: Instance | undefined }
  >;
}

/** Longer apart than this, two sign-ins say nothing of a journey. */
const journeyMs = 24 * hourMs;

/** Knows who is who, and notes of each instance what the difference was. */
export class Witness {
  readonly #memories = new Map<Owner, Memory>();
  readonly #since: number;
  readonly #isPlaced: boolean;

  /**
   * @param since when the records begin
   * @param isPlaced whether they tell coordinates
   */
  constructor(since: number, isPlaced: boolean) {
    this.#since = since;
    this.#isPlaced = isPlaced;
  }

  /** Sees how an attempt ended. */
  see(attempt: Attempt, outcome: 'success' | 'failure'): void {
    const { instance, owner } = attempt;
    if (instance !== undefined) {
      count(instance, owner, outcome);
      instance.observed.isPlaced = this.#isPlaced;
    }
    const { channel, method } = attempt.shape;
    if (owner === undefined || channel !== 'ui' || method === 'impersonation') return;
    const memory = this.#memoryOf(owner);
    if (outcome === 'success') seeHand(memory, attempt, owner);
    if (instance === undefined) {
      if (outcome === 'success') seeOwner(memory, attempt);
    } else if (outcome === 'success') seeIntruder(memory, attempt, instance, this.#since);
    else memory.wrong += 1;
  }

  #memoryOf(owner: Owner): Memory {
    const present = this.#memories.get(owner);
    if (present !== undefined) return present;
    const memory: Memory = {
      countries: new Set(),
      devices: new Set(),
      known: 0,
      lastAt: undefined,
      place: undefined,
      intruder: undefined,
      wrong: 0,
      hands: new Map(),
    };
    this.#memories.set(owner, memory);
    return memory;
  }
}

function count(
  { observed }: Instance,
  owner: Owner | undefined,
  outcome: 'success' | 'failure',
): void {
  if (outcome === 'failure') observed.failures += 1;
  else observed.successes += 1;
  if (outcome === 'success' && owner !== undefined) observed.entered.add(owner.id);
}

/**
 * Notes the day when somebody else had it, too far away for one person to have been both. With a device
 * of the same make nobody can tell two people from one behind a VPN.
 */
function seeHand(
  { hands }: Memory,
  { hand, instance, source, time, shape }: Attempt,
  owner: Owner,
): void {
  const isShared = instance === undefined || instance.technique === 'account-shared';
  if (!isShared || source.isWayOut) return;
  const own = hand ?? owner;
  for (const [other, sight] of hands) {
    const of = instance ?? sight.of;
    const hours = Math.max((time - sight.time) / hourMs, 1 / 60);
    const km = distanceKm(sight.source, source);
    if (sight.device === deviceOf(shape)) continue;
    if (other === own || of === undefined || km < apartKm || km / hours < planeKmh) continue;
    of.observed.apartDays.add(Math.floor(time / dayMs));
  }
  hands.set(own, { time, source, device: deviceOf(shape), of: instance });
}

const apartKm = 100;
const planeKmh = 900;

function seeOwner(memory: Memory, { source, time, shape }: Attempt): void {
  const { intruder } = memory;
  if (!source.isWayOut) {
    if (intruder !== undefined && time - intruder.time < journeyMs) {
      noteJourney(intruder.of, intruder, { time, source });
    }
    memory.intruder = undefined;
    memory.place = { time, source };
  }
  memory.countries.add(source.country);
  memory.devices.add(deviceOf(shape));
  memory.known += 1;
  memory.wrong = 0;
  memory.lastAt = time;
}

function seeIntruder(memory: Memory, attempt: Attempt, instance: Instance, since: number): void {
  const { source, time, shape } = attempt;
  const { observed } = instance;
  if (!memory.countries.has(source.country)) observed.newCountry = true;
  if (!memory.devices.has(deviceOf(shape))) observed.newDevice = true;
  observed.failuresBefore = Math.max(observed.failuresBefore, memory.wrong);
  if (memory.intruder?.of !== instance) {
    observed.knownSignIns = memory.known;
    observed.idleDays = (time - (memory.lastAt ?? since)) / dayMs;
  }
  if (memory.place !== undefined && time - memory.place.time < journeyMs) {
    noteJourney(instance, memory.place, { time, source });
  }
  memory.wrong = 0;
  memory.intruder = { time, source, of: instance };
}

function noteJourney({ observed }: Instance, one: Sight, other: Sight): void {
  const km = distanceKm(one.source, other.source);
  const hours = Math.max(Math.abs(other.time - one.time), 1000) / hourMs;
  const { travel } = observed;
  if (travel === undefined || km / hours > travel.km / travel.hours) {
    observed.travel = { km: Math.round(km), hours };
  }
}

function deviceOf({ browser, platform }: Attempt['shape']): string {
  return `${(browser ?? '').replace(/[\d.]+$/, '')}|${platform}`;
}
