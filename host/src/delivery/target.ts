import { isAbsolute } from 'node:path';

import { RollcallError } from '@rollcall/core';

import type { Severity } from '../checks/check.js';

/** How findings are delivered. */
export type DeliveryKind = 'webhook' | 'file';

/** Whom findings are delivered to. */
export interface DeliveryTarget {
  readonly id: string;
  /** Unique. */
  readonly name: string;
  readonly kind: DeliveryKind;
  /** A URL, or an absolute path. */
  readonly address: string;
  /** Findings below it are not delivered. */
  readonly minSeverity: Severity;
  readonly createdAt: Date;
  /** When something last arrived. */
  readonly deliveredAt: Date | undefined;
  /** When a try last failed, and why; undefined once something has arrived since. */
  readonly failedAt: Date | undefined;
  readonly error: string | undefined;
  /** Messages that are still to be delivered. */
  readonly waiting: number;
}

/** A new target. */
export interface NewTarget {
  readonly name: string;
  readonly kind: DeliveryKind;
  readonly address: string;
  readonly minSeverity: Severity;
  /** What webhooks are signed with; made when absent. */
  readonly secret?: string | undefined;
}

const shortestSecret = 16;

/**
 * Refuses a target that nothing could be delivered to.
 * @throws `INPUT_INVALID`
 */
export function assertTarget({ name, kind, address, secret }: NewTarget): void {
  if (name.trim() === '' || name.length > 200) {
    throw invalid('a delivery needs a name', 'Name it, with at most 200 characters.');
  }
  if (kind === 'file') assertPath(address);
  else assertUrl(address);
  if (secret !== undefined && secret.length < shortestSecret) {
    const hint = `Give at least ${shortestSecret} characters, or none: then one is made.`;
    throw invalid('the secret is too short to sign with', hint);
  }
}

function assertUrl(address: string): void {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.hostname === '') {
    throw invalid('the address of a webhook is an http or https URL', 'Write https://host/path.');
  }
  if (url.username !== '' || url.password !== '') {
    throw invalid(
      'the address of a webhook holds no user name and password: it is shown to people',
      'Check the signature instead; see "rollcall delivery add --help".',
    );
  }
}

/** Only files that are made for it are appended to: an address comes over the API, too. */
function assertPath(address: string): void {
  if (isAbsolute(address) && /\.(ndjson|jsonl)$/.test(address)) return;
  throw invalid(
    'a file for findings has an absolute path that ends in .ndjson or .jsonl',
    'Write for example /var/log/rollcall/findings.ndjson.',
  );
}

function invalid(message: string, hint: string): RollcallError {
  return new RollcallError('INPUT_INVALID', message, { hint });
}
