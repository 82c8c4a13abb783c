import { isIP } from 'node:net';

/** Where a request came from. */
export interface Place {
  readonly source_ip: string | null;
  readonly forwarded_for?: string | null;
  readonly country?: string | null;
  readonly region?: string | null;
  readonly city?: string | null;
  readonly latitude?: number | null;
  readonly longitude?: number | null;
}

/** A source as `src_endpoint`; a provider's word instead of an address is its name. */
export function endpointOf(place: Place): Readonly<Record<string, unknown>> | undefined {
  const { source_ip: ip, forwarded_for: forwarded, country, region, city } = place;
  if (ip === null) return undefined;
  const isPlaced = [country, region, city].some((part) => part !== null && part !== undefined);
  const { latitude, longitude } = place;
  const coordinates = isPlaced ? { lat: latitude, long: longitude } : {};
  return {
    ...(isIP(ip) === 0 ? { name: ip } : { ip }),
    intermediate_ips: (forwarded ?? '').split(/[\s,]+/).filter((each) => isIP(each) !== 0),
    location: { country, region, city, ...coordinates },
  };
}
