import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

import { contentPolicy } from './security-headers.js';

/** What the built page holds in place of its nonce. */
const noncePlace = 'ROLLCALL_NONCE';
const yearSeconds = 31_536_000;

/** Where the console was built to, and what runs. */
export interface ConsoleOptions {
  /** Folder with `index.html` and `assets/`. */
  readonly folder: string;
  readonly version: string;
}

/**
 * Serves the console: its files as they are, its page for every other address that is no part of the
 * API. Where it was not built, a page says so.
 */
export async function serveConsole(
  server: FastifyInstance,
  { folder, version }: ConsoleOptions,
): Promise<void> {
  const indexPath = join(folder, 'index.html');
  const index = existsSync(indexPath) ? readFileSync(indexPath, 'utf8') : notBuilt(version);
  const files = filesIn(folder);
  await server.register(fastifyStatic, {
    root: folder,
    serve: false,
    preCompressed: true,
    cacheControl: false,
    allowedPath: (path) => files.has(path.replace(/^\//, '')),
  });
  server.get<{ Params: { readonly '*': string } }>(
    '/*',
    { schema: { hide: true }, config: { access: 'public' } },
    async ({ params }, reply) => {
      const path = params['*'];
      if (path === 'api' || path.startsWith('api/')) return reply.callNotFound();
      if (files.has(path)) return sendFile(reply, path);
      if (path.startsWith('assets/')) return reply.callNotFound();
      return sendPage(reply, index);
    },
  );
}

/** Names of files under `assets` change with their content. */
function sendFile(reply: FastifyReply, path: string): FastifyReply {
  const isHashed = path.startsWith('assets/');
  reply.header(
    'cache-control',
    isHashed ? `public, max-age=${yearSeconds}, immutable` : 'no-cache',
  );
  return reply.sendFile(path);
}

function sendPage(reply: FastifyReply, index: string): FastifyReply {
  const nonce = randomBytes(16).toString('base64');
  return reply
    .type('text/html; charset=utf-8')
    .header('content-security-policy', contentPolicy(nonce))
    .header('cache-control', 'no-store')
    .send(index.replaceAll(noncePlace, nonce));
}

/** Only what was there at start is served: no path leads elsewhere. */
function filesIn(folder: string): ReadonlySet<string> {
  if (!existsSync(folder)) return new Set();
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && entry.name !== 'index.html')
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
  return new Set(files);
}

function notBuilt(version: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Rollcall</title>
<style nonce="${noncePlace}">body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:4rem auto;padding:0 1rem}
code{background:#eef;padding:.1em .3em;border-radius:3px}@media(prefers-color-scheme:dark){body{background:#111;color:#eee}code{background:#223}a{color:#9bf}}</style>
</head>
<body>
<main>
<h1>Rollcall ${version} runs</h1>
<p>The pages of the console were not built here.</p>
<p>The API is at <code>/api/v1</code>, described by <a href="/api/v1/openapi.json">OpenAPI 3.1</a>.
It needs a token: <code>Authorization: Bearer …</code>. The first one is in the file <code>api-token</code>
of the home; <code>rollcall token add NAME</code> makes more.</p>
<p>On the command line, begin with <code>rollcall --help</code>.</p>
<p><a href="/healthz">Health</a> · <a href="/readyz">Readiness</a></p>
</main>
</body>
</html>
`;
}
