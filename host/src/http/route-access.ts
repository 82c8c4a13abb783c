import type { FastifyInstance } from 'fastify';

import type { Role } from '../db/access-tables.js';

/**
 * Who may use a route: everybody, only a person with a session (never a token), or whoever has at
 * least the role.
 */
export type RouteAccess = 'public' | 'session' | Role;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may use the route. Each says so; without it the server does not start. */
    readonly access?: RouteAccess;
    /**
     * What the audit log calls it, `<noun>.<verb>`; null where nothing changes. Each route that is no
     * GET says so; without it the server does not start.
     */
    readonly action?: string | null;
  }
}

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whether requests of this method may change something. */
export function isChanging(method: string): boolean {
  return !reading.has(method);
}

/**
 * Refuses every route that does not say who may use it, or how its change is recorded: what is
 * forgotten is found at start, not by an attacker.
 */
export function demandDeclarations(server: FastifyInstance): void {
  server.addHook('onRoute', ({ method, url, config }) => {
    const methods = [method].flat();
    if (config?.access === undefined) {
      throw new Error(`${methods} ${url} does not say who may use it: config.access is missing`);
    }
    if (methods.some(isChanging) && config.action === undefined) {
      throw new Error(`${methods} ${url} does not say what it changes: config.action is missing`);
    }
  });
}
