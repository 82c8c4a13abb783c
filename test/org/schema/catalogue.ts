import * as access from './access.js';
import * as activity from './activity.js';
import * as apps from './apps.js';
import * as licences from './licences.js';
import type { ObjectSchema } from './object.js';
import * as people from './people.js';

/** Every object of the org. EventLogFile and the event stores are absent: no add-on licence. */
export const CATALOGUE: readonly ObjectSchema[] = [
  ...Object.values(people),
  ...Object.values(licences),
  ...Object.values(access),
  ...Object.values(activity),
  ...Object.values(apps),
];

const BY_NAME = new Map(CATALOGUE.map((schema) => [schema.name.toLowerCase(), schema]));

/** The object by name, without regard to case. */
export function findObject(name: string): ObjectSchema | undefined {
  return BY_NAME.get(name.toLowerCase());
}
