import swagger from '@fastify/swagger';
import Fastify, { type FastifyInstance } from 'fastify';

import type { ApiTokens } from '../access/api-tokens.js';
import type { Host } from '../host-port.js';
import { serveConsole } from './console.js';
import { guard } from './guard.js';
import { answerProblems } from './problem.js';
import { checkRoutes } from './routes/checks.js';
import { findingRoutes } from './routes/findings.js';
import { healthRoutes } from './routes/health.js';
import { integrationRoutes } from './routes/integrations.js';
import { pluginRoutes } from './routes/plugins.js';
import { priceRoutes } from './routes/prices.js';
import { quotaRoutes } from './routes/quota.js';
import { reportRoutes } from './routes/reports.js';
import { runRoutes } from './routes/runs.js';
import { installValidation } from './validation.js';

/** How the server is set up. */
export interface ServerOptions {
  /** Whose tokens open the API. */
  readonly tokens: Pick<ApiTokens, 'verify'>;
  /** This version of Rollcall. */
  readonly version: string;
  /** Names that this host is reached by, besides `localhost` and addresses. */
  readonly allowedHosts?: readonly string[];
  /** Whether `/` is served. True when absent. */
  readonly hasConsole?: boolean;
  /** Time between two signs of life of an event stream. 15,000 when absent. */
  readonly heartbeatMs?: number;
}

/** The HTTP API and the page that says where it is. Listens when `listen` is called. */
export function buildServer(host: Host, options: ServerOptions): FastifyInstance {
  const server = Fastify({
    bodyLimit: 1_048_576,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 256 },
  });
  installValidation(server);
  answerProblems(server, host.log);
  guard(server, { tokens: options.tokens, allowedHosts: options.allowedHosts ?? [] });
  server.addHook('onSend', async (_request, reply) => {
    reply.header('x-content-type-options', 'nosniff');
    reply.header('referrer-policy', 'no-referrer');
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
  server.register(swagger, { openapi: description(options.version) });
  server.register(async (routes) => {
    healthRoutes(routes, host, options.version);
    await routes.register(apiRoutes(host, options), { prefix: '/api/v1' });
    if (options.hasConsole ?? true) serveConsole(routes, options.version);
  });
  return server;
}

function apiRoutes(host: Host, options: ServerOptions) {
  return async (api: FastifyInstance): Promise<void> => {
    api.get('/openapi.json', { schema: { hide: true }, config: { isPublic: true } }, async () =>
      api.swagger(),
    );
    const live = { heartbeatMs: options.heartbeatMs ?? 15_000 };
    pluginRoutes(api, host, live);
    integrationRoutes(api, host);
    runRoutes(api, host, live);
    quotaRoutes(api, host);
    reportRoutes(api, host);
    findingRoutes(api, host);
    checkRoutes(api, host);
    priceRoutes(api, host);
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
    components: { securitySchemes: { token: { type: 'http' as const, scheme: 'bearer' } } },
    security: [{ token: [] }],
  };
}
