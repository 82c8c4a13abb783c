import type { SignInEvent } from '../events/event.js';
import { cellOf } from './account-history.js';
import { Seen, type StoredSight } from './seen.js';

/** An account on a network, as it is stored. */
export type StoredVisitor = readonly [account: string, first: number, last: number, own: number];

/** An account that was there and elsewhere at once, as it is stored. */
type StoredJump = readonly [account: string, partner: string, at: number];

/** A network between runs. */
export interface StoredNetwork {
  readonly country: string | null;
  readonly cell: number | null;
  readonly first: number;
  readonly last: number;
  readonly count: number;
  readonly visitors: readonly StoredVisitor[];
  readonly portalUntil: number;
  readonly jumps: readonly StoredJump[];
}

/** What is stored of a tenant between runs, without its networks. */
export interface StoredTenant {
  readonly firstAt: number | null;
  readonly countries: readonly StoredSight<string>[];
  readonly blocks: readonly (readonly [block: string, accounts: readonly string[]])[];
  readonly cells: readonly (readonly [cell: number, accounts: readonly string[]])[];
}

interface Visitor {
  readonly account: string;
  readonly first: number;
  last: number;
  /** When it last came with a device that it had used for days; 0 when never. */
  own: number;
}

/** An account that was on a network and elsewhere at once. */
export interface Jump {
  readonly account: string;
  /** The network where it was at the same time. */
  readonly partner: string;
  readonly at: number;
}

interface Network {
  country: string | undefined;
  /** One degree by one. */
  cell: number | undefined;
  first: number;
  last: number;
  /** Good sign-ins. */
  count: number;
  readonly visitors: Visitor[];
  /** Until when its place is thought to be nobody's place. */
  portalUntil: number;
  /** Accounts that were here and far away at once, the latest last. */
  readonly jumps: Jump[];
}

/** What good sign-ins of all accounts tell about networks and countries. */
export class TenantHistory {
  /** Of the first sign-in of anybody, good or bad; undefined before it. */
  firstAt: number | undefined;
  /** How many accounts have signed in. */
  accounts = 0;
  readonly countries: Seen<string>;
  /** Two accounts that came from each block: enough to know whether another one did. */
  readonly #blocks: Map<string, string[]>;
  /** Two accounts that were in each cell. */
  readonly #cells: Map<number, string[]>;
  readonly #networks = new Map<string, Network>();
  readonly #changed = new Set<string>();

  constructor(stored?: StoredTenant) {
    this.firstAt = stored?.firstAt ?? undefined;
    this.countries = new Seen(256, stored?.countries);
    this.#blocks = new Map(stored?.blocks.map(([block, accounts]) => [block, [...accounts]]));
    this.#cells = new Map(stored?.cells.map(([cell, accounts]) => [cell, [...accounts]]));
  }

