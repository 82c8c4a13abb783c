import type { FastifyRequest } from 'fastify';

/** The address that people reach the host by. */
export class PublicAddress {
  /** Undefined unless a proxy stands before the host. */
  readonly origin: string | undefined;

  constructor(url: string | undefined) {
    this.origin = url === undefined ? undefined : new URL(url).origin;
  }

  /** For links in the answer to a request, whose `Host` header was checked before. */
  of({ protocol, headers }: FastifyRequest): string {
    return this.origin ?? `${protocol}://${headers.host}`;
  }

  /** Names that the `Host` header may hold. */
  get hosts(): readonly string[] {
    return this.origin === undefined ? [] : [new URL(this.origin).hostname];
  }
}
