import { loginGeo } from '../schema/activity.js';
import type { Value } from '../schema/field.js';
import type { Origin } from './sign-in.js';
import type { SignInTable } from './sign-in-table.js';
import type { Cell, Table, Timeline } from './table.js';

/** LoginGeo: the same rows as the sign-ins, seen from where they came from. */
export class LoginGeoTable implements Table {
  readonly schema = loginGeo;
  #knownSize = 0;
  #order = new Uint32Array();

  constructor(private readonly signIns: SignInTable) {}

  get size(): number {
    return this.slots().length;
  }

  get timeline(): Timeline {
    return { ...this.signIns.timeline, order: this.slots() };
  }

  slots(): Uint32Array {
    if (this.#knownSize !== this.signIns.size) {
      this.#knownSize = this.signIns.size;
      this.#order = this.signIns.slots().filter((slot) => this.#isPlaced(slot));
    }
    return this.#order;
  }

  has(slot: number): boolean {
    return this.signIns.has(slot) && this.#isPlaced(slot);
  }

  find(id: string): number | undefined {
    const slot = this.signIns.find(id, this.schema.prefix);
    return slot !== undefined && this.has(slot) ? slot : undefined;
  }

  reader(field: string): Cell {
    const ofOrigin = ORIGIN_FIELDS[field];
    if (ofOrigin !== undefined) {
      return (slot) => {
        const origin = this.signIns.originAt(slot);
        return origin === undefined ? null : ofOrigin(origin);
      };
    }
    if (field === 'Id') return (slot) => this.signIns.idOf(slot, this.schema.prefix);
    if (field === 'IsDeleted') return () => false;
    return this.signIns.reader('LoginTime');
  }

  #isPlaced(slot: number): boolean {
    return this.signIns.originAt(slot)?.countryIso != null;
  }
}

const ORIGIN_FIELDS: Readonly<Record<string, (origin: Origin) => Value>> = {
  CountryIso: (origin) => origin.countryIso,
  Country: (origin) => origin.country,
  City: (origin) => origin.city,
  Latitude: (origin) => origin.latitude,
  Longitude: (origin) => origin.longitude,
  PostalCode: () => null,
  Subdivision: () => null,
};
