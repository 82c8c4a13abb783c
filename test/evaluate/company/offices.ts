import type { Random } from '../../org/random.js';
import { between, sample } from '../chance.js';
import type { Parameters } from '../parameters.js';
import { fixedSource, type Networks, wayOut } from '../world/networks.js';
import { distanceKm, type Place, placeNamed } from '../world/places.js';
import type { Gateway, Office } from './person.js';

const officeCities = [
  'Oslo',
  'New York',
  'London',
  'Berlin',
  'Munich',
  'Paris',
  'Amsterdam',
  'Madrid',
  'Milan',
  'Warsaw',
  'Stockholm',
  'Chicago',
  'San Francisco',
  'Bengaluru',
  'Singapore',
  'Sydney',
  'São Paulo',
  'Toronto',
  'Tokyo',
  'Dublin',
];
const gatewayCities = ['Frankfurt', 'Ashburn', 'London', 'Singapore', 'San Francisco'];

/** Where the company works, and where its traffic leaves. */
export class Offices {
  readonly all: readonly Office[];
  readonly gateways: readonly Gateway[];

  constructor(
    random: Random,
    networks: Networks,
    { accounts, sharedEgressShare }: Pick<Parameters, 'accounts' | 'sharedEgressShare'>,
  ) {
    const gateways = gatewayCities.slice(0, accounts < 1000 ? 2 : accounts < 5000 ? 3 : 5);
    this.gateways = gateways.map((city) => {
      const place = placeNamed(city);
      return { place, sources: networks.fixed(3).map((ip) => wayOut(place, ip)) };
    });
    const count = Math.min(16, Math.max(3, Math.round(accounts / 700)));
    this.all = sample(random, officeCities, count).map((city) => {
      const place = placeNamed(city);
      // some offices have no way out of their own, and appear where the VPN's is
      const sources = random.chance(sharedEgressShare)
        ? nearest(this.gateways, place).sources
        : networks.fixed(between(random, 1, 4)).map((ip) => fixedSource(place, ip));
      return { place, sources };
    });
  }

  /** An office; the first ones are the largest. */
  any(random: Random): Office {
    const found = this.all[Math.floor(this.all.length * random.next() ** 1.8)];
    if (found === undefined) throw new Error('a company has an office');
    return found;
  }

  /** The way out that the VPN gives somebody there: mostly the nearest, sometimes whichever is up. */
  gateway(random: Random, place: Place): Gateway {
    return random.chance(0.04) ? random.pick(this.gateways) : nearest(this.gateways, place);
  }
}

function nearest(gateways: readonly Gateway[], place: Place): Gateway {
  const [first, ...rest] = gateways;
  if (first === undefined) throw new Error('a company has a gateway');
  return rest.reduce(
    (best, one) => (distanceKm(one.place, place) < distanceKm(best.place, place) ? one : best),
    first,
  );
}
