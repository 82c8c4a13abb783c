import type { OauthApp } from './auth/app.js';
import type { Sessions } from './auth/sessions.js';
import type { OrgClock } from './clock.js';
import { startControl } from './control/server.js';
import type { OrgData } from './data/org-data.js';
import type { FaultRegistry } from './faults/registry.js';
import { Mutations } from './mutations.js';
import { type OrgNetwork, startNetwork } from './net/network.js';
import { startTlsServer } from './net/tls-server.js';
import type { OrgOptions } from './options.js';
import { answer, type OnRequest } from './pipeline.js';
import type { LoggedRequest, RequestLog } from './request-log.js';
import type { OrgSettings } from './settings.js';
import { OrgState } from './state.js';
import { Truth } from './truth.js';
import type { Usage } from './usage.js';

/** A running org and every handle a test may want on it. */
export interface SimulatedOrg {
  readonly salesforceUrl: string;
  readonly orgId: string;
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly proxyUrl: string;
  readonly caPem: string;
  readonly caFile: string;
  /** Drives the org from another process. */
  readonly controlUrl: string;
  readonly network: OrgNetwork;
  readonly clock: OrgClock;
  readonly app: OauthApp;
  readonly sessions: Sessions;
  readonly usage: Usage;
  readonly faults: FaultRegistry;
  readonly truth: Truth;
  readonly mutate: Mutations;
  readonly data: OrgData;
  /** Settings at the moment; `change` changes them. */
  readonly settings: Readonly<OrgSettings>;
  readonly requests: readonly LoggedRequest[];
  readonly log: RequestLog;
  change(changes: Partial<OrgSettings>): void;
  /** Called before the org looks at a request; what it awaits holds the request back. */
  onRequest: OnRequest | undefined;
  stop(): Promise<void>;
}

/** What an org shares with others. */
export interface Surroundings {
  /** A network to join, which then outlives the org. By default each org has its own. */
  readonly network?: OrgNetwork;
}

/** Makes an org and starts its servers. The caller stops it. */
export async function startOrg(options: OrgOptions & Surroundings = {}): Promise<SimulatedOrg> {
  const state = new OrgState(options);
  const network = options.network ?? (await startNetwork(options));
  let onRequest: OnRequest | undefined;
  const server = await startTlsServer(
    network.authority,
    (request) => answer(state, request, onRequest),
    options.tlsPort ?? 0,
  );
  for (const host of hostsOf(state.host)) network.route(host, server.port);
  const parts = { state, truth: new Truth(state), mutate: new Mutations(state), network };
  const control = await startControl(parts, options.controlPort ?? 0);
  return {
    salesforceUrl: state.url,
    orgId: state.data.orgId,
    get consumerKey() {
      return state.app.consumerKey;
    },
    get consumerSecret() {
      return state.app.consumerSecret;
    },
    proxyUrl: network.proxyUrl,
    caPem: network.caPem,
    caFile: network.caFile,
    controlUrl: control.url,
    network,
    clock: state.clock,
    app: state.app,
    sessions: state.sessions,
    usage: state.usage,
    faults: state.faults,
    truth: parts.truth,
    mutate: parts.mutate,
    data: state.data,
    get settings() {
      return state.settings;
    },
    requests: state.log.all,
    log: state.log,
    change: (changes) => state.change(changes),
    get onRequest() {
      return onRequest;
    },
    set onRequest(hook) {
      onRequest = hook;
    },
    stop: async () => {
      state.faults.clear();
      await control.stop();
      network.unroute(server.port);
      await server.stop();
      if (options.network === undefined) await network.stop();
    },
  };
}

/** The org's own hosts, and those that look like a Salesforce org but are none. */
function hostsOf(host: string): string[] {
  const lightning = host.replace(/\.my\.salesforce\.com$/, '.lightning.force.com');
  return [host, lightning, 'login.salesforce.com', 'test.salesforce.com', '.my.salesforce.com'];
}
