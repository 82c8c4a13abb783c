import { isIPv4, isIPv6 } from 'node:net';

/** The place on the internet that a sign-in came from. */
export interface Source {
  readonly address: string;
  /** What one machine or one household answers to: the IPv4 address, the /64 of IPv6. */
  readonly host: string;
  /** The /24 of IPv4, the /48 of IPv6. */
  readonly network: string;
  /** The /16 of IPv4, the /32 of IPv6: the nearest to a provider that an address alone tells. */
  readonly block: string;
}

/** Reads an address; undefined for what is none, such as a provider's word for itself. */
export function parseSource(text: string): Source | undefined {
  const address = text.trim().toLowerCase();
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1];
  if (mapped !== undefined) return parseSource(mapped);
  if (isIPv4(address)) return ofVersion4(address);
  return isIPv6(address) ? ofVersion6(address) : undefined;
}

function ofVersion4(address: string): Source {
  const [a, b, c] = address.split('.');
  return { address, host: address, network: `${a}.${b}.${c}.0/24`, block: `${a}.${b}.0.0/16` };
}

function ofVersion6(address: string): Source {
  const groups = groupsOf(address.replace(/%.*$/, ''));
  const prefix = (count: number) => `${groups.slice(0, count).join(':')}::/${count * 16}`;
  return { address, host: prefix(4), network: prefix(3), block: prefix(2) };
}

/** The eight groups of an address that may leave zeros out. */
function groupsOf(address: string): string[] {
  const [head = '', tail] = address.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
  return [...before, ...zeros, ...after].map((group) => group.replace(/^0+(?=.)/, ''));
}
