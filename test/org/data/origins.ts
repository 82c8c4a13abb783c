import type { Random } from '../random.js';
import type { Origin } from './sign-in.js';

const CITIES: readonly (readonly [string, string, string, number, number, number])[] = [
  ['US', 'United States', 'New York', 40.7128, -74.006, 30],
  ['US', 'United States', 'San Francisco', 37.7749, -122.4194, 15],
  ['GB', 'United Kingdom', 'London', 51.5072, -0.1276, 15],
  ['DE', 'Germany', 'München', 48.1351, 11.582, 12],
  ['FR', 'France', 'Paris', 48.8566, 2.3522, 8],
  ['JP', 'Japan', 'Tokyo', 35.6762, 139.6503, 6],
  ['BR', 'Brazil', 'São Paulo', -23.5558, -46.6396, 5],
  ['IN', 'India', 'Bengaluru', 12.9716, 77.5946, 6],
  ['ZA', 'South Africa', 'Cape Town', -33.9249, 18.4241, 2],
  ['NG', 'Nigeria', 'Lagos', 6.5244, 3.3792, 1],
];

/** A request the platform made to itself: no country. */
export const PLATFORM_ORIGIN: Origin = {
  ip: 'Salesforce.com IP',
  countryIso: null,
  country: null,
  city: null,
  latitude: null,
  longitude: null,
  forwardedFor: null,
};

/** Places people work from: several addresses a city, some of them IPv6. */
export function makeOrigins(random: Random): Origin[] {
  return CITIES.flatMap(([countryIso, country, city, latitude, longitude, count]) =>
    Array.from({ length: count }, () => {
      const ip = makeAddress(random);
      const forwardedFor = random.chance(0.1) ? `10.0.${random.int(255)}.7, ${ip}` : null;
      return { ip, countryIso, country, city, latitude, longitude, forwardedFor };
    }),
  );
}

/** Somewhere nobody of this org works: what an intruder's sign-in shows. */
export function makeForeignOrigin(random: Random): Origin {
  return {
    ip: `185.220.${random.int(255)}.${random.int(255)}`,
    countryIso: 'RU',
    country: 'Russia',
    city: 'Moscow',
    latitude: 55.7558,
    longitude: 37.6173,
    forwardedFor: null,
  };
}

function makeAddress(random: Random): string {
  if (random.chance(0.2))
    return `2001:db8:${random.text(4, '0123456789abcdef')}::${random.int(999)}`;
  return `203.0.${random.int(120)}.${1 + random.int(253)}`;
}
