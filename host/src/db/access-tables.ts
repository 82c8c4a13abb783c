import type { Generated } from 'kysely';

import type { Instant, NullableInstant } from './columns.js';

/** What a user may do. */
export type Role = 'viewer' | 'operator' | 'administrator';

/** What an API token may do at most. */
export type Scope = 'read' | 'operate' | 'admin';

/** What acted: a person in the console, an API token, the command line, or somebody unknown. */
export type ActorKind = 'user' | 'token' | 'command' | 'anonymous';

/** Bearer tokens of the API, hashed. */
export interface ApiTokenTable {
  id: string;
  name: string;
  hash: Buffer;
  /** What it may do at most; its user's role may be less. */
  scope: Scope;
  /** Whose it is; null when it was made on the command line. */
  user_id: string | null;
  /** Who made it, in words. */
  made_by: string | null;
  created_at: Instant;
  expires_at: NullableInstant;
  last_used_at: NullableInstant;
}

/** Who may sign in. */
export interface UserTable {
  id: string;
  name: string;
  /** In lower case. */
  login: string;
  role: Role;
  /** Argon2id, as a PHC string; null until the one-time link was used. */
  password_hash: string | null;
  created_at: Instant;
  last_sign_in_at: NullableInstant;
}

/** Links that set a password once, hashed. */
export interface OneTimeLinkTable {
  hash: Buffer;
  /** Whose password it sets; null makes the first administrator. */
  user_id: string | null;
  created_at: Instant;
  expires_at: Instant;
}

/** Who is signed in to the console, by the hash of the cookie. */
export interface SessionTable {
  id: string;
  hash: Buffer;
  user_id: string;
  address: string;
  /** What the browser called itself. */
  client: string;
  created_at: Instant;
  last_used_at: Instant;
  expires_at: Instant;
}

/** Failed sign-ins, by login and by address. */
export interface SignInLimitTable {
  /** `login:<hash>` or `address:<address>`. */
  key: string;
  failures: number;
  failed_at: Instant;
  blocked_until: NullableInstant;
}

/** Who changed what. Rows are only ever added. */
export interface AuditLogTable {
  id: Generated<number>;
  at: Instant;
  actor_kind: ActorKind;
  actor_id: string | null;
  /** In words, as the name was at that time. */
  actor: string;
  /** `<noun>.<verb>`. */
  action: string;
  object: string | null;
  address: string | null;
  result: 'done' | 'refused' | 'failed';
  /** Code of the error, unless it was done. */
  code: string | null;
}

/** The tables of who may do what. */
export interface AccessTables {
  'rollcall.api_token': ApiTokenTable;
  'rollcall.user': UserTable;
  'rollcall.one_time_link': OneTimeLinkTable;
  'rollcall.session': SessionTable;
  'rollcall.sign_in_limit': SignInLimitTable;
  'rollcall.audit_log': AuditLogTable;
}