  /**
   * Takes a good sign-in into the habits of the tenant.
   * @param isOwnDevice whether the account has used the device for days
   */
  add(event: SignInEvent, isOwnDevice: boolean): void {
    const { at, account, source, country } = event;
    if (country !== undefined) this.countries.add(country, at);
    if (source === undefined || account === undefined) return;
    const network = this.#networkOf(source.network, at);
    network.country = country ?? network.country;
    network.cell = cellOf(event) ?? network.cell;
    network.last = at;
    network.count += 1;
    visit(network, { account, at, isOwnDevice });
    this.#changed.add(source.network);
    noteAccount(this.#blocks, source.block, account);
    const cell = cellOf(event);
    if (cell !== undefined) noteAccount(this.#cells, cell, account);
  }

  /**
   * Notes that an account was on a network and far away at once, on the other one. What a portal explains
   * says nothing of the other end.
   */
  noteJump(name: string, jump: Jump): void {
    if (this.isPortal(jump.partner, jump.at)) return;
    const network = this.#networkOf(name, jump.at);
    const { jumps } = network;
    const known = jumps.findIndex(
      ({ account, partner }) => account === jump.account && partner === jump.partner,
    );
    if (known >= 0) jumps.splice(known, 1);
    else if (jumps.length === jumpLimit) jumps.shift();
    jumps.push(jump);
    const since = sinceJumps(jumps, this.#jumpersOfAPortal);
    if (since !== undefined) network.portalUntil = since + regularMemoryMs;
    this.#changed.add(name);
  }

  /** Notes that its addresses are in two places at once. */
  noteScattered(name: string, at: number): void {
    this.#networkOf(name, at).portalUntil = at + regularMemoryMs;
    this.#changed.add(name);
  }

  /** The cell in which the latest good sign-in from a network was. */
  cellOf(network: string): number | undefined {
    return this.#networks.get(network)?.cell;
  }

  /**
   * Whether people are there who are in many other places at the same time, as at the exit of a VPN:
   * then its place is nobody's place.
   */
  isPortal(name: string, at: number): boolean {
    const network = this.#networks.get(name);
    return network !== undefined && network.portalUntil >= at;
  }

  /** Whether several people are on both networks at once: then it is the networks that do it. */
  areLinked(one: string, other: string, at: number): boolean {
    const accounts = new Set<string>();
    const note = (name: string, partner: string) => {
      for (const jump of this.#networks.get(name)?.jumps ?? []) {
        if (jump.partner === partner && jump.at >= at - memoryMs) accounts.add(jump.account);
      }
    };
    note(one, other);
    note(other, one);
    return accounts.size >= 3;
  }

  /** Whether another account has come from that block: a provider that people here use. */
  isBlockOfOthers(block: string, account: string): boolean {
    return this.#blocks.get(block)?.some((each) => each !== account) === true;
  }

  /** Whether another account has been in that cell: a place where people here are. */
  isPlaceOfOthers(cell: number, account: string): boolean {
    return this.#cells.get(cell)?.some((each) => each !== account) === true;
  }

  /** Whether somebody signed in from it during the last 90 days. */
  knows(network: string, at: number): boolean {
    const known = this.#networks.get(network);
    return known !== undefined && known.last >= at - memoryMs;
  }

  /** How many good sign-ins came from a network, while it was not forgotten. */
  signInsFrom(network: string): number {
    return this.#networks.get(network)?.count ?? 0;
  }

  /** The country that good sign-ins from a network named. */
  countryOf(network: string): string | undefined {
    return this.#networks.get(network)?.country;
  }

  /**
   * Whether it is a door that many people use, such as an office or a VPN: several come back to it
   * on other days, or bring the device that they always have, or a crowd came within a day. A place
   * there tells nothing about a person. An attacker's network has victims, but no regulars, and
   * none with devices of their own.
   */
  isShared(network: string, at: number): boolean {
    const known = this.#networks.get(network);
    if (known === undefined) return false;
    let regulars = 0;
    let veterans = 0;
    let today = 0;
    let lately = 0;
    let owners = 0;
    for (const { first, last, own } of known.visitors) {
      if (own > 0 && own >= at - memoryMs) owners += 1;
      if (last < at - regularMemoryMs) continue;
      lately += 1;
      if (last - first >= regularMs) regulars += 1;
      if (last - first >= weekMs) veterans += 1;
      if (last >= at - dayMs) today += 1;
    }
    const fewest = this.#regularsOfADoor;
    if (veterans >= 3 || owners >= 3) return true;
    return regulars >= fewest || today >= this.#crowd || lately >= Math.max(10, fewest * 2);
  }

  save(): StoredTenant {
    const blocks = [...this.#blocks].map(([block, accounts]) => [block, [...accounts]] as const);
    const cells = [...this.#cells].map(([cell, accounts]) => [cell, [...accounts]] as const);
    return { firstAt: this.firstAt ?? null, countries: this.countries.save(), blocks, cells };
  }

  /** Networks that changed since it was last called. */
  takeChanged(): readonly (readonly [string, StoredNetwork])[] {
    const changed = [...this.#changed].flatMap((name) => {
      const network = this.#networks.get(name);
      return network === undefined ? [] : [[name, stored(network)] as const];
    });
    this.#changed.clear();
    return changed;
  }

  /** Takes a stored network back. */
  restore(name: string, network: StoredNetwork): void {
    const { country, cell, first, last, count, visitors, portalUntil, jumps } = network;
    this.#networks.set(name, {
      country: country ?? undefined,
      cell: cell ?? undefined,
      first,
      last,
      count,
      visitors: visitors.map(([account, from, to, own]) => ({
        account,
        first: from,
        last: to,
        own,
      })),
      portalUntil,
      jumps: jumps.map(([account, partner, jumpedAt]) => ({ account, partner, at: jumpedAt })),
    });
  }

  /** Forgets networks that nobody came from for 90 days. */
  forget(at: number): void {
    for (const [name, { last }] of this.#networks) {
      if (last < at - memoryMs) this.#networks.delete(name);
    }
  }

  get #regularsOfADoor(): number {
    return Math.min(10, Math.max(3, Math.ceil(this.accounts * 0.005)));
  }

  get #jumpersOfAPortal(): number {
    return Math.min(10, Math.max(3, Math.ceil(this.accounts * 0.0025)));
  }

