import { sensitiveFields } from '../integrations/destinations.js';
import type { InstalledPlugin } from '../plugins/registry.js';

/** A plugin as CLI and API show it; `whole` adds its form, guide and streams. */
export function pluginView(
  {
    manifest,
    digest,
    source,
    riskAccepted,
  }: Pick<InstalledPlugin, 'manifest' | 'digest' | 'source' | 'riskAccepted'>,
  options: { readonly whole?: boolean } = {},
): Record<string, unknown> {
  const short = {
    id: manifest.id,
    name: manifest.name,
    version: manifest.version,
    publisher: manifest.publisher,
    description: manifest.description,
    source,
    digest,
    riskAccepted,
  };
  if (!options.whole) return short;
  return {
    ...short,
    homepage: manifest.homepage ?? null,
    license: manifest.license ?? null,
    config: manifest.config,
    sensitiveFields: [...sensitiveFields(manifest)],
    setup: manifest.setup ?? [],
    egress: manifest.egress,
    permissions: manifest.permissions ?? [],
    quota: manifest.quota ?? [],
    streams: manifest.streams,
  };
}
