import { Ajv2020 } from 'ajv/dist/2020.js';
import type { FastifyInstance } from 'fastify';

/**
 * Bodies are taken as they are: nothing is coerced, dropped or filled in, and every mistake is told.
 * Parameters and queries are texts, so numbers and lists are made of them. Answers are not filtered
 * by their schemas, which only describe them.
 */
export function installValidation(server: FastifyInstance): void {
  const bodies = new Ajv2020({ allErrors: true, strict: false });
  const texts = new Ajv2020({ coerceTypes: 'array', useDefaults: true, strict: false });
  server.setValidatorCompiler<Record<string, unknown>>(({ schema, httpPart }) =>
    (httpPart === 'body' ? bodies : texts).compile(schema),
  );
  server.setSerializerCompiler(() => (data) => JSON.stringify(data));
  // Many clients name the type of a body that they do not send.
  const parseJson = server.getDefaultJsonParser('error', 'error');
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body.length === 0) done(null, null);
    else parseJson(request, String(body), done);
  });
}
