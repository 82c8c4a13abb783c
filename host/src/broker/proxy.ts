import { RollcallError } from '@rollcall/core';

/** How this machine reaches the Internet, as the environment says it. */
export interface ProxySettings {
  /** `HTTPS_PROXY` or `https_proxy`; may carry user name and password. */
  readonly httpsProxy?: string | undefined;
  /** `NO_PROXY` or `no_proxy`: hosts that are reached directly. */
  readonly noProxy?: string | undefined;
}

/** Reads the settings from environment variables; the lower-case name wins, as with curl. */
export function proxySettings(
  environment: Readonly<Record<string, string | undefined>>,
): ProxySettings {
  const read = (name: string) => environment[name.toLowerCase()] || environment[name] || undefined;
  return { httpsProxy: read('HTTPS_PROXY'), noProxy: read('NO_PROXY') };
}

/**
 * The proxy for a target, or `undefined` to connect directly. An integration's own proxy is used for
 * all its hosts; `NO_PROXY` speaks of the machine's proxy only.
 * @throws `HTTP_PROXY` when it is no http or https address
 */
export function proxyFor(
  target: URL,
  settings: ProxySettings,
  own: string | undefined,
): URL | undefined {
  if (own !== undefined && own !== '') return parseProxy(own);
  const { httpsProxy, noProxy } = settings;
  if (httpsProxy === undefined || httpsProxy === '' || isBypassed(target, noProxy ?? ''))
    return undefined;
  return parseProxy(httpsProxy);
}

/** Whether `NO_PROXY` names the host: `*`, a name, or a domain with all below it, each with or without port. */
export function isBypassed(target: URL, noProxy: string): boolean {
  const port = target.port === '' ? '443' : target.port;
  return noProxy
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      if (entry === '*') return true;
      const [, name = '', onlyPort] = /^\*?\.?(.*?)(?::(\d+))?$/.exec(entry) ?? [];
      if (onlyPort !== undefined && onlyPort !== port) return false;
      return target.hostname === name || target.hostname.endsWith(`.${name}`);
    });
}

function parseProxy(text: string): URL {
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol) || url.hostname === '') {
    throw new RollcallError('HTTP_PROXY', 'the address of the proxy is not one', {
      hint: 'Write it as http://host:port. Only HTTPS_PROXY may have user:password@ before the host.',
      retryable: false,
    });
  }
  return url;
}
