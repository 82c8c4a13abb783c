import type { SignInEvent } from '../events/event.js';
import { Seen, type StoredSight } from './seen.js';

/** An account on a network, as it is stored. */
export type StoredVisitor = readonly [account: string, first: number, last: number, jumped: number];

/** A network between runs. */
export interface StoredNetwork {
  readonly country: string | null;
  readonly first: number;
  readonly last: number;
  readonly count: number;
  readonly visitors: readonly StoredVisitor[];
}

/** What is stored of a tenant between runs, without its networks. */
export interface StoredTenant {
  readonly firstAt: number | null;
  readonly countries: readonly StoredSight<string>[];
  readonly blocks: readonly (readonly [block: string, accounts: readonly string[]])[];
}

interface Visitor {
  readonly account: string;
  readonly first: number;
  last: number;
  /** When it was last met here and far away at once; 0 when never. */
  jumped: number;
}

interface Network {
  country: string | undefined;
  first: number;
  last: number;
  /** Good sign-ins. */
  count: number;
  readonly visitors: Visitor[];
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
  readonly #networks = new Map<string, Network>();
  readonly #changed = new Set<string>();

  constructor(stored?: StoredTenant) {
    this.firstAt = stored?.firstAt ?? undefined;
    this.countries = new Seen(256, stored?.countries);
    this.#blocks = new Map(stored?.blocks.map(([block, accounts]) => [block, [...accounts]]));
  }

  /** Takes a good sign-in into the habits of the tenant. */
  add({ at, account, source, country }: SignInEvent): void {
    if (country !== undefined) this.countries.add(country, at);
    if (source === undefined || account === undefined) return;
    const network = this.#networkOf(source.network, at);
    network.country = country ?? network.country;
    network.last = at;
    network.count += 1;
    visit(network, account, at);
    this.#changed.add(source.network);
    const accounts = this.#blocks.get(source.block);
    if (accounts === undefined) {
      if (this.#blocks.size < blockLimit) this.#blocks.set(source.block, [account]);
    } else if (accounts.length < 2 && accounts[0] !== account) accounts.push(account);
  }

  /** Notes that an account was here and far away at once, both places being its own. */
  noteJump(network: string, account: string, at: number): void {
    const visitor = this.#networks.get(network)?.visitors.find((each) => each.account === account);
    if (visitor === undefined) return;
    visitor.jumped = at;
    this.#changed.add(network);
  }

  /**
   * Whether people are there who are elsewhere at the same time, as at the exit of a VPN: then its
   * place is nobody's place.
   */
  isPortal(network: string, at: number): boolean {
    const visitors = this.#networks.get(network)?.visitors ?? [];
    let jumpers = 0;
    for (const { jumped } of visitors)
      if (jumped > 0 && jumped >= at - regularMemoryMs) jumpers += 1;
    return jumpers >= 3;
  }

  /** Whether another account has come from that block: a provider that people here use. */
  isBlockOfOthers(block: string, account: string): boolean {
    return this.#blocks.get(block)?.some((each) => each !== account) === true;
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
   * on other days, or a crowd came within a day. A place there tells nothing about a person. An
   * attacker's network has victims, but no regulars.
   */
  isShared(network: string, at: number): boolean {
    const known = this.#networks.get(network);
    if (known === undefined) return false;
    let regulars = 0;
    let veterans = 0;
    let today = 0;
    let lately = 0;
    for (const { first, last } of known.visitors) {
      if (last < at - regularMemoryMs) continue;
      lately += 1;
      if (last - first >= regularMs) regulars += 1;
      if (last - first >= weekMs) veterans += 1;
      if (last >= at - dayMs) today += 1;
    }
    const fewest = this.#regularsOfADoor;
    if (veterans >= 3) return true;
    return regulars >= fewest || today >= this.#crowd || lately >= Math.max(10, fewest * 2);
  }

  save(): StoredTenant {
    const blocks = [...this.#blocks].map(([block, accounts]) => [block, [...accounts]] as const);
    return { firstAt: this.firstAt ?? null, countries: this.countries.save(), blocks };
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
  restore(name: string, { country, first, last, count, visitors }: StoredNetwork): void {
    this.#networks.set(name, {
      country: country ?? undefined,
      first,
      last,
      count,
      visitors: visitors.map(([account, from, to, jumped]) => ({
        account,
        first: from,
        last: to,
        jumped,
      })),
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

  get #crowd(): number {
    return Math.min(visitorLimit, Math.max(10, Math.ceil(this.accounts * 0.02)));
  }

  #networkOf(name: string, at: number): Network {
    const known = this.#networks.get(name);
    if (known !== undefined && known.last >= at - memoryMs) return known;
    const network = { country: undefined, first: at, last: at, count: 0, visitors: [] };
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
const blockLimit = 50_000;

function visit(network: Network, account: string, at: number): void {
  const { visitors } = network;
  for (const visitor of visitors) {
    if (visitor.account === account) {
      visitor.last = at;
      return;
    }
  }
  if (visitors.length < visitorLimit) {
    visitors.push({ account, first: at, last: at, jumped: 0 });
    return;
  }
  const leaving = visitors.findIndex(
    ({ first, last }) =>
      last < at - regularMemoryMs || (last < at - dayMs && last - first < regularMs),
  );
  if (leaving >= 0) visitors[leaving] = { account, first: at, last: at, jumped: 0 };
}

function stored({ country, first, last, count, visitors }: Network): StoredNetwork {
  return {
    country: country ?? null,
    first,
    last,
    count,
    visitors: visitors.map((each) => [each.account, each.first, each.last, each.jumped]),
  };
}
