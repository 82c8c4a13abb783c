import type { WholePlugin } from '../../api/plugins.js';
import type { FieldSchema } from '../../form/field-schema.js';
import { addWords as words } from '../../words/add.js';

/** Where a plugin reaches, in words: hosts as the manifest names them, what is entered by its field's title. */
export function hostsOf({ egress, config }: Pick<WholePlugin, 'egress' | 'config'>): string[] {
  return [...new Set(egress.map(({ origin }) => hostOf(origin, config)))];
}

/** One of these places, in words. */
export function hostOf(origin: string, config: FieldSchema): string {
  const field = /^\{config\.([^}]+)\}$/.exec(origin)?.[1];
  if (field === undefined) {
    return origin.replace(/^https:\/\//, '').replaceAll(/\{[^}]*\}/g, '*');
  }
  const title = fieldsOf(config)[field]?.title;
  return title === undefined ? words.yourAddress : words.your(title);
}

/** The fields of a manifest's config. */
function fieldsOf(config: FieldSchema): Readonly<Record<string, FieldSchema>> {
  return config.properties ?? {};
}
