import type { OauthApp } from './auth/app.js';
import type { Sessions } from './auth/sessions.js';
import type { OrgClock } from './clock.js';
import { type ControlServer, startControl } from './control/server.js';
import type { OrgData } from './data/org-data.js';
import type { FaultRegistry } from './faults/registry.js';
import { Mutations } from './mutations.js';
import { type OrgNetwork, startNetwork } from './net/network.js';
import { startTlsServer, type TlsServer } from './net/tls-server.js';
import type { OrgOptions } from './options.js';
import { answer, type OnRequest } from './pipeline.js';
import type { LoggedRequest, RequestLog } from './request-log.js';
import type { OrgSettings } from './settings.js';
import { OrgState } from './state.js';
import { Truth } from './truth.js';
import type { Usage } from './usage.js';

/** What an org shares with others. */
export interface Surroundings {
  /** A network to join, which then outlives the org. By default each org has its own. */
  readonly network?: OrgNetwork;
}

/** Makes an org and starts its servers. The caller stops it. */
export async function startOrg(options: OrgOptions & Surroundings = {}): Promise<SimulatedOrg> {
  const state = new OrgState(options);
  const network = options.network ?? (await startNetwork(options));
  const hooks: Hooks = { onRequest: undefined };
  const server = await startTlsServer(
    network.authority,
    (request) => answer(state, request, hooks.onRequest),
    options.tlsPort ?? 0,
  );
  for (const host of hostsOf(state.host)) network.route(host, server.port);
  const handles = { truth: new Truth(state), mutate: new Mutations(state), network };
  const control = await startControl({ state, ...handles }, options.controlPort ?? 0);
  const isOwnNetwork = options.network === undefined;
  return new SimulatedOrg(state, { ...handles, server, control, hooks, isOwnNetwork });
}

interface Hooks {
  onRequest: OnRequest | undefined;
}

interface Parts {
  readonly truth: Truth;
  readonly mutate: Mutations;
  readonly network: OrgNetwork;
  readonly server: TlsServer;
  readonly control: ControlServer;
  readonly hooks: Hooks;
  readonly isOwnNetwork: boolean;
}

/** A running org and every handle a test may want on it. */
export class SimulatedOrg {
  readonly clock: OrgClock;
  readonly sessions: Sessions;
  readonly usage: Usage;
  readonly faults: FaultRegistry;
  readonly data: OrgData;
  /** Every request in order of arrival. */
  readonly log: RequestLog;
  /** The external client app; its properties may be changed. */
  readonly app: OauthApp;
  /** What is really in the org. */
  readonly truth: Truth;
  /** Changes the org's data. */
  readonly mutate: Mutations;
  readonly network: OrgNetwork;

  constructor(
    private readonly state: OrgState,
    private readonly parts: Parts,
  ) {
    this.clock = state.clock;
    this.sessions = state.sessions;
    this.usage = state.usage;
    this.faults = state.faults;
    this.data = state.data;
    this.log = state.log;
    this.app = state.app;
    this.truth = parts.truth;
    this.mutate = parts.mutate;
    this.network = parts.network;
  }

  get salesforceUrl(): string {
    return this.state.url;
  }

  get orgId(): string {
    return this.state.data.orgId;
  }

  get consumerKey(): string {
    return this.state.app.consumerKey;
  }

  get consumerSecret(): string {
    return this.state.app.consumerSecret;
  }

  get proxyUrl(): string {
    return this.network.proxyUrl;
  }

  get caPem(): string {
    return this.network.caPem;
  }

  get caFile(): string {
    return this.network.caFile;
  }

  /** Drives the org from another process. */
  get controlUrl(): string {
    return this.parts.control.url;
  }

  get requests(): readonly LoggedRequest[] {
    return this.log.all;
  }

  get settings(): Readonly<OrgSettings> {
    return this.state.settings;
  }

  /** Changes behaviour while the org runs. */
  change(changes: Partial<OrgSettings>): void {
    this.state.change(changes);
  }

  /** Called before the org looks at a request; what it awaits holds the request back. */
  set onRequest(hook: OnRequest | undefined) {
    this.parts.hooks.onRequest = hook;
  }

  async stop(): Promise<void> {
    this.faults.clear();
    await this.parts.control.stop();
    this.network.unroute(this.parts.server.port);
    await this.parts.server.stop();
    if (this.parts.isOwnNetwork) await this.network.stop();
  }
}

/** The org's own hosts, and those that look like a Salesforce org but are none. */
function hostsOf(host: string): string[] {
  const lightning = host.replace(/\.my\.salesforce\.com$/, '.lightning.force.com');
  return [host, lightning, 'login.salesforce.com', 'test.salesforce.com', '.my.salesforce.com'];
}
