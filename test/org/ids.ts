const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const CHECK_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
const SPREAD = 0x9e3779b1;
const COUNTER_LENGTH = 6;

/** Widens a 15-character id to the 18 characters that survive case-insensitive handling. */
export function to18(id: string): string {
  if (id.length !== 15) return id;
  const checks = [0, 5, 10].map((start) => {
    let bits = 0;
    for (let i = 0; i < 5; i += 1) {
      const char = id.charAt(start + i);
      if (char >= 'A' && char <= 'Z') bits |= 1 << i;
    }
    return CHECK_DIGITS.charAt(bits);
  });
  return id + checks.join('');
}

/** Whether a text is an id: 15 characters, or 18 with the right check characters. */
export function isId(text: string): boolean {
  if (!/^[0-9A-Za-z]+$/.test(text)) return false;
  if (text.length === 15) return true;
  return text.length === 18 && to18(text.slice(0, 15)) === text;
}

/**
 * The ids one org hands out. Numbers are spread over the counter, so that the order of ids
 * says nothing about the order of creation, as after a pod migration.
 */
export class IdSpace {
  readonly #middle: string;

  /** @param seed decides the pod characters, so that two orgs share no id */
  constructor(seed: number) {
    this.#middle = `${digits(spread(seed + 7) % 3844, 2)}0000`;
  }

  /** The 18-character id of row `n` of the object with this key prefix. */
  id(prefix: string, n: number): string {
    return to18(prefix + this.#middle + digits(spread(n ^ salt(prefix)), COUNTER_LENGTH));
  }

  /** A number that orders as the id of row `n` of this object does. */
  rank(prefix: string, n: number): number {
    return spread(n ^ salt(prefix));
  }

  /** The row number behind an id of this org. */
  number(id: string): number | undefined {
    if (!isId(id) || id.slice(3, 9) !== this.#middle) return undefined;
    let value = 0;
    for (const char of id.slice(9, 15)) value = value * 62 + DIGITS.indexOf(char);
    return value <= 0xffffffff ? (gather(value) ^ salt(id.slice(0, 3))) >>> 0 : undefined;
  }
}

function spread(n: number): number {
  return Math.imul(n + 1, SPREAD) >>> 0;
}

function gather(value: number): number {
  return (Math.imul(value, inverse(SPREAD)) - 1) >>> 0;
}

/** Keeps rows of different objects from sharing their counters. */
function salt(prefix: string): number {
  let hash = 0;
  for (let i = 0; i < prefix.length; i += 1) hash = hash * 131 + prefix.charCodeAt(i);
  return hash;
}

/** The inverse of an odd number modulo 2^32, by Newton's method. */
function inverse(odd: number): number {
  let x = odd;
  for (let i = 0; i < 5; i += 1) x = Math.imul(x, 2 - Math.imul(odd, x));
  return x;
}

function digits(value: number, length: number): string {
  let text = '';
  for (let rest = value; text.length < length; rest = Math.floor(rest / 62)) {
    text = DIGITS.charAt(rest % 62) + text;
  }
  return text;
}
