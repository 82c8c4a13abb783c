import { queryOptions } from '@tanstack/react-query';

import { type Answer, api, bodyOf } from './client.js';
import type { Role } from './session.js';

/** Somebody who may sign in. */
export type User = Answer<'/users', 'get'>['users'][number];

/** What sets a password, once. */
export type UserLink = Answer<'/users/{id}/link', 'post'>;

/** Everybody who may sign in. Administrators only. */
export const usersQuery = queryOptions({
  queryKey: ['users'],
  queryFn: async (): Promise<readonly User[]> => (await bodyOf(api.GET('/users', {}))).users,
});

/** Adds somebody; the answer holds the link that sets their password. */
export function addUser(given: {
  readonly name: string;
  readonly login: string;
  readonly role: Role;
}): Promise<UserLink> {
  return bodyOf(api.POST('/users', { body: given }));
}

/** Changes name or role; another role ends their sessions. */
export async function editUser(
  id: string,
  change: { readonly name: string; readonly role: Role },
): Promise<void> {
  await api.PATCH('/users/{id}', { params: { path: { id } }, body: change });
}

/** A new link that sets their password. */
export function resetUser(id: string): Promise<UserLink> {
  return bodyOf(api.POST('/users/{id}/link', { params: { path: { id } } }));
}

/** Removes somebody with their sessions and API tokens. */
export async function removeUser(id: string): Promise<void> {
  await api.DELETE('/users/{id}', { params: { path: { id } } });
}