  get #crowd(): number {
    return Math.min(visitorLimit, Math.max(10, Math.ceil(this.accounts * 0.02)));
  }

  #networkOf(name: string, at: number): Network {
    const known = this.#networks.get(name);
    if (known !== undefined && known.last >= at - memoryMs) return known;
    const network = {
      country: undefined,
      cell: undefined,
      first: at,
      last: at,
      count: 0,
      visitors: [],
      portalUntil: 0,
      jumps: [],
    };
    this.#networks.set(name, network);
    return network;
  }
}

const dayMs = 86_400_000;
const weekMs = 7 * dayMs;
const memoryMs = 90 * dayMs;
const regularMemoryMs = 30 * dayMs;
/** Less than a day, so that who comes each morning is a regular on the second. */
const regularMs = 20 * 3_600_000;
const visitorLimit = 24;
const jumpLimit = 24;

const blockLimit = 50_000;

/**
 * Since when as many accounts have been elsewhere at once, each in another place; undefined when fewer
 * have. Jumps lie in order of their times.
 */
function sinceJumps(jumps: readonly Jump[], fewest: number): number | undefined {
  const accounts = new Set<string>();
  const partners = new Set<string>();
  for (const { account, partner, at } of jumps.toReversed()) {
    if (accounts.has(account) || partners.has(partner)) continue;
    accounts.add(account);
    partners.add(partner);
    if (accounts.size === fewest) return at;
  }
  return undefined;
}

/** Keeps the first two: enough to know whether another one came. */
function noteAccount<K>(known: Map<K, string[]>, key: K, account: string): void {
  const accounts = known.get(key);
  if (accounts === undefined) {
    if (known.size < blockLimit) known.set(key, [account]);
  } else if (accounts.length < 2 && accounts[0] !== account) accounts.push(account);
}

interface Visit {
  readonly account: string;
  readonly at: number;
  readonly isOwnDevice: boolean;
}

function visit({ visitors }: Network, { account, at, isOwnDevice }: Visit): void {
  for (const visitor of visitors) {
    if (visitor.account === account) {
      visitor.last = at;
      if (isOwnDevice) visitor.own = at;
      return;
    }
  }
  const visitor = { account, first: at, last: at, own: isOwnDevice ? at : 0 };
  if (visitors.length < visitorLimit) {
    visitors.push(visitor);
    return;
  }
  const leaving = visitors.findIndex(
    ({ first, last }) =>
      last < at - regularMemoryMs || (last < at - dayMs && last - first < regularMs),
  );
  if (leaving >= 0) visitors[leaving] = visitor;
}

function stored(network: Network): StoredNetwork {
  const { country, cell, first, last, count, visitors, portalUntil, jumps } = network;
  return {
    country: country ?? null,
    cell: cell ?? null,
    first,
    last,
    count,
    visitors: visitors.map((each) => [each.account, each.first, each.last, each.own]),
    portalUntil,
    jumps: jumps.map((each) => [each.account, each.partner, each.at]),
  };
}
