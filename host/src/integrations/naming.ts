import { RollcallError } from '@rollcall/core';

const letters = 'abcdefghijklmnopqrstuvwxyz234567';

/** Gives `count` random bytes. */
export type RandomBytes = (count: number) => Uint8Array;

/** A new id: the name's slug and four random characters, such as `acme-production-k7f2`. */
export function newIntegrationId(name: string, pluginId: string, random: RandomBytes): string {
  const tail = [...random(4)].map((byte) => letters[byte % letters.length]).join('');
  return `${slugOf(name) || slugOf(pluginId)}-${tail}`;
}

function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '');
}

/**
 * The display name as it is stored: spaces at its ends removed.
 * @throws `INPUT_INVALID` when it is empty, longer than 80 characters or has control characters
 */
export function checkedName(name: string): string {
  const trimmed = name.trim();
  if (trimmed === '') throw refused('an integration needs a display name');
  if (trimmed.length > 80) throw refused('the display name has more than 80 characters');
  if (/[\p{Cc}\p{Cf}\u2028\u2029]/u.test(trimmed)) {
    throw refused('the display name has a character that is not shown');
  }
  return trimmed;
}

function refused(message: string): RollcallError {
  return new RollcallError('INPUT_INVALID', message, {
    hint: 'Enter a name of 1 to 80 characters, for example Acme production.',
  });
}
