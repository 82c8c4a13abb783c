import type { Severity } from '../check.js';
import type { FactRow, FactRows } from './fact-rows.js';

/** The present of every case. */
export const present = new Date('2026-06-01T12:00:00.000Z');

/** What a check is expected to say of some facts. */
export interface CheckCase {
  /** Completes the sentence: "… ". */
  readonly name: string;
  readonly facts: FactRows;
  readonly thresholds?: Readonly<Record<string, number>>;
  /** SQL that stores what is no fact, `$1` being the integration. */
  readonly sql?: string;
  /** Subject, severity and a part of the title of each finding, in any order; or why it cannot judge. */
  readonly expected: readonly (readonly [string, Severity, string?])[] | RegExp;
}

/** The instant so many days before the present; fractions are hours. */
export function ago(days: number): string {
  return new Date(present.getTime() - days * 86_400_000).toISOString();
}

/** An active account of a person, made two years ago and used yesterday. Its name is its id. */
export function person(id: string, fields: Readonly<Record<string, unknown>> = {}): FactRow {
  return {
    id,
    username: `${id}@acme.example`,
    state: 'active',
    kind: 'human',
    createdAt: ago(730),
    lastSignInAt: ago(1),
    ...fields,
  };
}

/** A good sign-in with a password, on the page. Its id is made of account and day. */
export function signIn(
  accountId: string,
  days: number,
  fields: Readonly<Record<string, unknown>> = {},
): FactRow {
  return {
    id: `${accountId}-${days}`,
    accountId,
    time: ago(days),
    outcome: 'success',
    method: 'password',
    channel: 'ui',
    ...fields,
  };
}

/** A profile that gives capabilities, and the accounts that have it. */
export function role(
  capabilities: readonly string[],
  accountIds: readonly string[],
  id = 'super',
): Pick<FactRows, 'role' | 'role_assignment'> {
  return {
    role: [{ id, name: id, kind: 'permission_set', custom: true, capabilities }],
    role_assignment: accountIds.map((accountId) => ({
      id: `${accountId}:${id}`,
      accountId,
      roleId: id,
      via: 'direct',
      active: true,
    })),
  };
}

/** Makes the accounts administrators. */
export function administratorsAre(...accountIds: readonly string[]) {
  return role(['data.modify_all'], accountIds);
}
