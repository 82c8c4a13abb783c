import type { SignIn } from '@rollcall/core';

import type { Found } from '../judging/found.js';
import type { RecordBatch } from '../simulate.js';
import { distanceKm } from '../world/places.js';
import { hourMs } from '../world/time-zone.js';

const leastKm = 500;
const fastestKmh = 900;
const longestMs = 24 * hourMs;

interface Sight {
  readonly id: string;
  readonly time: number;
  readonly ip: string;
  readonly latitude: number;
  readonly longitude: number;
}

/**
 * Impossible travel as it is without any guard: each sign-in of a person against the one before. An
 * account gives at most one alert a day. It is what the product's check is compared with.
 */
export class NaiveTravel {
  readonly #last = new Map<string, Sight>();
  readonly #found = new Map<string, Found>();

  /** Reads records as they pass, in order of time. */
  read({ entity, records }: RecordBatch): void {
    if (entity !== 'sign_in') return;
    for (const record of records as readonly SignIn[]) this.#signIn(record);
  }

  /** What it would have told. */
  get findings(): readonly Found[] {
    return [...this.#found.values()];
  }

  #signIn({ id, time, accountId, outcome, channel, sourceIp, latitude, longitude }: SignIn): void {
    const isPlaced = typeof latitude === 'number' && typeof longitude === 'number';
    if (outcome !== 'success' || channel === 'api' || !accountId || !sourceIp || !isPlaced) return;
    const here: Sight = { id, time: new Date(time).getTime(), ip: sourceIp, latitude, longitude };
    const last = this.#last.get(accountId);
    this.#last.set(accountId, here);
    if (last === undefined || !isImpossible(last, here)) return;
    const key = `${accountId}|${time.slice(0, 10)}`;
    const known = this.#found.get(key);
    this.#found.set(key, {
      check: 'impossible-travel without guards',
      severity: 'high',
      subject: accountId,
      title: '',
      accounts: [accountId],
      evidence: [...(known?.evidence ?? []), last.id, id],
      firstAt: known?.firstAt ?? last.time,
      lastAt: here.time,
      facts: undefined,
    });
  }
}

function isImpossible(last: Sight, here: Sight): boolean {
  const apartMs = here.time - last.time;
  if (last.ip === here.ip || apartMs > longestMs) return false;
  const km = distanceKm(last, here);
  return km >= leastKm && km / (Math.max(apartMs, 1000) / hourMs) >= fastestKmh;
}
