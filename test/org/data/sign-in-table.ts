import type { IdSpace } from '../ids.js';
import { loginHistory } from '../schema/activity.js';
import type { Value } from '../schema/field.js';
import type { Origin, SignIn, SignInShape } from './sign-in.js';
import { type Cell, type Table, type Timeline, timelineRange } from './table.js';

const FIRST_CAPACITY = 1024;

/**
 * LoginHistory in columns: 22 bytes a row, so that a million sign-ins fit in little memory.
 * The id of a row follows from its slot and is never stored.
 */
export class SignInTable implements Table {
  readonly schema = loginHistory;
  readonly #shapes: SignInShape[] = [];
  readonly #shapeNumbers = new Map<string, number>();
  readonly #origins: Origin[] = [];
  readonly #originNumbers = new Map<string, number>();
  readonly #userIds: Value[] = [];
  #userSlots = new Uint32Array(FIRST_CAPACITY);
  #times = new Float64Array(FIRST_CAPACITY);
  #shapeOf = new Uint16Array(FIRST_CAPACITY);
  #originOf = new Uint32Array(FIRST_CAPACITY);
  #order = new Uint32Array(FIRST_CAPACITY);
  #size = 0;

  /** @param userId reads the id of the user in a slot of the user table */
  constructor(
    private readonly ids: IdSpace,
    private readonly userId: Cell,
  ) {}

  get size(): number {
    return this.#size;
  }

  get timeline(): Timeline {
    return { field: 'LoginTime', order: this.#ordered(), time: (slot) => this.#times[slot] ?? 0 };
  }

  slots(): Uint32Array {
    return this.#ordered();
  }

  has(slot: number): boolean {
    return slot < this.#size;
  }

  /** @param prefix that of the id: the geo row of a sign-in has the same slot */
  find(id: string, prefix: string = this.schema.prefix): number | undefined {
    const slot = id.startsWith(prefix) ? this.ids.number(id) : undefined;
    return slot !== undefined && this.has(slot) ? slot : undefined;
  }

  /** The id of a row, under another key prefix for the geo row that shares its number. */
  idOf(slot: number, prefix: string = this.schema.prefix): string {
    return this.ids.id(prefix, slot);
  }

  /** The number of a shape, new or known. */
  shape(shape: SignInShape): number {
    return intern(this.#shapes, this.#shapeNumbers, shape, JSON.stringify(shape));
  }

  /** The number of an origin, new or known. */
  origin(origin: Origin): number {
    return intern(this.#origins, this.#originNumbers, origin, JSON.stringify(origin));
  }

  originAt(slot: number): Origin | undefined {
    return this.#origins[this.#originOf[slot] ?? 0];
  }

  userSlotAt(slot: number): number {
    return this.#userSlots[slot] ?? 0;
  }

  isSuccess(slot: number): boolean {
    return this.#shapes[this.#shapeOf[slot] ?? 0]?.status === 'Success';
  }

  /** Stores a sign-in, whose time may lie before that of rows already stored. */
  add(signIn: SignIn): string {
    const slot = this.#store(signIn);
    const place = this.#placeOf(slot);
    this.#order.copyWithin(place + 1, place, slot);
    this.#order[place] = slot;
    return this.idOf(slot);
  }

  /** Stores many sign-ins; quick when they come in order of time. */
  addAll(signIns: Iterable<SignIn>): void {
    for (const signIn of signIns) {
      const slot = this.#store(signIn);
      this.#order[slot] = slot;
    }
    const times = this.#times;
    const order = this.#ordered();
    if (order.some((slot, place) => place > 0 && (times[slot] ?? 0) < (times[slot - 1] ?? 0))) {
      order.sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0));
    }
    this.#sortTies(order);
  }

  reader(field: string): Cell {
    switch (field) {
      case 'Id':
        return (slot) => this.idOf(slot);
      case 'UserId':
        return (slot) => this.#userIdAt(slot);
      case 'LoginTime':
        return (slot) => this.#times[slot] ?? 0;
      case 'LoginGeoId':
        return (slot) => (this.originAt(slot)?.countryIso == null ? null : this.idOf(slot, '04F'));
      case 'SourceIp':
        return (slot) => this.originAt(slot)?.ip ?? null;
      case 'CountryIso':
        return (slot) => this.originAt(slot)?.countryIso ?? null;
      case 'ForwardedForIp':
        return (slot) => this.originAt(slot)?.forwardedFor ?? null;
      default:
        return this.#shapeReader(field);
    }
  }

  #shapeReader(field: string): Cell {
    const read = SHAPE_FIELDS[field];
    if (read === undefined) throw new Error(`LoginHistory has no field ${field}`);
    return (slot) => {
      const shape = this.#shapes[this.#shapeOf[slot] ?? 0];
      return shape === undefined ? null : read(shape);
    };
  }

