import type { Clock } from '@rollcall/core';
import type { Kysely } from 'kysely';

import type { Tables } from '../db/tables.js';
import { ApiTokens } from './api-tokens.js';
import { AuditLog } from './audit-log.js';
import { OneTimeLinks } from './one-time-links.js';
import { Sessions } from './sessions.js';
import { SignIn } from './sign-in.js';
import { SignInLimits } from './sign-in-limits.js';
import { Users } from './users.js';

/** Who may use Rollcall, how they prove it, and what they did. */
export interface Access {
  readonly users: Pick<Users, 'list' | 'isEmpty' | 'get' | 'add' | 'edit' | 'remove'>;
  readonly sessions: Pick<Sessions, 'find' | 'isOpen' | 'list' | 'end' | 'endAll'>;
  readonly signIn: Pick<SignIn, 'withPassword' | 'withLink' | 'changePassword'>;
  readonly links: Pick<OneTimeLinks, 'makeFor' | 'makeFirst' | 'look'>;
  readonly tokens: Pick<ApiTokens, 'add' | 'list' | 'get' | 'remove' | 'verify' | 'isValid'>;
  readonly audit: Pick<AuditLog, 'record' | 'list'>;
}

/** All of it over one database. */
export function makeAccess(db: Kysely<Tables>, clock: Clock): Access {
  const sessions = new Sessions(db, clock);
  const links = new OneTimeLinks(db, clock);
  const limits = new SignInLimits(db, clock);
  return {
    users: new Users(db, clock),
    sessions,
    signIn: new SignIn({ db, clock, sessions, links, limits }),
    links,
    tokens: new ApiTokens(db, clock),
    audit: new AuditLog(db, clock),
  };
}
