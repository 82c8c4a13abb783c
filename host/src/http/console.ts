import type { FastifyInstance } from 'fastify';

/** Serves `/`: until there is a console, a page that says what runs and where the API is. */
export function serveConsole(server: FastifyInstance, version: string): void {
  const html = page(version);
  server.get('/', { schema: { hide: true }, config: { isPublic: true } }, async (_, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
      .send(html),
  );
}

function page(version: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Rollcall</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:4rem auto;padding:0 1rem}
code{background:#eef;padding:.1em .3em;border-radius:3px}@media(prefers-color-scheme:dark){body{background:#111;color:#eee}code{background:#223}a{color:#9bf}}</style>
</head>
<body>
<main>
<h1>Rollcall ${version} runs</h1>
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
