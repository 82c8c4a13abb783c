import type { DaylightRule } from './time-zone.js';

/** A city as geolocation knows it. */
export interface Place {
  readonly city: string;
  /** ISO 3166 alpha-2. */
  readonly country: string;
  readonly latitude: number;
  readonly longitude: number;
  /** Hours ahead of UTC in winter. */
  readonly offset: number;
  readonly daylight: DaylightRule;
  /** IANA name of its zone. */
  readonly zone: string;
}

type Row = readonly [string, string, number, number, number, DaylightRule, string];

const rows: readonly Row[] = [
  ['Oslo', 'NO', 59.91, 10.75, 1, 'eu', 'Europe/Oslo'],
  ['Bergen', 'NO', 60.39, 5.32, 1, 'eu', 'Europe/Oslo'],
  ['New York', 'US', 40.71, -74.01, -5, 'us', 'America/New_York'],
  ['Chicago', 'US', 41.88, -87.63, -6, 'us', 'America/Chicago'],
  ['Denver', 'US', 39.74, -104.99, -7, 'us', 'America/Denver'],
  ['San Francisco', 'US', 37.77, -122.42, -8, 'us', 'America/Los_Angeles'],
  ['Dallas', 'US', 32.78, -96.8, -6, 'us', 'America/Chicago'],
  ['Ashburn', 'US', 39.04, -77.49, -5, 'us', 'America/New_York'],
  ['London', 'GB', 51.51, -0.13, 0, 'eu', 'Europe/London'],
  ['Manchester', 'GB', 53.48, -2.24, 0, 'eu', 'Europe/London'],
  ['Berlin', 'DE', 52.52, 13.4, 1, 'eu', 'Europe/Berlin'],
  ['Frankfurt', 'DE', 50.11, 8.68, 1, 'eu', 'Europe/Berlin'],
  ['Munich', 'DE', 48.14, 11.58, 1, 'eu', 'Europe/Berlin'],
  ['Paris', 'FR', 48.86, 2.35, 1, 'eu', 'Europe/Paris'],
  ['Lyon', 'FR', 45.76, 4.84, 1, 'eu', 'Europe/Paris'],
  ['Amsterdam', 'NL', 52.37, 4.9, 1, 'eu', 'Europe/Amsterdam'],
  ['Madrid', 'ES', 40.42, -3.7, 1, 'eu', 'Europe/Madrid'],
  ['Barcelona', 'ES', 41.39, 2.17, 1, 'eu', 'Europe/Madrid'],
  ['Milan', 'IT', 45.46, 9.19, 1, 'eu', 'Europe/Rome'],
  ['Rome', 'IT', 41.9, 12.5, 1, 'eu', 'Europe/Rome'],
  ['Warsaw', 'PL', 52.23, 21.01, 1, 'eu', 'Europe/Warsaw'],
  ['Copenhagen', 'DK', 55.68, 12.57, 1, 'eu', 'Europe/Copenhagen'],
  ['Stockholm', 'SE', 59.33, 18.07, 1, 'eu', 'Europe/Stockholm'],
  ['Dublin', 'IE', 53.35, -6.26, 0, 'eu', 'Europe/Dublin'],
  ['Zurich', 'CH', 47.38, 8.54, 1, 'eu', 'Europe/Zurich'],
  ['Kyiv', 'UA', 50.45, 30.52, 2, 'eu', 'Europe/Kyiv'],
  ['Bucharest', 'RO', 44.43, 26.1, 2, 'eu', 'Europe/Bucharest'],
  ['Moscow', 'RU', 55.76, 37.62, 3, 'none', 'Europe/Moscow'],
  ['Istanbul', 'TR', 41.01, 28.98, 3, 'none', 'Europe/Istanbul'],
  ['Dubai', 'AE', 25.2, 55.27, 4, 'none', 'Asia/Dubai'],
  ['Lagos', 'NG', 6.52, 3.38, 1, 'none', 'Africa/Lagos'],
  ['Johannesburg', 'ZA', -26.2, 28.05, 2, 'none', 'Africa/Johannesburg'],
  ['Bengaluru', 'IN', 12.97, 77.59, 5.5, 'none', 'Asia/Kolkata'],
  ['Mumbai', 'IN', 19.08, 72.88, 5.5, 'none', 'Asia/Kolkata'],
  ['Singapore', 'SG', 1.35, 103.82, 8, 'none', 'Asia/Singapore'],
  ['Jakarta', 'ID', -6.21, 106.85, 7, 'none', 'Asia/Jakarta'],
  ['Hanoi', 'VN', 21.03, 105.85, 7, 'none', 'Asia/Ho_Chi_Minh'],
  ['Shanghai', 'CN', 31.23, 121.47, 8, 'none', 'Asia/Shanghai'],
  ['Tokyo', 'JP', 35.68, 139.65, 9, 'none', 'Asia/Tokyo'],
  ['Osaka', 'JP', 34.69, 135.5, 9, 'none', 'Asia/Tokyo'],
  ['Sydney', 'AU', -33.87, 151.21, 10, 'south', 'Australia/Sydney'],
  ['Melbourne', 'AU', -37.81, 144.96, 10, 'south', 'Australia/Melbourne'],
  ['São Paulo', 'BR', -23.56, -46.64, -3, 'none', 'America/Sao_Paulo'],
  ['Rio de Janeiro', 'BR', -22.91, -43.17, -3, 'none', 'America/Sao_Paulo'],
  ['Mexico City', 'MX', 19.43, -99.13, -6, 'none', 'America/Mexico_City'],
  ['Toronto', 'CA', 43.65, -79.38, -5, 'us', 'America/Toronto'],
  ['Vancouver', 'CA', 49.28, -123.12, -8, 'us', 'America/Vancouver'],
];

/** Where people live, travel to, and attack from. */
export const places: readonly Place[] = rows.map(
  ([city, country, latitude, longitude, offset, daylight, zone]) => ({
    city,
    country,
    latitude,
    longitude,
    offset,
    daylight,
    zone,
  }),
);

const byCountry = Map.groupBy(places, ({ country }) => country);

/** A city of the list. @throws when there is none of that name */
export function placeNamed(city: string): Place {
  const found = places.find((place) => place.city === city);
  if (found === undefined) throw new Error(`no place ${city}`);
  return found;
}

/** The cities of a country. */
export function placesIn(country: string): readonly Place[] {
  return byCountry.get(country) ?? [];
}

/** Where something is, in degrees. */
export interface Position {
  readonly latitude: number;
  readonly longitude: number;
}

/** Kilometres between two positions on a sphere. */
export function distanceKm(one: Position, other: Position): number {
  const radians = Math.PI / 180;
  const north = Math.sin(((other.latitude - one.latitude) * radians) / 2) ** 2;
  const east = Math.sin(((other.longitude - one.longitude) * radians) / 2) ** 2;
  const parallel = Math.cos(one.latitude * radians) * Math.cos(other.latitude * radians);
  return 2 * 6371 * Math.asin(Math.min(1, Math.sqrt(north + parallel * east)));
}
