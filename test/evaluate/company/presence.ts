import type { Place } from '../world/places.js';
import { dayMs, offsetMs } from '../world/time-zone.js';
import type { Person, Trip } from './person.js';

/** Whether somebody is on holiday, ill, on leave, gone, or not here yet, on a day of the records. */
export function wasAway({ joined, left, absences }: Person, day: number): boolean {
  if (day < joined || day > left) return true;
  return absences.some(({ first, last }) => day >= first && day <= last);
}

/** Whether somebody will not work any more, though the account stays. */
export function hasStopped({ absences }: Person, day: number): boolean {
  return absences.some(({ first, last }) => day >= first && last === Number.POSITIVE_INFINITY);
}

/** Share of a working day's sign-ins that are made on this day of the year. */
export function activityOn(date: Date): number {
  const [weekday, month, day] = [date.getUTCDay(), date.getUTCMonth(), date.getUTCDate()];
  const season = isBetweenTheYears(month, day) ? 0.12 : month === 7 ? 0.8 : 1;
  if (weekday === 6) return 0.05 * season;
  if (weekday === 0) return 0.06 * season;
  return (weekday === 1 ? 1.12 : weekday === 5 ? 0.88 : 1) * season;
}

function isBetweenTheYears(month: number, day: number): boolean {
  return (month === 11 && day >= 23) || (month === 0 && day <= 2);
}

/** Where somebody is. */
export type Whereabouts =
  | { readonly at: 'home' | 'office'; readonly place: Place }
  | { readonly at: 'away'; readonly place: Place; readonly trip: Trip }
  | { readonly at: 'travelling' };

/** Where somebody is at an instant of a day. */
export function whereabouts(person: Person, time: number, isOfficeDay: boolean): Whereabouts {
  const trip = person.trips.find(({ departs, home }) => time >= departs && time < home);
  if (trip !== undefined) {
    const isThere = time >= trip.arrives && time < trip.returns;
    return isThere ? { at: 'away', place: trip.to, trip } : { at: 'travelling' };
  }
  if (!isOfficeDay || person.office === undefined) return { at: 'home', place: person.home };
  const hour = localHour(person.office.place, time);
  const isThere = hour >= 8.5 + person.lateness && hour < 17.5 + person.lateness;
  return isThere
    ? { at: 'office', place: person.office.place }
    : { at: 'home', place: person.home };
}

/** The place whose clock somebody lives by at an instant. */
export function clockOf(person: Person, time: number): Place {
  const trip = person.trips.find(({ arrives, home }) => time >= arrives && time < home);
  return trip?.to ?? person.home;
}

/** Hours since midnight by a place's clock. */
function localHour(place: Place, time: number): number {
  const local = time + offsetMs(place, time);
  return (local - Math.floor(local / dayMs) * dayMs) / 3_600_000;
}
