import type { Clock, HttpRequest, Log, Manifest } from '@rollcall/core';

import type { QuotaLedger } from '../quota/ledger.js';
import type { Lease } from '../runs/lease.js';
import type { Circuits } from './circuit.js';
import type { Concurrency } from './concurrency.js';
import type { Dispatchers } from './dispatchers.js';
import type { ProxySettings } from './proxy.js';
import type { ValueRedactor } from './redact-error.js';
import type { TokenVault } from './vault-token-store.js';

/** For whom a session sends, and how far it may go. */
export interface BrokerSessionOptions {
  readonly integrationId: string;
  readonly runId: string;
  readonly pluginId: string;
  readonly manifest: Manifest;
  /** Checked and cleaned, without secrets. */
  readonly config: Readonly<Record<string, unknown>>;
  /** The secrets by field; asked at most once, when a request needs them. */
  readonly secrets: () => Promise<Readonly<Record<string, string>>>;
  /** Share of each limit that usage may reach through us. */
  readonly ceilingPercent: number;
  /** IANA name, for the day on which a paused tenant is tried again. */
  readonly timezone: string;
  /** The integration's own proxy, without credentials: options are shown. */
  readonly proxy?: string | undefined;
  /** Absent for an integration that is not saved: its token lives as long as the session. */
  readonly lease?: Lease | undefined;
  /** Ends whatever the session has under way. */
  readonly signal: AbortSignal;
  /** The tenant that the integration is bound to. */
  readonly tenantId?: string | undefined;
  /** Whether a person asked: then an open circuit is tried. */
  readonly person: boolean;
  readonly log?: Log | undefined;
}

/** What all sessions of a process share. */
export interface BrokerServices {
  readonly ledger: QuotaLedger;
  /** Keeps the OAuth tokens of saved integrations. */
  readonly vault: TokenVault;
  readonly redactor: ValueRedactor;
  readonly dispatchers: Dispatchers;
  readonly circuits: Circuits;
  readonly concurrency: Concurrency;
  readonly proxy: ProxySettings;
  readonly clock: Pick<Clock, 'now'>;
  /** From 0 to below 1. */
  readonly random: () => number;
  /** Rejects with the signal's reason when it aborts. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** A request that passed the egress check. */
export interface PreparedRequest {
  /** Where it goes unless the token moves the base URL. */
  readonly url: URL;
  readonly asked: HttpRequest;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** The body as JSON, for cost rules. */
  readonly json: unknown;
  readonly isAuthenticated: boolean;
  readonly timeoutMs: number;
  readonly expectsJson: boolean;
  /** The usage endpoint it asks, when the host itself does. */
  readonly usageOf: string | undefined;
}
