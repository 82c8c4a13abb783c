/** Degrees. */
export interface Coordinates {
  readonly latitude: number;
  readonly longitude: number;
}

/** Great-circle distance in kilometres. */
export function distanceKm(from: Coordinates, to: Coordinates): number {
  const half = (degrees: number) => Math.sin((degrees * radians) / 2) ** 2;
  const across =
    Math.cos(from.latitude * radians) *
    Math.cos(to.latitude * radians) *
    half(to.longitude - from.longitude);
  const share = half(to.latitude - from.latitude) + across;
  return 2 * earthRadiusKm * Math.asin(Math.min(1, Math.sqrt(share)));
}

const radians = Math.PI / 180;
const earthRadiusKm = 6371.0088;
