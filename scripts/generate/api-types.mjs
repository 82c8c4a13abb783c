import { mkdir, rm, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';

import { build } from 'esbuild';
import { compile } from 'json-schema-to-typescript';

const prefix = '/api/v1';
const methods = ['get', 'put', 'post', 'patch', 'delete'];

/**
 * The types of the HTTP API's paths, in the form that openapi-fetch reads, made from the OpenAPI
 * document of the server's own sources. An answer has all the properties that its schema names.
 */
export async function apiTypes(root) {
  const { paths } = await apiDocument(root);
  const own = Object.entries(paths).filter(([path]) => path.startsWith(`${prefix}/`));
  const schema = closed(
    Object.fromEntries(own.map(([path, item]) => [path.slice(prefix.length), pathSchema(item)])),
  );
  const text = await compile(schema, 'paths', {
    // Bounds of lists are the host’s to judge: as types they are tuples that nobody can make.
    ignoreMinAndMaxItems: true,
    bannerComment: '// Generated from the OpenAPI document by scripts/generate.mjs. Do not edit.',
    format: true,
    style: { singleQuote: true, printWidth: 100 },
    unknownAny: true,
  });
  // statuses are numbers for openapi-fetch
  return text.replaceAll(/'(\d{3})':/g, '$1:');
}

/** Describes the server without starting it: nothing of the host is used for that. */
async function apiDocument(root) {
  const folder = `${root}.runtime/generate`;
  const file = `${folder}/server-${process.pid}.mjs`;
  const bundled = await build({
    entryPoints: [`${root}host/src/http/server.ts`],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    alias: { '@rollcall/core': `${root}core/src/index.ts` },
    tsconfig: `${root}tsconfig.json`,
    banner: { js: "import 'reflect-metadata';" },
  });
  await mkdir(folder, { recursive: true });
  try {
    await writeFile(file, bundled.outputFiles[0].contents);
    const { buildServer } = await import(pathToFileURL(file).href);
    const server = buildServer(unused, { version: '0' });
    await server.ready();
    return server.swagger();
  } finally {
    await rm(file, { force: true });
  }
}

/** Stands for every service: routes ask them only when they are called. */
const unused = new Proxy(() => unused, {
  get: (_, name) => (name === 'then' ? undefined : unused),
});

function pathSchema(item) {
  return closed(
    Object.fromEntries(
      methods.filter((method) => item[method]).map((method) => [method, operation(item[method])]),
    ),
  );
}

function operation({ parameters = [], requestBody, responses }) {
  const body = requestBody
    ? { requestBody: contentOf(requestBody.content, (schema) => schema) }
    : {};
  return closed(
    { parameters: parametersOf(parameters), ...body, responses: responsesOf(responses) },
    ['parameters', 'responses', ...(requestBody?.required ? ['requestBody'] : [])],
  );
}

function parametersOf(parameters) {
  const kinds = Map.groupBy(parameters, (parameter) => parameter.in);
  const schemas = [...kinds].map(([kind, of]) => [
    kind,
    closed(
      Object.fromEntries(of.map(({ name, schema }) => [name, schema])),
      of.filter(({ required }) => required).map(({ name }) => name),
    ),
  ]);
  return closed(
    Object.fromEntries(schemas),
    [...kinds].filter(([, of]) => of.some(({ required }) => required)).map(([kind]) => kind),
  );
}

/** Without the problem details that each may answer: the client has one type for them. */
function responsesOf({ default: _, ...responses }) {
  return closed(
    Object.fromEntries(
      Object.entries(responses).map(([status, { content }]) => [
        status,
        closed(content ? { content: contentOf(content, whole).properties.content } : {}),
      ]),
    ),
  );
}

function contentOf(content, change) {
  return closed({
    content: closed(
      Object.fromEntries(
        Object.entries(content).map(([type, { schema }]) => [type, change(schema)]),
      ),
    ),
  });
}

function closed(properties, required = Object.keys(properties)) {
  return { type: 'object', additionalProperties: false, properties, required };
}

/** What the server answers is there: its schemas name properties, not which of them are sent. */
function whole(node) {
  if (Array.isArray(node)) return node.map(whole);
  if (typeof node !== 'object' || node === null) return node;
  const mapped = Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, whole(value)]),
  );
  if (!mapped.properties) return mapped;
  return {
    ...mapped,
    required: mapped.required ?? Object.keys(mapped.properties),
    additionalProperties: mapped.additionalProperties ?? false,
  };
}
