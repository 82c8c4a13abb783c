import { type EntityName, entities, RollcallError } from '@rollcall/core';

import { nearest } from '../plugins/nearest.js';

/** What can be exported: an entity, or the records of streams with a schema of their own. */
export type ExportedEntity = EntityName | 'record';

const plurals: ReadonlyMap<string, ExportedEntity> = new Map<string, ExportedEntity>([
  ...Object.entries(entities).flatMap(([name, { plural }]): [string, ExportedEntity][] =>
    isEntity(name)
      ? [
          [name, name],
          [plural, name],
        ]
      : [],
  ),
  ['record', 'record'],
  ['records', 'record'],
]);

/**
 * The entities of the given names or plurals, with `-` or `_`; all when none is given.
 * @throws `INPUT_INVALID` with the nearest name
 */
export function chooseEntities(names: readonly string[]): readonly ExportedEntity[] {
  if (names.length === 0) return [...new Set(plurals.values())];
  const chosen = names.map((name) => {
    const found = plurals.get(name.toLowerCase().replaceAll('-', '_'));
    if (found) return found;
    const near = nearest(name, plurals.keys());
    throw new RollcallError('INPUT_INVALID', `there is no entity "${name}"`, {
      hint: near ? `Did you mean ${near}?` : `Use ${[...new Set(plurals.values())].join(', ')}.`,
    });
  });
  return [...new Set(chosen)];
}

function isEntity(name: string): name is EntityName {
  return name in entities;
}
