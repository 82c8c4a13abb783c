import { readBearer } from './auth/credentials.js';
import { answerFor, isEdgeFault, spoil } from './faults/effects.js';
import type { Fault } from './faults/fault.js';
import type { MetFault } from './faults/registry.js';
import { failure, html, type Reply } from './net/reply.js';
import type { OrgRequest } from './net/request.js';
import type { LoggedRequest } from './request-log.js';
import { dispatch } from './routes/data-routes.js';
import { limitHeader } from './routes/limits.js';
import { routeOauth } from './routes/oauth-routes.js';
import { listVersions } from './routes/versions.js';
import type { OrgState } from './state.js';

const LONGEST_HEAD = 16_384;
const COMMON_HEADERS = {
  'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
  'X-Robots-Tag': 'none',
  'Set-Cookie': 'CookieConsentPolicy=0:1; path=/',
  Vary: 'Accept-Encoding',
};
const REMOVAL = "This API is deprecated and will be removed by Summer '28.";
const DEPRECATED = `299 - "${REMOVAL} Please see https://help.salesforce.com/ for details."`;

/** Called for every request before the org looks at it; what it awaits holds the request back. */
export type OnRequest = (request: OrgRequest, entry: LoggedRequest) => void | Promise<void>;

/** Answers a request as the org does, with the faults it meets on the way. */
export async function answer(
  org: OrgState,
  request: OrgRequest,
  onRequest: OnRequest | undefined,
): Promise<Reply> {
  const { method, host, path, headers } = request;
  const query = request.params.size === 0 ? '' : `?${request.params}`;
  const entry = org.log.add({
    time: org.clock.now(),
    method,
    host,
    path: path + query,
    soql: request.params.get('q') ?? undefined,
    userAgent: headers['user-agent'],
    counted: 0,
    status: undefined,
    faults: [],
  });
  await onRequest?.(request, entry);
  const met = org.faults.meet(request);
  entry.faults.push(...met.map(({ fault }) => fault.kind));
  await holdBack(met);
  const faults = met.map(({ fault }) => fault);
  let reply = answerWith(org, request, faults, entry);
  reply = {
    ...reply,
    headers: { Date: new Date(org.clock.now()).toUTCString(), ...COMMON_HEADERS, ...reply.headers },
  };
  for (const fault of faults) reply = spoil(fault, reply, org);
  entry.status = reply.mishap === 'reset' ? undefined : reply.status;
  return reply;
}

async function holdBack(met: readonly MetFault[]): Promise<void> {
  for (const { fault, released } of met) {
    if (fault.kind === 'hold') await released();
    if (fault.kind === 'delay') await new Promise((resolve) => setTimeout(resolve, fault.ms));
  }
}

function answerWith(
  org: OrgState,
  request: OrgRequest,
  faults: readonly Fault[],
  entry: LoggedRequest,
): Reply {
  const edge = faults.find(isEdgeFault);
  const atEdge = edge === undefined ? refuseAtEdge(org, request) : answerFor(edge, org);
  if (atEdge !== undefined) return atEdge;
  if (/^\/services\/data\/v[^/]+/.test(request.path))
    return answerData(org, request, faults, entry);
  for (const fault of faults) {
    const reply = answerFor(fault, org);
    if (reply !== undefined) return reply;
  }
  if (/^\/services\/data\/?$/.test(request.path)) return listVersions(org);
  return routeOauth(org, request) ?? html('URL No Longer Exists', 404);
}

/** What never reaches the org: unknown hosts, maintenance, requests that are too long. */
function refuseAtEdge(org: OrgState, request: OrgRequest): Reply | undefined {
  if (org.settings.isInMaintenance) return html('We are down for maintenance.', 503);
  const uri = request.path.length + String(request.params).length;
  if (uri > LONGEST_HEAD) return html('URI Too Long', 414);
  const headers = Object.entries(request.headers).reduce(
    (sum, [name, value]) => sum + name.length + (value ?? '').length,
    0,
  );
  if (uri + headers > LONGEST_HEAD) return html('Request Header Fields Too Large', 431);
  if (request.host === org.host || request.path === '/services/oauth2/token') return undefined;
  return html('URL No Longer Exists', 404);
}

function answerData(
  org: OrgState,
  request: OrgRequest,
  faults: readonly Fault[],
  entry: LoggedRequest,
): Reply {
  const [basePath = '', version = ''] =
    /^\/services\/data\/v(\d+)\.0(?=\/|$)/.exec(request.path) ?? [];
  const apiVersion = Number(version);
  const refusal =
    refuseVersion(org, version) ?? faults.map((fault) => answerFor(fault, org)).find(Boolean);
  const session = refusal === undefined ? org.sessions.use(readBearer(request) ?? '') : undefined;
  if (refusal !== undefined || session === undefined) {
    return withLimit(org, refusal ?? refuseCaller(request), faults);
  }
  const gate = refuseAccess(org);
  if (gate !== undefined) return withLimit(org, gate, faults);
  const before = org.usage.used;
  if (!request.path.endsWith('/composite/batch')) org.usage.spendByOthers(1);
  const short = faults.find((fault) => fault.kind === 'short-page');
  const view = org.view(session.userId, apiVersion);
  const maxPage = short?.rows ?? Number.POSITIVE_INFINITY;
  const reply = dispatch({
    org,
    request,
    session,
    view,
    basePath,
    parts: [],
    maxPage,
  });
  entry.counted = org.usage.used - before;
  const isDeprecated = apiVersion <= 40;
  const headers = isDeprecated ? { ...reply.headers, Warning: DEPRECATED } : reply.headers;
  return withLimit(org, { ...reply, headers }, faults);
}

function refuseVersion(org: OrgState, version: string): Reply | undefined {
  const { min, max } = org.settings.apiVersions;
  if (version === '' || Number(version) > max) {
    return failure(404, 'NOT_FOUND', 'The requested resource does not exist');
  }
  if (Number(version) >= min) return undefined;
  const what = `The API version that was specified (${version}.0)`;
  const below = `${what} is below the minimum supported (${min}.0).`;
  return failure(410, 'GONE', `${below} Change the version number and run the request again.`);
}

function refuseCaller(request: OrgRequest): Reply {
  const header = request.headers.authorization;
  const isOdd = header !== undefined && readBearer(request) === undefined;
  if (isOdd) return failure(401, 'INVALID_AUTH_HEADER', 'INVALID_HEADER_TYPE');
  return failure(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
}

function refuseAccess(org: OrgState): Reply | undefined {
  if (!org.settings.isApiEnabledForOrg) {
    return failure(
      403,
      'API_DISABLED_FOR_ORG',
      'The REST API is not enabled for this Organization.',
    );
  }
  if (!org.settings.permissions.includes('ApiEnabled')) {
    return failure(403, 'API_CURRENTLY_DISABLED', 'API is disabled for this User');
  }
  if (!org.usage.isExhausted()) return undefined;
  return failure(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.');
}

function withLimit(org: OrgState, reply: Reply, faults: readonly Fault[]): Reply {
  const bent = faults.find((fault) => fault.kind === 'limit-header');
  const header = limitHeader(org, bent?.form);
  if (header === undefined) return reply;
  return { ...reply, headers: { ...reply.headers, 'Sforce-Limit-Info': header } };
}
