import { createHash } from 'node:crypto';

import { catalogueVersion } from './catalogue-version.js';
import type { Dataset } from './datasets.js';

/** Who is reported on. */
export interface ReportedTenant {
  readonly integrationId: string;
  readonly name: string;
  readonly pluginId: string;
  /** Null before the first collection. */
  readonly tenantId: string | null;
  readonly tenantName: string | null;
}

/** Where the prices of a report are from. */
export interface PriceOrigin {
  /** The plugin or integration that they hold for. */
  readonly scope: string;
  /** `list` prices are published ones and an upper bound, `contract` prices are what is paid. */
  readonly kind: 'list' | 'contract';
  readonly currency: string;
  /** The day that they were looked up. */
  readonly asOf: string;
}

/** What a report was made of: enough to make it again, and to see what it cannot show. */
export interface ReportHeader {
  /** SHA-256 of what is reported, hex: the same facts and parameters give the same id. */
  readonly id: string;
  /** UTC. */
  readonly generatedAt: string;
  /** Name and version of the program. */
  readonly tool: string;
  /** Version of the catalogue of checks. */
  readonly catalogue: string;
  readonly tenants: readonly ReportedTenant[];
  readonly datasets: readonly Dataset[];
  /** Filters and thresholds, as they were applied. */
  readonly parameters: Readonly<Record<string, string | number | null>>;
  readonly prices: readonly PriceOrigin[];
}

/** The parts of a header that a report brings itself. */
export type HeaderParts = Omit<ReportHeader, 'id' | 'generatedAt' | 'tool' | 'catalogue'>;

/** Puts a header before what is reported. The id covers all but when and by which version it was made. */
export function headerOf(
  parts: HeaderParts,
  content: unknown,
  made: { readonly at: Date; readonly version: string },
): ReportHeader {
  const id = createHash('sha256')
    .update(JSON.stringify([parts, content]))
    .digest('hex');
  return {
    id,
    generatedAt: made.at.toISOString(),
    tool: `Rollcall ${made.version}`,
    catalogue: catalogueVersion(),
    ...parts,
  };
}

/** The header as labels and values, in the order that people read them. */
export function headerPairs(header: ReportHeader): readonly (readonly [string, string])[] {
  const tenants = header.tenants.map(
    ({ name, tenantName, tenantId }) =>
      `${name}${tenantName === null ? '' : `: ${tenantName}`}${tenantId === null ? ' (never collected)' : ` (${tenantId})`}`,
  );
  const parameters = Object.entries(header.parameters).map(
    ([name, value]) => `${name} ${value ?? 'not set'}`,
  );
  const prices = header.prices.map(
    ({ scope, kind, currency, asOf }) => `${scope}: ${kind} prices in ${currency} of ${asOf}`,
  );
  return [
    ['Report', header.id],
    ['Made at', `${header.generatedAt} (UTC)`],
    ['Made by', header.tool],
    ['Checks', header.catalogue],
    ['Organisation', tenants.length === 0 ? 'none' : tenants.join('; ')],
    ['Parameters', parameters.length === 0 ? 'none' : parameters.join(', ')],
    ...(prices.length === 0 ? [] : [['Prices', prices.join('; ')] as const]),
  ];
}
