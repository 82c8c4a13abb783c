import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

import { RollcallError } from '@rollcall/core';

import { Turns } from './turns.js';

const derive = promisify(argon2);

/** Argon2id at OWASP's recommended cost: 19 MiB, two passes, one lane. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 };
const tagLength = 32;
const minLength = 12;
const maxLength = 256;
const minDistinct = 5;

/** Each hash needs memory and a thread: more at once would starve what else the process does. */
const turns = new Turns(2);

/** A hash that no password has: checking against it takes as long as against a real one. */
export const hashOfNobody = phc(Buffer.alloc(16), Buffer.alloc(tagLength));

/**
 * Checks a new password.
 * @throws `INPUT_INVALID` that says what is missing
 */
export function assertPassword(password: string, login: string): void {
  const fault = faultOf(normal(password), normal(login).toLowerCase());
  if (fault === undefined) return;
  throw new RollcallError('INPUT_INVALID', fault, {
    details: [{ pointer: '/password', field: 'password', message: fault }],
  });
}

function faultOf(password: string, login: string): string | undefined {
  const length = [...password].length;
  if (length < minLength) return `a password has at least ${minLength} characters`;
  if (length > maxLength) return `a password has at most ${maxLength} characters`;
  if (new Set(password).size < minDistinct) return 'a password has more different characters';
  const lower = password.toLowerCase();
  const [name = ''] = login.split('@');
  const isGuessable = lower.includes(login) || (name.length > 3 && lower.startsWith(name));
  return isGuessable ? 'a password does not begin with the e-mail address' : undefined;
}

/** The hash that is stored: a PHC string, which carries its cost. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  return phc(salt, await tagOf(password, salt, cost));
}

/** Whether the password is the one that was hashed. Takes equally long for right and wrong ones. */
export async function isPassword(password: string, hash: string): Promise<boolean> {
  const match = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(hash);
  if (!match) return false;
  const [, memory, passes, parallelism, salt = '', tag = ''] = match;
  const made = await tagOf(password, Buffer.from(salt, 'base64'), {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
  });
  const kept = Buffer.from(tag, 'base64');
  return made.length === kept.length && timingSafeEqual(made, kept);
}

function tagOf(password: string, salt: Buffer, by: typeof cost): Promise<Buffer> {
  const wish = { message: normal(password), nonce: salt, tagLength, ...by };
  return turns.run(() => derive('argon2id', wish));
}

/** The same password may be typed as different characters on another keyboard. */
function normal(text: string): string {
  return text.normalize('NFKC');
}

function phc(salt: Buffer, tag: Buffer): string {
  const { memory, passes, parallelism } = cost;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${plain(salt)}$${plain(tag)}`;
}

function plain(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
