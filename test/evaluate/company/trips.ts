import { between, poisson, within } from '../chance.js';
import { sourceAt } from '../world/networks.js';
import { distanceKm, type Place, places } from '../world/places.js';
import { dayMs, hourMs, offsetMs } from '../world/time-zone.js';
import type { Making } from './making.js';
import type { Absence, Trip } from './person.js';

/** Airliners cruise at 800 to 900 km/h; getting to and from them takes hours. */
const cruiseKmh = 800;
const groundHours = 2.5;
const travellersTripsAYear = 11;
const othersTripsAYear = 0.7;

/** What journeys are planned from. */
type Planning = Making & { readonly home: Place; readonly absences: readonly Absence[] };

/** Business trips, and holidays abroad in some of the absences; none overlap. */
export function tripsOf(planning: Planning, isTraveller: boolean): readonly Trip[] {
  const { parameters, random, home, absences } = planning;
  const { days } = parameters;
  const yearly = isTraveller ? travellersTripsAYear : othersTripsAYear;
  const planned: Trip[] = [];
  for (let left = poisson(random, (yearly * days) / 365); left > 0; left -= 1) {
    const to = random.chance(0.6) ? planning.offices.any(random).place : random.pick(places);
    const first = between(random, 1, days - 1);
    planned.push(tripTo(planning, to, { first, last: first + between(random, 0, 4) }, 'work'));
  }
  for (const absence of absences) {
    const isHoliday = absence.last - absence.first >= 4 && absence.last < days + 20;
    if (!isHoliday || absence.first < 0 || !random.chance(0.3)) continue;
    planned.push(tripTo(planning, random.pick(places), absence, 'holiday'));
  }
  const ordered = planned
    .filter(({ to }) => distanceKm(to, home) > 60)
    .sort((one, other) => one.departs - other.departs);
  return ordered.filter((trip, index) => {
    const before = ordered.slice(0, index);
    return before.every(({ home: back }) => back + 10 * hourMs < trip.departs);
  });
}

function tripTo(
  { parameters, random, networks, home }: Planning,
  to: Place,
  { first, last }: Absence,
  kind: Trip['kind'],
): Trip {
  const midnight = (day: number, place: Place) => {
    const at = parameters.from.getTime() + day * dayMs;
    return at - offsetMs(place, at);
  };
  const travelMs = (distanceKm(to, home) / cruiseKmh + groundHours) * hourMs;
  const departs = midnight(first, home) + within(random, 5, 17) * hourMs;
  const arrives = departs + travelMs;
  const leaves = midnight(last, to) + within(random, 12, 20) * hourMs;
  const returns = Math.max(leaves, arrives + 6 * hourMs);
  const hotel = sourceAt(random, to, networks.isp(to.country).addresses(random));
  return { to, departs, arrives, returns, home: returns + travelMs, hotel, kind };
}
