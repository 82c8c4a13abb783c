import type { Row } from '../data/row-table.js';
import { sessionRow } from '../data/seed-trail.js';
import type { Origin } from '../data/sign-in.js';
import { tokenShape } from '../data/sign-in-shapes.js';
import type { OrgState } from '../state.js';
import type { Session } from './sessions.js';
import { REFUSED_STATUS, type TokenErrorName } from './token-errors.js';

const CALLER: Origin = {
  ip: '198.51.100.7',
  countryIso: 'DE',
  country: 'Germany',
  city: 'Frankfurt am Main',
  latitude: 50.1109,
  longitude: 8.6821,
  forwardedFor: null,
};

/** The run-as user of the app; undefined when none was chosen or the name is unknown. */
export function runAsUser(org: OrgState): Row | undefined {
  const users = org.data.rows('User').all();
  return users.find((user) => user.Username === org.app.runAs);
}

/** Whether a user may sign in at all. */
export function maySignIn(org: OrgState, user: Row): boolean {
  const logins = org.data.rows('UserLogin').all();
  const isFrozen = logins.some((login) => login.UserId === user.Id && login.IsFrozen === true);
  return user.IsActive === true && !isFrozen;
}

/** Signs the run-as user in: a row of history, a later last login, a session. */
export function signIn(org: OrgState, user: Row): Session {
  const userId = String(user.Id);
  const slot = recordSignIn(org, userId, 'Success');
  const { session, isNew } = org.sessions.open(userId);
  org.data.rows('User').update(userId, { LastLoginDate: org.clock.now() });
  if (isNew)
    org.data.rows('AuthSession').insert({ ...sessionRow(org.data, slot), IsCurrent: true });
  return session;
}

/** Records a refused token request, where the history shows such refusals. */
export function recordRefusal(org: OrgState, error: TokenErrorName): void {
  const status = REFUSED_STATUS[error];
  const user = runAsUser(org);
  if (status !== undefined && user !== undefined) recordSignIn(org, String(user.Id), status);
}

function recordSignIn(org: OrgState, userId: string, status: string): number {
  const { signIns } = org.data;
  const userSlot = org.data.rows('User').find(userId) ?? 0;
  const shape = signIns.shape(tokenShape(org.host, org.app.label, status));
  const time = org.clock.now() - (org.clock.now() % 1000);
  const id = signIns.add({ userSlot, time, shape, origin: signIns.origin(CALLER) });
  return signIns.find(id) ?? 0;
}
