import type { Random } from '../../org/random.js';
import { between, normal, pickByWeight } from '../chance.js';
import { type Place, places, placesIn } from './places.js';

/** Where a request came from, as the provider's geolocation tells. */
export interface Source {
  readonly ip: string;
  readonly country: string;
  readonly city: string;
  readonly latitude: number;
  readonly longitude: number;
  /** Whoever comes from there may be anywhere: it is a VPN's, a relay's or a carrier's way out. */
  readonly isWayOut: boolean;
}

/** A range of addresses that belongs to somebody; `ip` draws one of them. */
export interface Network {
  readonly kind: 'office' | 'isp' | 'carrier' | 'hosting' | 'relay';
  readonly country: string;
  readonly addresses: (random: Random) => string;
}

/** Geolocation is off by some kilometres everywhere, and puts a few addresses into a wrong city. */
const wrongCityShare = 0.015;
const jitterDegrees = 0.08;
/** So many that a botnet's machine is rarely next door to somebody's home. */
const blocksOfProvider = 24;

/** Who can be reached from where: providers of each country, and those who rent to anybody. */
export class Networks {
  readonly #random: Random;
  readonly #isps: ReadonlyMap<string, readonly Network[]>;
  readonly #carriers: ReadonlyMap<string, Network>;
  readonly #relays: ReadonlyMap<string, Network>;
  readonly #hosting: readonly Network[];
  #blocks = 0;

  constructor(random: Random) {
    this.#random = random;
    const countries = [...new Set(places.map(({ country }) => country))];
    const each = <T>(make: (country: string) => T) =>
      new Map(countries.map((country) => [country, make(country)] as const));
    this.#isps = each((country) => [1, 2, 3].map(() => this.#isp(country)));
    // subscribers of a carrier share few addresses, and get another with every connection
    this.#carriers = each((country) => this.#pool('carrier', country, 240));
    this.#relays = each((country) => this.#pool('relay', country, 60));
    this.#hosting = Array.from({ length: 6 }, () => this.#wide('hosting', ''));
  }

  /** A provider of homes and small firms. */
  isp(country: string): Network {
    return this.#random.pick(this.#isps.get(country) ?? []);
  }

  /** The carrier of phones from a country. */
  carrier(country: string): Network {
    return this.#carriers.get(country) ?? this.#pool('carrier', country, 240);
  }

  /** A privacy relay's way out in a country: many people behind few addresses. */
  relay(country: string): Network {
    return this.#relays.get(country) ?? this.#pool('relay', country, 60);
  }

  /** Somebody who rents servers. */
  hosting(): Network {
    return this.#random.pick(this.#hosting);
  }

  /** A few fixed addresses of one owner, next to each other. */
  fixed(count: number): readonly string[] {
    const block = this.#block();
    const third = this.#random.int(256);
    const first = between(this.#random, 1, 250 - count);
    return Array.from({ length: count }, (_, index) => `${block}.${third}.${first + index}`);
  }

  #isp(country: string): Network {
    return this.#wide('isp', country);
  }

  #wide(kind: Network['kind'], country: string): Network {
    const blocks = Array.from({ length: blocksOfProvider }, () => this.#block());
    return {
      kind,
      country,
      addresses: (random) => `${random.pick(blocks)}.${random.int(256)}.${between(random, 1, 254)}`,
    };
  }

  #pool(kind: Network['kind'], country: string, size: number): Network {
    const block = this.#block();
    return {
      kind,
      country,
      addresses: (random) => {
        const number = random.int(size);
        return `${block}.${Math.floor(number / 60)}.${1 + (number % 60)}`;
      },
    };
  }

  /** The next sixteen bits that nobody has; those of private and special use are left out. */
  #block(): string {
    this.#blocks += 7;
    const first = 11 + (Math.floor(this.#blocks / 256) % 200);
    const isSpecial =
      first === 100 || first === 127 || first === 169 || first === 172 || first === 192;
    return isSpecial ? this.#block() : `${first}.${this.#blocks % 256}`;
  }
}

/** A source at a place: where geolocation puts it, which is not always where it is. */
export function sourceAt(random: Random, place: Place, ip: string): Source {
  const isWrong = random.chance(wrongCityShare);
  const told = isWrong ? random.pick(placesIn(place.country)) : place;
  return {
    ip,
    country: told.country,
    city: told.city,
    latitude: round(told.latitude + jitterDegrees * normal(random)),
    longitude: round(told.longitude + jitterDegrees * normal(random)),
    isWayOut: false,
  };
}

/** A source with a fixed address, whose place is known exactly. */
export function fixedSource(place: Place, ip: string): Source {
  const { country, city, latitude, longitude } = place;
  return { ip, country, city, latitude, longitude, isWayOut: false };
}

/** A way out that is shared by people who are elsewhere. */
export function wayOut(place: Place, ip: string): Source {
  return { ...fixedSource(place, ip), isWayOut: true };
}

/** Six of ten addresses of a home are of version 4; of version 6 the host part changes daily. */
export function homeAddress(random: Random, isp: Network): string {
  return random.chance(0.75)
    ? isp.addresses(random)
    : `${prefixOf(random, isp)}${hostPart(random)}`;
}

/** The same home on another day. */
export function renewedHostPart(random: Random, ip: string): string {
  const end = ip.indexOf('::');
  return end < 0 ? ip : `${ip.slice(0, end)}${hostPart(random)}`;
}

/** Where botnets are, by how often they were met. */
const botnetCountries: readonly (readonly [number, string])[] = [
  [14, 'BR'],
  [12, 'IN'],
  [12, 'ID'],
  [11, 'VN'],
  [10, 'RU'],
  [9, 'CN'],
  [8, 'US'],
  [7, 'RO'],
  [5, 'TR'],
  [4, 'MX'],
  [3, 'NG'],
  [3, 'UA'],
  [2, 'IT'],
];

/** A machine that somebody lost control of. */
export function botSource(random: Random, networks: Networks): Source {
  const country = pickByWeight(random, botnetCountries);
  return sourceAt(random, random.pick(placesIn(country)), networks.isp(country).addresses(random));
}

function prefixOf(random: Random, isp: Network): string {
  const [first = '', second = ''] = isp.addresses(random).split('.');
  return `2a0${Number(first) % 10}:${Number(second).toString(16)}:${hex(random)}:${hex(random)}`;
}

function hostPart(random: Random): string {
  return `::${hex(random)}:${hex(random)}`;
}

function hex(random: Random): string {
  return (1 + random.int(0xfffe)).toString(16);
}

function round(degrees: number): number {
  return Math.round(degrees * 10_000) / 10_000;
}