  #ordered(): Uint32Array {
    return this.#order.subarray(0, this.#size);
  }

  #placeOf(slot: number): number {
    const time = this.#times[slot] ?? 0;
    const rank = this.#rank(slot);
    const earlier = { field: '', order: this.#order.subarray(0, slot), time: this.timeline.time };
    let [place, end] = timelineRange(earlier, time, time);
    while (place < end && this.#rank(this.#order[place] ?? 0) < rank) place += 1;
    return place;
  }

  /** Puts rows of the same instant into the order of their ids. */
  #sortTies(order: Uint32Array): void {
    const timeAt = (place: number): number | undefined => this.#times[order[place] ?? 0];
    for (let start = 0; start < order.length; ) {
      let end = start + 1;
      while (end < order.length && timeAt(end) === timeAt(start)) end += 1;
      if (end > start + 1) {
        order.subarray(start, end).sort((a, b) => this.#rank(a) - this.#rank(b));
      }
      start = end;
    }
  }

  /** Ids never change, so they are kept where reading a million of them is quick. */
  #userIdAt(slot: number): Value {
    const userSlot = this.userSlotAt(slot);
    this.#userIds[userSlot] ??= this.userId(userSlot);
    return this.#userIds[userSlot] ?? null;
  }

  #rank(slot: number): number {
    return this.ids.rank(this.schema.prefix, slot);
  }

  #store({ userSlot, time, shape, origin }: SignIn): number {
    const slot = this.#size;
    if (slot === this.#times.length) this.#grow(slot * 2);
    this.#userSlots[slot] = userSlot;
    this.#times[slot] = time;
    this.#shapeOf[slot] = shape;
    this.#originOf[slot] = origin;
    this.#size += 1;
    return slot;
  }

  #grow(capacity: number): void {
    const copyTo = <T extends { set(from: T): void }>(to: T, from: T): T => {
      to.set(from);
      return to;
    };
    this.#userSlots = copyTo(new Uint32Array(capacity), this.#userSlots);
    this.#times = copyTo(new Float64Array(capacity), this.#times);
    this.#shapeOf = copyTo(new Uint16Array(capacity), this.#shapeOf);
    this.#originOf = copyTo(new Uint32Array(capacity), this.#originOf);
    this.#order = copyTo(new Uint32Array(capacity), this.#order);
  }
}

const SHAPE_FIELDS: Readonly<Record<string, (shape: SignInShape) => Value>> = {
  LoginType: (shape) => shape.loginType,
  LoginSubType: (shape) => shape.loginSubType,
  LoginUrl: (shape) => shape.loginUrl,
  AuthenticationServiceId: (shape) => shape.authenticationServiceId,
  TlsProtocol: (shape) => shape.tlsProtocol,
  CipherSuite: (shape) => shape.cipherSuite,
  OptionsIsGet: (shape) => !shape.isPost,
  OptionsIsPost: (shape) => shape.isPost,
  Browser: (shape) => shape.browser,
  Platform: (shape) => shape.platform,
  Status: (shape) => shape.status,
  Application: (shape) => shape.application,
  ClientVersion: (shape) => shape.clientVersion,
  ApiType: (shape) => shape.apiType,
  ApiVersion: (shape) => shape.apiVersion,
  NetworkId: () => null,
  AuthMethodReference: (shape) => shape.authMethodReference,
  AuthContextClassRef: (shape) => shape.authContextClassRef,
};

function intern<T>(list: T[], numbers: Map<string, number>, value: T, key: string): number {
  let number = numbers.get(key);
  if (number === undefined) {
    number = list.push(value) - 1;
    numbers.set(key, number);
  }
  return number;
}
