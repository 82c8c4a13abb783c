import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits as text: what cookies, links and API tokens are made of. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of such a text. So much randomness needs no slow hash. */
export function hashOfToken(token: string): Buffer {
  return createHash('sha256').update(token, 'utf8').digest();
}
