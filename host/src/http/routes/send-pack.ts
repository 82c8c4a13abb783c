import { createReadStream } from 'node:fs';

import type { FastifyReply } from 'fastify';

import type { KeptPack } from '../../evidence/kept-packs.js';

/** Sends a pack as a file, without reading it into memory. */
export function sendPack(
  reply: FastifyReply,
  { path, bytes }: KeptPack,
  name: string,
): FastifyReply {
  return reply
    .header('content-type', 'application/zip')
    .header('content-length', bytes)
    .header('content-disposition', `attachment; filename="${name}"`)
    .send(createReadStream(path));
}
