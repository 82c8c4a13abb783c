import { createHmac } from 'node:crypto';

import { Agent, type Dispatcher, ProxyAgent } from 'undici';

import { toNetworkFailure } from '../broker/network-error.js';
import { type ProxySettings, proxyFor } from '../broker/proxy.js';
import { send } from '../broker/send.js';
import type { Attempt, Parcel } from './attempt.js';

/** What a webhook is sent with. */
export interface WebhookRequest extends Parcel {
  readonly url: URL;
  readonly secret: string;
  readonly at: Date;
  readonly signal: AbortSignal;
}

const timeoutMs = 10_000;
/** What speaks of one message only; every other refusal would meet the next one, too. */
const messageFaults = new Set([400, 409, 413, 422]);

/**
 * What a receiver compares: HMAC-SHA256, in hexadecimal digits, over the timestamp of the header (in
 * seconds), a dot, and the body as it came.
 */
export function signatureOf(secret: string, timestamp: number, body: string): string {
  return createHmac('sha256', secret).update(`${timestamp}.${body}`, 'utf8').digest('hex');
}

/** Sends webhooks: to any host that an administrator named, never along a redirect. */
export class WebhookSender {
  readonly #proxy: ProxySettings;
  readonly #open = new Map<string, Dispatcher>();

  constructor(proxy: ProxySettings) {
    this.#proxy = proxy;
  }

  /** Sends once. Whatever goes wrong is part of the answer. */
  async send({ url, secret, at, key, body, signal }: WebhookRequest): Promise<Attempt> {
    const timestamp = Math.floor(at.getTime() / 1000);
    const proxy = url.protocol === 'https:' ? proxyFor(url, this.#proxy, undefined) : undefined;
    try {
      const answer = await send({
        url,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'user-agent': 'Rollcall',
          'idempotency-key': key,
          'x-rollcall-timestamp': String(timestamp),
          'x-rollcall-signature': `sha256=${signatureOf(secret, timestamp, body)}`,
        },
        body,
        timeoutMs,
        dispatcher: this.#through(proxy),
        signal,
      });
      answer.body.on('error', () => undefined).destroy();
      const detail = `${url.host} answered ${answer.status}`;
      if (answer.status >= 200 && answer.status < 300) return { isDelivered: true, detail };
      return { isDelivered: false, detail, isTargetFault: !messageFaults.has(answer.status) };
    } catch (cause) {
      signal.throwIfAborted();
      const { error } = toNetworkFailure(cause, { host: url.host, proxy: proxy?.host });
      return { isDelivered: false, detail: error.message, isTargetFault: true };
    }
  }

  /** Breaks off whatever is under way. */
  async close(): Promise<void> {
    const open = [...this.#open.values()];
    this.#open.clear();
    await Promise.all(open.map((dispatcher) => dispatcher.destroy()));
  }

  #through(proxy: URL | undefined): Dispatcher {
    const key = proxy?.href ?? '';
    const known = this.#open.get(key);
    if (known) return known;
    const shared = { connections: 8, keepAliveTimeout: 10_000 };
    const made = proxy ? new ProxyAgent({ ...shared, uri: proxy.href }) : new Agent(shared);
    this.#open.set(key, made);
    return made;
  }
}
