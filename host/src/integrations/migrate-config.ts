import type { Manifest } from '@rollcall/core';

import { isObject, objectOf } from '../plugins/json-shape.js';
import { pathOf } from '../plugins/manifest-fault.js';

type Values = Readonly<Record<string, unknown>>;
type Migration = NonNullable<Manifest['config']['migrations']>[number];

/** Version of the config that a manifest's form has. */
export function configVersion(manifest: Manifest): number {
  return manifest.config.version ?? 1;
}

/**
 * Leads a stored config from `from` to the version of the manifest's form. Gives a new object; a
 * field that no step names stays as it is.
 */
export function migrateConfig(manifest: Manifest, config: Values, from: number): Values {
  return pendingMigrations(manifest, from).reduce(migrateOnce, config);
}

/** The new name of each secret after the migrations; undefined for one that they remove. */
export function migrateSecretName(
  manifest: Manifest,
  name: string,
  from: number,
): string | undefined {
  return pendingMigrations(manifest, from).reduce<string | undefined>((current, step) => {
    if (current === undefined) return undefined;
    const renamed = own(step.rename, current) ?? current;
    return step.remove?.includes(renamed) === true ? undefined : renamed;
  }, name);
}

function pendingMigrations(manifest: Manifest, from: number): readonly Migration[] {
  return (manifest.config.migrations ?? [])
    .filter(({ to }) => to > from)
    .toSorted((a, b) => a.to - b.to);
}

function migrateOnce(config: Values, step: Migration): Values {
  const pairs = Object.entries(step.rename ?? {}).map(
    ([from, to]) => [[from], [to ?? from]] as const,
  );
  const moves = Object.entries(step.move ?? {}).map(
    ([from, to]) => [pathOf(from), pathOf(to ?? from)] as const,
  );
  let result = relocate(relocate(config, pairs), moves);
  for (const [field, values] of Object.entries(step.map ?? {})) {
    const value = own(result, field);
    const key = isObject(value) || value === undefined ? undefined : String(value);
    if (key !== undefined && Object.hasOwn(values ?? {}, key)) {
      result = withValue(result, [field], own(values, key));
    }
  }
  for (const [field, value] of Object.entries(step.default ?? {})) {
    if (!Object.hasOwn(result, field)) result = withValue(result, [field], structuredClone(value));
  }
  for (const field of step.remove ?? []) result = without(result, [field]);
  return result;
}

/** All at once, so that two fields may exchange their names. */
function relocate(
  config: Values,
  pairs: readonly (readonly [readonly string[], readonly string[]])[],
): Values {
  const found = pairs.flatMap(([from, to]) => {
    const value = valueAt(config, from);
    return value === undefined ? [] : [{ from, to, value }];
  });
  const emptied = found.reduce((rest, { from }) => without(rest, from), config);
  return found.reduce((rest, { to, value }) => withValue(rest, to, value), emptied);
}

function valueAt(config: Values, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, part) => (isObject(at) ? own(at, part) : undefined), config);
}

function withValue(config: Values, path: readonly string[], value: unknown): Values {
  const [first, ...rest] = path;
  if (first === undefined) return config;
  const inner = rest.length === 0 ? value : withValue(objectOf(own(config, first)), rest, value);
  return { ...config, [first]: inner };
}

function without(config: Values, path: readonly string[]): Values {
  const [first, ...rest] = path;
  if (first === undefined || !Object.hasOwn(config, first)) return config;
  const { [first]: present, ...others } = config;
  if (rest.length === 0) return others;
  return isObject(present) ? { ...config, [first]: without(present, rest) } : config;
}

function own<T>(object: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return object !== undefined && Object.hasOwn(object, key) ? object[key] : undefined;
}
