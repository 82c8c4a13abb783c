import type { WholePlugin } from '../../api/plugins.js';

/** What a plugin asks for, and what it reads. */
export type Rights = Pick<WholePlugin, 'egress' | 'permissions' | 'streams'>;

/** How a version differs from the one before it in what it asks for. */
export interface AskedMore {
  /** What is asked for now and was not before. */
  readonly more: Rights;
  /** Origins and rights that are not asked for any more. */
  readonly less: readonly string[];
  /** Whether nothing new is asked for; new streams alone ask for nothing. */
  readonly isNothing: boolean;
}

/** Compares what two versions of a plugin ask for. */
export function askedMore(before: Rights, after: Rights): AskedMore {
  const more = {
    egress: after.egress.filter(
      ({ origin }) => !before.egress.some((own) => own.origin === origin),
    ),
    permissions: after.permissions.filter(({ id }) => !has(before, id)),
    streams: after.streams.filter(
      ({ name }) => !before.streams.some((stream) => stream.name === name),
    ),
  };
  const less = [
    ...before.egress
      .filter(({ origin }) => !after.egress.some((own) => own.origin === origin))
      .map(({ origin }) => origin),
    ...before.permissions.filter(({ id }) => !has(after, id)).map(({ id }) => id),
  ];
  return { more, less, isNothing: more.egress.length === 0 && more.permissions.length === 0 };
}

function has({ permissions }: Rights, id: string): boolean {
  return permissions.some((permission) => permission.id === id);
}
