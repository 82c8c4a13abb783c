import type { CheckOptions } from '../checks/thresholds.js';

/** A configured instance of a plugin, without its secrets. */
export interface Integration {
  /** Short, readable, stable: slug of the first name and four random characters. */
  readonly id: string;
  /** The plugin. */
  readonly pluginId: string;
  /** The plugin's content that it runs. */
  readonly pluginDigest: string;
  /** Display name; unique in any case. */
  readonly name: string;
  /** The form's values, no secrets. */
  readonly config: Readonly<Record<string, unknown>>;
  /** What the host may do for it. */
  readonly options: IntegrationOptions;
  /** Whether a person paused it. */
  readonly paused: boolean;
  /** The provider's organisation, once it is known. */
  readonly tenantId?: string;
  /** Its name for people. */
  readonly tenantName?: string;
  /** Outcome of the latest connectivity test with the present config. */
  readonly connected?: boolean;
  /** When that was. */
  readonly testedAt?: Date;
  /** When it was added. */
  readonly createdAt: Date;
  /** When a person last changed it. */
  readonly updatedAt: Date;
}

/** Options of an integration; what is absent follows the manifest or the host. */
export interface IntegrationOptions {
  /** Percent of the provider's limit that usage may reach, 1 to 95. */
  readonly ceiling?: number;
  /** IANA time zone whose midnight begins a new day. */
  readonly timezone?: string;
  /** Cadence by stream, as a duration such as `6h`. */
  readonly schedule?: Readonly<Record<string, string>>;
  /** The streams that are collected; the manifest's default when absent. */
  readonly streams?: readonly string[];
  /** How long records are kept, by entity, as a duration such as `365d`. */
  readonly retention?: Readonly<Record<string, string>>;
  /** Whether the provider's other fields are kept. */
  readonly raw?: boolean;
  /** The proxy that its requests go through. */
  readonly proxy?: string;
  /** Thresholds of checks, and whether they are on, by check. */
  readonly checks?: CheckOptions;
}
