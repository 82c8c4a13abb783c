import type { InstalledPlugin } from '../plugins/registry.js';
import { pairs, table } from './table.js';

/** A plugin in full, for people. */
export function pluginDetailText({ manifest, digest, source }: InstalledPlugin): string {
  const head = pairs([
    ['Plugin', `${manifest.name} ${manifest.version} (${manifest.id})`],
    ['Publisher', manifest.publisher],
    ['From', source === 'bundled' ? 'comes with Rollcall' : 'added'],
    ['Digest', digest],
    ['May reach', manifest.egress.map(({ origin }) => origin).join(', ') || 'nothing'],
  ]);
  return [head, manifest.description, fields(manifest), streams(manifest)].join('\n\n');
}

function fields(manifest: InstalledPlugin['manifest']): string {
  const required = new Set(manifest.config.required ?? []);
  const rows = Object.entries(manifest.config.properties).map(([name, property]) => [
    name,
    property?.writeOnly === true ? '--secret' : '--set',
    required.has(name) ? 'yes' : 'no',
    property?.title ?? '',
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
    stream.title,
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
