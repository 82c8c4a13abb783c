import type { OauthApp } from '../auth/app.js';
import type { Row } from '../data/row-table.js';
import type { Mutations, NewSignIn } from '../mutations.js';
import type { OrgNetwork } from '../net/network.js';
import type { OrgSettings } from '../settings.js';
import type { OrgState } from '../state.js';
import type { Truth } from '../truth.js';
import { readFault } from './read-fault.js';

/** What the control endpoint drives. */
export interface ControlParts {
  readonly state: OrgState;
  readonly truth: Truth;
  readonly mutate: Mutations;
  readonly network: OrgNetwork;
}

interface ControlCall {
  readonly path: readonly string[];
  readonly params: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
}

interface ControlRoute {
  readonly method: string;
  readonly pattern: RegExp;
  readonly run: (parts: ControlParts, call: ControlCall) => unknown;
}

/** Every route of the control endpoint. It trusts its caller: bodies are taken as they come. */
export const CONTROL_ROUTES: readonly ControlRoute[] = [
  route('GET', /^\/$/, describeOrg),
  route('GET', /^\/clock$/, ({ state }) => clockOf(state)),
  route('POST', /^\/clock$/, moveClock),
  route('GET', /^\/usage$/, ({ state }) => usageOf(state)),
  route('POST', /^\/usage$/, changeUsage),
  route('GET', /^\/settings$/, ({ state }) => state.settings),
  route('POST', /^\/settings$/, ({ state }, { body }) => {
    refuseUnknown(state.settings, body);
    state.change(body as Partial<OrgSettings>);
    return state.settings;
  }),
  route('GET', /^\/app$/, ({ state }) => state.app),
  route('POST', /^\/app$/, ({ state }, { body }) => {
    refuseUnknown(state.app, body);
    return Object.assign(state.app, body as Partial<OauthApp>);
  }),
  route('POST', /^\/sessions\/expire$/, ({ state }) => state.sessions.expireAll()),
  route('POST', /^\/cursors\/clear$/, ({ state }) => state.cursors.clear()),
  route('POST', /^\/tunnels\/drop$/, ({ network }) => network.dropTunnels()),
  route('POST', /^\/faults$/, ({ state }, { body }) => ({
    id: state.faults.add(readFault(body)),
  })),
  route('DELETE', /^\/faults$/, ({ state }) => state.faults.clear()),
  route('GET', /^\/faults\/(\d+)$/, ({ state }, { path }) => ({
    held: state.faults.held(Number(path[0])),
  })),
  route('DELETE', /^\/faults\/(\d+)$/, ({ state }, { path }) =>
    state.faults.release(Number(path[0])),
  ),
  route('GET', /^\/requests$/, listRequests),
  route('DELETE', /^\/requests$/, ({ state }) => state.log.clear()),
  route('GET', /^\/connects$/, ({ network }) => network.connects),
  route('GET', /^\/truth$/, summarise),
  route('GET', /^\/truth\/(\w+)\/ids$/, ({ truth }, { path }) => [...truth.ids(path[0] ?? '')]),
  route('GET', /^\/truth\/(\w+)\/rows$/, ({ truth }, { path }) => truth.rows(path[0] ?? '')),
  route('POST', /^\/rows\/(\w+)$/, addRow),
  route('POST', /^\/rows\/(\w+)\/(\w+)$/, ({ mutate }, { path, body }) =>
    mutate.change(path[0] ?? '', path[1] ?? '', body as Row),
  ),
  route('DELETE', /^\/rows\/(\w+)\/(\w+)$/, ({ mutate }, { path }) =>
    mutate.delete(path[0] ?? '', path[1] ?? ''),
  ),
  route('POST', /^\/users\/(\w+)\/freeze$/, ({ mutate }, { path, body }) =>
    mutate.freezeUser(path[0] ?? '', body.isFrozen !== false),
  ),
  route('POST', /^\/sign-ins$/, ({ mutate }, { body }) => ({
    ids: mutate.addSignIns(body.list as readonly NewSignIn[]),
  })),
];

function route(method: string, pattern: RegExp, run: ControlRoute['run']): ControlRoute {
  return { method, pattern, run };
}

/** A misspelt name would change nothing, and nobody would notice. */
function refuseUnknown(known: object, changes: object): void {
  const unknown = Object.keys(changes).filter((name) => !(name in known));
  if (unknown.length === 0) return;
  throw new Error(`unknown: ${unknown.join(', ')}; known: ${Object.keys(known).join(', ')}`);
}

function describeOrg({ state, network }: ControlParts) {
  const { consumerKey, consumerSecret } = state.app;
  return {
    salesforceUrl: state.url,
    orgId: state.data.orgId,
    consumerKey,
    consumerSecret,
    proxyUrl: network.proxyUrl,
    caFile: network.caFile,
  };
}

function clockOf({ clock }: OrgState) {
  return { now: new Date(clock.now()).toISOString() };
}

function moveClock({ state }: ControlParts, { body }: ControlCall) {
  const { set, advanceMs, running } = body;
  if (typeof set === 'string' || typeof set === 'number') state.clock.set(set);
  if (typeof advanceMs === 'number') state.clock.advance(advanceMs);
  if (running === true) state.clock.run();
  if (running === false) state.clock.pause();
  return clockOf(state);
}

function usageOf({ usage }: OrgState) {
  return { used: usage.used, limit: usage.limit, isSoft: usage.isSoft };
}

function changeUsage({ state }: ControlParts, { body }: ControlCall) {
  const { used, limit, isSoft, spendByOthers } = body;
  if (typeof limit === 'number') state.usage.limit = limit;
  if (typeof isSoft === 'boolean') state.usage.isSoft = isSoft;
  if (typeof used === 'number') state.usage.used = used;
  if (typeof spendByOthers === 'number') state.usage.spendByOthers(spendByOthers);
  return usageOf(state);
}

/** `?from=` leaves out requests before that place in the log. */
function listRequests({ state }: ControlParts, { params }: ControlCall) {
  return state.log.all.slice(Number(params.get('from') ?? 0));
}

function summarise({ truth, state }: ControlParts) {
  const names = [
    'User',
    'LoginHistory',
    'PermissionSetAssignment',
    'SetupAuditTrail',
    'OauthToken',
  ];
  return {
    counts: Object.fromEntries(names.map((name) => [name, truth.count(name)])),
    neverSignedIn: truth.neverSignedIn(),
    deactivated: truth.deactivated(),
    frozen: truth.frozen(),
    runAs: state.app.runAs,
  };
}

function addRow({ mutate }: ControlParts, { path, body }: ControlCall) {
  const [object = ''] = path;
  return { id: object === 'User' ? mutate.addUser(body as Row) : mutate.add(object, body as Row) };
}
