import { RollcallError } from '@rollcall/core';
import type { FastifyInstance } from 'fastify';

import { keptSignInPack, makeKeptSignInPack } from '../../evidence/kept-packs.js';
import type { Host } from '../../host-port.js';
import { parsePeriod } from '../../reports/instant.js';
import { answer, answers, closedObject, listOf, number, numberOrNull, text } from '../schemas.js';
import { completeness } from './review-schemas.js';
import { sendPack } from './send-pack.js';

interface PeriodBody {
  readonly integration?: string;
  readonly from?: string;
  readonly to?: string;
}

interface PackParams {
  readonly sha256: string;
}

const tags = ['reports'];
const address = '/reports/sign-ins/evidence';

const madePack = answer('An evidence pack of sign-ins', {
  sha256: text,
  bytes: number,
  madeAt: text,
  completeness,
  files: listOf(
    answer('A file of the pack', {
      name: text,
      bytes: number,
      sha256: text,
      records: { ...numberOrNull, description: 'Lines of data; null where the file is no list' },
    }),
  ),
});

/** The evidence pack of a period's sign-ins: made on request, then fetched. */
export function reportEvidenceRoutes(api: FastifyInstance, host: Host): void {
  makeRoute(api, host);
  fetchRoute(api, host);
}

function makeRoute(api: FastifyInstance, host: Host): void {
  const body = closedObject({
    integration: { type: 'string', description: 'Only this integration (id or display name)' },
    from: { type: 'string', description: 'First day, or instant, in UTC' },
    to: { type: 'string', description: 'Last day, or instant before which, in UTC' },
  });
  const summary = "Make the evidence pack of a period's sign-ins, and tell its SHA-256";
  api.post<{ Body: PeriodBody }>(
    address,
    {
      schema: { tags, summary, body, response: answers(201, madePack) },
      config: { access: 'operator', action: 'report.evidence' },
    },
    async (request, reply) => {
      const { integration, from, to } = request.body;
      const period = parsePeriod(from, to);
      const integrationId =
        integration === undefined ? undefined : (await host.integrations.get(integration)).id;
      const { sha256, bytes, manifest } = await makeKeptSignInPack(host, {
        ...period,
        integrationId,
      });
      reply.code(201).header('location', `/api/v1${address}/${sha256}`);
      request.auditObject = sha256;
      const { madeAt, files, completeness: lines } = manifest;
      return { sha256, bytes, madeAt, completeness: lines, files };
    },
  );
}

function fetchRoute(api: FastifyInstance, host: Host): void {
  const params = closedObject({ sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' } }, [
    'sha256',
  ]);
  const summary = 'The evidence pack of sign-ins with this SHA-256, as a ZIP file';
  api.get<{ Params: PackParams }>(
    `${address}/:sha256`,
    {
      schema: { tags, summary, params, produces: ['application/zip'] },
      config: { access: 'viewer' },
    },
    async ({ params: { sha256 } }, reply) => {
      const kept = await keptSignInPack(host, sha256);
      if (!kept) throw noPack(sha256);
      return sendPack(reply, kept, `sign-ins-${sha256.slice(0, 8)}.zip`);
    },
  );
}

function noPack(sha256: string): RollcallError {
  return new RollcallError('NOT_FOUND', `this host has no evidence pack ${sha256}`, {
    hint: `Only the one made last is kept. Make another: POST to /api/v1${address}.`,
  });
}
