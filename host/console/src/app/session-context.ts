import { createContext, use } from 'react';

import type { Role, Session } from '../api/session.js';

/** Who is signed in, for everything inside the shell. */
export const SessionContext = createContext<Session | null>(null);

const ranks: Readonly<Record<Role, number>> = { viewer: 0, operator: 1, administrator: 2 };

/** Who is signed in. Only inside the shell. */
export function useSession(): Session {
  const session = use(SessionContext);
  if (!session) throw new Error('there is no session outside the shell');
  return session;
}

/** Whether the person may do what a role may do. What is not allowed is not shown. */
export function useMay(role: Role): boolean {
  return ranks[useSession().role] >= ranks[role];
}
