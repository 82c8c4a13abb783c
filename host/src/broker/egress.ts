import { isIP } from 'node:net';

import { type Manifest, RollcallError } from '@rollcall/core';

import { egressOrigins } from '../integrations/destinations.js';
import type { TemplateValues } from '../secrets/template.js';

const refusedHeaders = new Set([
  'authorization',
  'connection',
  'content-length',
  'cookie',
  'expect',
  'host',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);
const headerName = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/;
const headerValue = /^[\t\x20-\x7e\x80-\xff]*$/;
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);

/** Where a request wants to go. */
export interface Destination {
  /** What relative addresses are below; absent when the manifest has no base URL. */
  readonly base: string | undefined;
  readonly url: string;
  readonly query?: Readonly<Record<string, string>> | undefined;
}

/**
 * The origins that the integration may reach, as its form was checked by.
 * @throws `EGRESS_DENIED` for one that is no https origin of a named host
 */
export function reachableOrigins(
  manifest: Pick<Manifest, 'egress'>,
  config: TemplateValues,
): ReadonlySet<string> {
  const { origins, bad } = egressOrigins(manifest, config);
  const [first] = bad;
  if (first !== undefined) {
    const from = first.fields.length === 0 ? 'the manifest' : first.fields.join(', ');
    throw denied(`${from} gives an address that is no https origin`);
  }
  return new Set(origins.map((origin) => parse(origin).origin));
}

/**
 * The address of a request, when it is one that the plugin may reach: an https URL at a declared
 * origin, compared after parsing.
 * @throws `EGRESS_DENIED`
 */
export function resolveUrl(destination: Destination, origins: ReadonlySet<string>): URL {
  const { base, url, query } = destination;
  const isAbsolute = /^[a-z][a-z0-9+.-]*:/i.test(url);
  if (/[\\\s\x00-\x1f\x7f]/.test(url) || (!isAbsolute && url.startsWith('//'))) {
    throw denied(`the address "${shown(url)}" is not allowed`);
  }
  if (!isAbsolute && base === undefined) {
    throw denied(`the relative address "${shown(url)}" has nothing to be relative to`);
  }
  const target = parse(isAbsolute ? url : joined(base ?? '', url));
  if (!origins.has(target.origin)) {
    throw denied(`the plugin asked for ${target.host}, which its manifest does not declare`);
  }
  target.hash = '';
  for (const [name, value] of Object.entries(query ?? {})) {
    const pair = `${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
    target.search = target.search === '' ? pair : `${target.search}&${pair}`;
  }
  return target;
}

/**
 * The plugin's headers, names in lower case, when it may set them all.
 * @throws `EGRESS_DENIED`
 */
export function checkedHeaders(
  headers: Readonly<Record<string, string>> | undefined,
  reserved: string | undefined,
): Record<string, string> {
  const checked: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers ?? {})) {
    const lower = name.toLowerCase();
    if (refusedHeaders.has(lower) || lower === reserved?.toLowerCase()) {
      throw denied(`the plugin may not set the header "${lower}"`);
    }
    if (!headerName.test(name) || !headerValue.test(value)) {
      throw denied(`the header "${shown(name)}" is not one that can be sent`);
    }
    checked[lower] = value;
  }
  return checked;
}

/** @throws `EGRESS_DENIED` for a method that plugins may not use */
export function checkedMethod(method: string | undefined): string {
  const checked = method ?? 'GET';
  if (!methods.has(checked)) throw denied(`the method "${shown(checked)}" is not allowed`);
  return checked;
}

function parse(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) throw denied(`"${shown(text)}" is not an address`);
  if (url.protocol !== 'https:') throw denied(`"${shown(text)}" does not begin with https://`);
  if (url.username !== '' || url.password !== '') {
    throw denied(`the address of ${url.host} carries a user name or password`);
  }
  if (isIP(url.hostname.replace(/^\[|\]$/g, '')) !== 0) {
    throw denied(
      `${url.hostname} is a bare IP address; a host name is needed`,
      'Use the host name by which other machines reach the product.',
    );
  }
  if (/^(.+\.)?localhost\.?$/.test(url.hostname)) {
    throw denied(
      `${url.hostname} is this machine itself`,
      'Use the host name by which other machines reach the product.',
    );
  }
  return url;
}

function joined(base: string, url: string): string {
  return `${base.replace(/[?#].*$/, '').replace(/\/+$/, '')}/${url.replace(/^\//, '')}`;
}

function shown(text: string): string {
  // What stands before an @ may be a password, and the query a token.
  return text
    .replace(/\/\/[^/]*@/, '//…@')
    .replace(/\?.*/s, '')
    .slice(0, 200);
}

function denied(message: string, hint?: string): RollcallError {
  return new RollcallError('EGRESS_DENIED', message, hint === undefined ? {} : { hint });
}
