import type { AppGrant, RoleAssignment } from '@rollcall/core';

import type { Random } from '../../org/random.js';
import { chanceOf, pickByWeight, within } from '../chance.js';
import type { Company } from '../company/company.js';
import { makeDevice } from '../company/people.js';
import type { Person } from '../company/person.js';
import { wasAway } from '../company/presence.js';
import { browserShape, type Device, type Shape } from '../company/shapes.js';
import type { Attempt, Entry } from '../records/entry.js';
import { botSource, type Source, sourceAt } from '../world/networks.js';
import { distanceKm, type Place, places, placesIn } from '../world/places.js';
import { dayMs, hourMs } from '../world/time-zone.js';
import { type Instance, Instances } from './instance.js';

/** Waits for a person's next sign-ins, and acts on seeing them. */
interface Ambush {
  readonly day: number;
  readonly act: (own: readonly Attempt[]) => readonly Entry[];
}

/** Where attackers were met, by how often. */
const originCountries: readonly (readonly [number, string])[] = [
  [30, 'RO'],
  [12, 'RU'],
  [10, 'NG'],
  [8, 'BR'],
  [8, 'ID'],
  [8, 'US'],
  [6, 'CN'],
  [6, 'VN'],
  [5, 'NL'],
  [4, 'IT'],
  [3, 'TR'],
];

/** What attackers have to work with, and what they have planned. */
export class Field {
  readonly company: Company;
  readonly random: Random;
  readonly instances = new Instances();
  /** Tokens and roles that instances leave behind, as they are at the end. */
  readonly grants: AppGrant[] = [];
  readonly assignments: RoleAssignment[] = [];
  /** Cookies that are used elsewhere at the end, each of one who is signed in then. */
  readonly stolenSessions: Instance[] = [];
  readonly #days = new Map<number, Entry[]>();
  readonly #victims = new Set<Person>();
  readonly #ambushes = new Map<Person, Ambush[]>();

  constructor(company: Company) {
    this.company = company;
    this.random = chanceOf(company.parameters.seed, 'attacks');
  }

  /** Plans what happens at an instant; what lies after the end does not happen. */
  plan(...entries: readonly Entry[]): void {
    const { start, end } = this.company;
    for (const entry of entries) {
      if (entry.time < start || entry.time >= end) continue;
      const day = Math.floor((entry.time - start) / dayMs);
      const planned = this.#days.get(day) ?? [];
      planned.push(entry);
      this.#days.set(day, planned);
    }
  }

  /** Takes what is planned for a day. */
  takeDay(day: number): readonly Entry[] {
    const planned = this.#days.get(day) ?? [];
    this.#days.delete(day);
    return planned;
  }

  /** Acts when a person signs in on this day or after it. */
  ambush(person: Person, ambush: Ambush): void {
    this.#ambushes.set(person, [...(this.#ambushes.get(person) ?? []), ambush]);
  }

  /** What those who waited for a person do on seeing these sign-ins. */
  spring(person: Person, day: number, entries: readonly Entry[]): readonly Entry[] {
    const waiting = this.#ambushes.get(person);
    if (waiting === undefined) return [];
    const own = entries.filter(
      (entry): entry is Attempt =>
        entry.what === 'sign_in' && entry.secret === 'right' && entry.shape.channel === 'ui',
    );
    const [first, ...rest] = waiting;
    if (first === undefined || first.day > day || own.length === 0) return [];
    this.#ambushes.set(person, rest);
    return first.act(own);
  }

  /** An instant, anywhere in the records but their last days. */
  moment(): number {
    const { start, end } = this.company;
    return within(this.random, start + dayMs, Math.max(start + 2 * dayMs, end - 4 * dayMs));
  }

  /** An instant of a day, in the hours in which many are at work somewhere. */
  busyMoment(): number {
    const midnight = Math.floor(this.moment() / dayMs) * dayMs;
    return midnight + within(this.random, 7, 16) * hourMs;
  }

  dayOf(time: number): number {
    return Math.floor((time - this.company.start) / dayMs);
  }

  /** Somebody whose account can be signed in to at that time, each only once. */
  victim(time: number, suits: (person: Person) => boolean = () => true): Person {
    const { people } = this.company;
    const day = this.dayOf(time);
    for (let tries = 0; tries < 5000; tries += 1) {
      const person = this.random.pick(people);
      if (wasAway(person, day) || this.#victims.has(person) || !suits(person)) continue;
      this.#victims.add(person);
      return person;
    }
    return this.random.pick(people.filter(({ left }) => left > day));
  }

  /** One of these people who is no victim yet. */
  oneOf(people: readonly Person[]): Person | undefined {
    const left = people.filter((person) => !this.#victims.has(person));
    if (left.length === 0) return undefined;
    const person = this.random.pick(left);
    this.#victims.add(person);
    return person;
  }

  /** People with accounts at that time, each once; fewer when there are fewer. */
  targets(time: number, count: number): readonly Person[] {
    const { people } = this.company;
    const day = this.dayOf(time);
    const chosen = new Set<Person>();
    for (let tries = 0; tries < count * 3 && chosen.size < count; tries += 1) {
      const person = this.random.pick(people);
      if (person.joined <= day) chosen.add(person);
    }
    return [...chosen];
  }

  /** A machine of an attacker in a city: rented, or lost by somebody there. */
  machineAt(place: Place): Source {
    const { networks } = this.company;
    const network = this.random.chance(0.5) ? networks.hosting() : networks.isp(place.country);
    return sourceAt(this.random, place, network.addresses(this.random));
  }

  /** A machine of an attacker in a country of theirs, far from a place. */
  machineFarFrom(place: Place): Source {
    for (let tries = 0; tries < 50; tries += 1) {
      const country = pickByWeight(this.random, originCountries);
      const from = this.random.pick(placesIn(country));
      if (country !== place.country && distanceKm(from, place) > 800) return this.machineAt(from);
    }
    return this.machineAt(this.random.pick(places));
  }

  /** A machine in a botnet. */
  bot(): Source {
    return botSource(this.random, this.company.networks);
  }

  /** A device that is not a person's own. */
  otherDevice(person: Person): Device {
    for (;;) {
      const device = makeDevice(this.random);
      const isOwn = [person.device, person.otherDevice].some(
        (own) => own?.family === device.family && own.platform === device.platform,
      );
      if (!isOwn) return device;
    }
  }

  /** How a browser looks at a time. */
  browser(person: Person, device: Device, time: number): Shape {
    return browserShape(device, person.login, Math.floor(this.dayOf(time) / 30));
  }

  /** How the browser of somebody who guesses passwords looks. */
  guesser(device: Device, time: number): Shape {
    return browserShape(device, 'password', Math.floor(this.dayOf(time) / 30));
  }
}
