import type { Role } from '../db/access-tables.js';

/** Who a request comes from. */
export interface Principal {
  /** `session`: a person in the console; `token`: a program with an API token. */
  readonly kind: 'session' | 'token';
  /** Of the session or the token. */
  readonly id: string;
  readonly role: Role;
  /** The person; absent for tokens that were made on the command line. */
  readonly userId?: string;
  /** In words, for the audit log: the person's login, or the token's name. */
  readonly name: string;
}

/** Where a request comes from. */
export interface Origin {
  /** IP address. */
  readonly address: string;
  /** What the client calls itself; empty when it says nothing. */
  readonly client: string;
}
