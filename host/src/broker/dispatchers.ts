import { getCACertificates } from 'node:tls';

import { Agent, type Dispatcher, ProxyAgent } from 'undici';

import { guardedLookup } from './address.js';

/** What connections are made with. */
export interface DispatcherOptions {
  /** Certificates in PEM that are trusted besides Node's own; those of `NODE_EXTRA_CA_CERTS` are anyway. */
  readonly extraCa?: string | undefined;
  /** Replaces the system's name lookup where we resolve names ourselves. */
  readonly lookup?: Parameters<typeof guardedLookup>[0] | undefined;
}

const connectTimeoutMs = 15_000;
const shared = {
  allowH2: false,
  connections: 32,
  keepAliveTimeout: 30_000,
  maxHeaderSize: 65_536,
  pipelining: 1,
} as const;

/** Connections of this process, kept alive: one set for direct ones, and one for each proxy. */
export class Dispatchers {
  readonly #options: DispatcherOptions;
  readonly #open = new Map<string, Dispatcher>();

  constructor(options: DispatcherOptions = {}) {
    this.#options = options;
  }

  /** Connections through `proxy`, or direct ones. */
  through(proxy: URL | undefined): Dispatcher {
    const key = proxy?.href ?? '';
    const known = this.#open.get(key);
    if (known !== undefined) return known;
    const made = proxy === undefined ? this.#direct() : this.#proxied(proxy);
    this.#open.set(key, made);
    return made;
  }

  /** Breaks off whatever is under way. */
  async close(): Promise<void> {
    const open = [...this.#open.values()];
    this.#open.clear();
    await Promise.all(open.map((dispatcher) => dispatcher.destroy()));
  }

  #direct(): Dispatcher {
    const connect = { ...this.#trust(), lookup: guardedLookup(this.#options.lookup) };
    return new Agent({ ...shared, connect: { ...connect, timeout: connectTimeoutMs } });
  }

  #proxied(proxy: URL): Dispatcher {
    const trust = this.#trust();
    return new ProxyAgent({
      ...shared,
      uri: proxy.href,
      requestTls: { ...trust, timeout: connectTimeoutMs },
      proxyTls: { ...trust, timeout: connectTimeoutMs },
    });
  }

  #trust(): { ca?: string[] } {
    const { extraCa } = this.#options;
    return extraCa === undefined ? {} : { ca: [...getCACertificates('default'), extraCa] };
  }
}
