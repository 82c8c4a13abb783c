import fastifyCookie from '@fastify/cookie';
import swagger from '@fastify/swagger';
import Fastify, { type FastifyInstance } from 'fastify';

import type { Host } from '../host-port.js';
import { auditChanges } from './audit.js';
import { serveConsole } from './console.js';
import { describeRoute } from './describe-route.js';
import { guard } from './guard.js';
import { answerProblems } from './problem.js';
import { PublicAddress } from './public-address.js';
import { demandDeclarations } from './route-access.js';
import { accessRoutes } from './routes/access.js';
import { accountRoutes } from './routes/accounts.js';
import { auditRoutes } from './routes/audit.js';
import { checkRoutes } from './routes/checks.js';
import { deliveryRoutes } from './routes/deliveries.js';
import { findingRoutes } from './routes/findings.js';
import { healthRoutes } from './routes/health.js';
import { integrationRoutes } from './routes/integrations.js';
import { pluginRoutes } from './routes/plugins.js';
import { priceRoutes } from './routes/prices.js';
import { quotaRoutes } from './routes/quota.js';
import { reportRoutes } from './routes/reports.js';
import { reviewRoutes } from './routes/reviews.js';
import { runRoutes } from './routes/runs.js';
import { sessionRoutes } from './routes/session.js';
import { ownSessionRoutes } from './routes/sessions.js';
import { signInRoutes } from './routes/sign-ins.js';
import { tokenRoutes } from './routes/tokens.js';
import { userRoutes } from './routes/users.js';
import { welcomeRoutes } from './routes/welcome.js';
import { addSecurityHeaders } from './security-headers.js';
import { SessionCookie } from './session-cookie.js';
import { installValidation } from './validation.js';

/** How the server is set up. */
export interface ServerOptions {
  /** This version of Rollcall. */
  readonly version: string;
  /** Names that this host is reached by, besides `localhost` and addresses. */
  readonly allowedHosts?: readonly string[];
  /** Folder of the built console; its pages are not served when absent. */
  readonly consoleFolder?: string | undefined;
  /** Whether other machines reach this one: then cookies go by https only. */
  readonly isBeyondLoopback?: boolean;
  /** The address that people use, where a proxy stands before the host. */
  readonly publicUrl?: string | undefined;
  /** Addresses of proxies whose word on client and protocol is taken. */
  readonly trustedProxies?: readonly string[];
  /** Time between two signs of life of an event stream. 15,000 when absent. */
  readonly heartbeatMs?: number;
}

/** The HTTP API and the page that says where it is. Listens when `listen` is called. */
export function buildServer(host: Host, options: ServerOptions): FastifyInstance {
  const server = Fastify({
    bodyLimit: 1_048_576,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 256 },
    trustProxy: options.trustedProxies?.length ? [...options.trustedProxies] : false,
  });
  const address = new PublicAddress(options.publicUrl);
  const isSecureOnly = options.isBeyondLoopback || address.origin?.startsWith('https:') || false;
  const cookie = new SessionCookie({ isSecureOnly });
  installValidation(server);
  answerProblems(server, host.log);
  demandDeclarations(server);
  guard(server, {
    access: host.access,
    cookie,
    allowedHosts: [...(options.allowedHosts ?? []), ...address.hosts],
    publicOrigin: address.origin,
  });
  auditChanges(server, host);
  addSecurityHeaders(server);
  server.register(fastifyCookie, { hook: false });
  server.register(swagger, { openapi: description(options.version), transform: describeRoute });
  server.register(async (routes) => {
    healthRoutes(routes, host, options.version);
    await routes.register(apiRoutes(host, options, { cookie, address }), { prefix: '/api/v1' });
    const { consoleFolder: folder, version } = options;
    if (folder !== undefined) await serveConsole(routes, { folder, version });
  });
  return server;
}

interface SignInParts {
  readonly cookie: SessionCookie;
  readonly address: PublicAddress;
}

function apiRoutes(host: Host, options: ServerOptions, { cookie, address }: SignInParts) {
  return async (api: FastifyInstance): Promise<void> => {
    api.get('/openapi.json', { schema: { hide: true }, config: { access: 'public' } }, async () =>
      api.swagger(),
    );
    const live = { heartbeatMs: options.heartbeatMs ?? 15_000 };
    pluginRoutes(api, host, live);
    integrationRoutes(api, host);
    runRoutes(api, host, live);
    quotaRoutes(api, host);
    reportRoutes(api, host);
    findingRoutes(api, host);
    reviewRoutes(api, host);
    checkRoutes(api, host);
    deliveryRoutes(api, host);
    priceRoutes(api, host);
    signInRoutes(api, host);
    accountRoutes(api, host);
    accessRoutes(api, host);
    sessionRoutes(api, host, cookie);
    welcomeRoutes(api, host, cookie);
    ownSessionRoutes(api, host, cookie);
    userRoutes(api, host, address);
    tokenRoutes(api, host);
    auditRoutes(api, host);
  };
}

function description(version: string) {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Rollcall',
      version,
      description: 'Errors are problem details (RFC 9457) with `code` and `hint`.',
    },
    components: {
      securitySchemes: {
        token: { type: 'http' as const, scheme: 'bearer' },
        session: { type: 'apiKey' as const, in: 'cookie' as const, name: 'rollcall' },
      },
    },
    security: [{ token: [] }, { session: [] }],
  };
}
