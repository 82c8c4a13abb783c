import { RollcallError } from '@rollcall/core';

/** The error for a redirect to another host, which is named and never followed; else `undefined`. */
export function movedBy(
  answer: { readonly status: number; readonly headers: Readonly<Record<string, string>> },
  url: URL,
): RollcallError | undefined {
  const { location } = answer.headers;
  if (answer.status < 300 || answer.status >= 400 || location === undefined) return undefined;
  if (!URL.canParse(location, url.href)) return undefined;
  const target = new URL(location, url.href);
  return target.host === url.host ? undefined : movedTo(url.host, target.host);
}

/** Says that the provider now answers at another host. */
export function movedTo(from: string, to: string): RollcallError {
  return new RollcallError('INSTANCE_MOVED', `${from} sends us to ${to}`, {
    hint: `If ${to} is right, edit the integration and enter https://${to} as its address.`,
    details: { host: to },
  });
}
