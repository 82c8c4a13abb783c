import type { InstalledPlugin } from '../plugins/registry.js';
import { plainText, printable } from './plain-text.js';
import { setupText } from './setup-text.js';
import { pairs, table } from './table.js';

/** A plugin in full, for people. */
export function pluginDetailText({ manifest, digest, source }: InstalledPlugin): string {
  const head = pairs([
    ['Plugin', printable(`${manifest.name} ${manifest.version} (${manifest.id})`)],
    ['Publisher', printable(manifest.publisher)],
    ['From', source === 'bundled' ? 'comes with Rollcall' : 'added'],
    ['Digest', digest],
  ]);
  const parts = [
    head,
    plainText(manifest.description),
    rightsText(manifest),
    fields(manifest),
    streams(manifest),
  ];
  if (manifest.setup && manifest.setup.length > 0)
    parts.push(setupText(manifest.id, manifest.setup));
  return parts.join('\n\n');
}

/** What a plugin may do once it is installed, each with the reason that it gives. */
export function rightsText({ egress, permissions = [] }: InstalledPlugin['manifest']): string {
  const hosts = egress.map(({ origin, reason }) => `  ${origin}: ${reason}`);
  const rights = permissions.map(({ id, reason }) => `  ${id}: ${reason}`);
  const lines = [
    hosts.length === 0 ? 'May reach nothing.' : 'May reach',
    ...hosts,
    rights.length === 0 ? 'Has no other permission.' : 'Has the permissions',
    ...rights,
  ];
  return printable(lines.join('\n'));
}

function fields(manifest: InstalledPlugin['manifest']): string {
  const required = new Set(manifest.config.required ?? []);
  const rows = Object.entries(manifest.config.properties).map(([name, property]) => [
    name,
    property?.writeOnly === true ? '--secret' : '--set',
    required.has(name) ? 'yes' : 'no',
    printable(property?.title ?? ''),
  ]);
  return table(
    [{ head: 'FIELD' }, { head: 'GIVEN BY' }, { head: 'NEEDED' }, { head: 'WHAT' }],
    rows,
  );
}

function streams(manifest: InstalledPlugin['manifest']): string {
  const rows = manifest.streams.map((stream) => [
    stream.name,
    stream.mode,
    stream.enabled === false ? 'off' : 'on',
    stream.cadence ?? '–',
    printable(stream.title),
  ]);
  return table(
    [
      { head: 'STREAM' },
      { head: 'MODE' },
      { head: 'DEFAULT' },
      { head: 'EVERY' },
      { head: 'WHAT' },
    ],
    rows,
  );
}
