import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

/** A value, encrypted with a key of its own that is wrapped by the master key. */
export interface Envelope {
  readonly wrappedKey: Buffer;
  readonly ciphertext: Buffer;
}

/** What a ciphertext belongs to; it opens as nothing else. */
export type Binding = readonly string[];

/** What `unseal` found. */
export type Unsealed = { readonly value: string } | { readonly failed: 'key' | 'binding' };

const algorithm = 'aes-256-gcm';
const format = 1;
const ivBytes = 12;
const tagBytes = 16;
const keyBytes = 32;

/** Encrypts a value. Equal values give different envelopes. */
export function seal(masterKey: Buffer, binding: Binding, value: string): Envelope {
  const dataKey = randomBytes(keyBytes);
  return {
    wrappedKey: encrypt(masterKey, wrapBinding, dataKey),
    ciphertext: encrypt(dataKey, binding, Buffer.from(value, 'utf8')),
  };
}

/** Decrypts a value; says which of the two did not fit: the master key or the binding. */
export function unseal(
  masterKey: Buffer,
  binding: Binding,
  { wrappedKey, ciphertext }: Envelope,
): Unsealed {
  const dataKey = decrypt(masterKey, wrapBinding, wrappedKey);
  if (dataKey === undefined) return { failed: 'key' };
  const value = decrypt(dataKey, binding, ciphertext);
  return value === undefined ? { failed: 'binding' } : { value: value.toString('utf8') };
}

/** Wraps a data key by another master key; `undefined` when `oldKey` does not fit. */
export function rewrap(oldKey: Buffer, newKey: Buffer, wrappedKey: Buffer): Buffer | undefined {
  const dataKey = decrypt(oldKey, wrapBinding, wrappedKey);
  return dataKey && encrypt(newKey, wrapBinding, dataKey);
}

/** Recognises a master key without telling anything about it. */
export function keyCheck(masterKey: Buffer): string {
  return createHmac('sha256', masterKey).update('rollcall key check 1').digest('base64');
}

const wrapBinding: Binding = ['rollcall data key'];

/** Layout: format, initialisation vector, tag, data. */
function encrypt(key: Buffer, binding: Binding, data: Buffer): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv(algorithm, key, iv, { authTagLength: tagBytes });
  cipher.setAAD(additionalData(binding));
  const encrypted = Buffer.concat([cipher.update(data), cipher.final()]);
  return Buffer.concat([Buffer.of(format), iv, cipher.getAuthTag(), encrypted]);
}

function decrypt(key: Buffer, binding: Binding, sealed: Buffer): Buffer | undefined {
  const start = 1 + ivBytes + tagBytes;
  if (sealed[0] !== format || sealed.length < start) return undefined;
  const iv = sealed.subarray(1, 1 + ivBytes);
  const decipher = createDecipheriv(algorithm, key, iv, { authTagLength: tagBytes });
  decipher.setAAD(additionalData(binding));
  decipher.setAuthTag(sealed.subarray(1 + ivBytes, start));
  const data = decipher.update(sealed.subarray(start));
  try {
    return Buffer.concat([data, decipher.final()]);
  } catch {
    // The only way in which Node tells that the tag does not fit.
    return undefined;
  }
}

function additionalData(binding: Binding): Buffer {
  return Buffer.from(JSON.stringify([format, ...binding]), 'utf8');
}
