import { json, type Reply } from '../net/reply.js';
import type { OrgState } from '../state.js';
import type { DataCall } from './data-call.js';

const SEASONS = ['Summer', 'Winter', 'Spring'];
const FIRST_VERSION = 31;
const FIRST_YEAR = 14;

/** `GET /services/data/`: every version the org speaks, oldest first. */
export function listVersions(org: OrgState): Reply {
  const { min, max } = org.settings.apiVersions;
  const numbers = Array.from({ length: max - min + 1 }, (_, i) => min + i);
  return json(
    numbers.map((number) => ({
      label: releaseOf(number),
      url: `/services/data/v${number}.0`,
      version: `${number}.0`,
    })),
  );
}

/** `GET /services/data/vXX.0/`: what there is. */
export function listResources({ org, session, basePath }: DataCall): Reply {
  const names = [
    'tooling',
    'metadata',
    'sobjects',
    'query',
    'queryAll',
    'limits',
    'composite',
    'jobs',
  ];
  const resources = names.map((name) => [name, `${basePath}/${name}`]);
  const identity = `${org.url}/id/${org.data.orgId}/${session.userId}`;
  return json({ ...Object.fromEntries(resources), identity });
}

/** Winter belongs to the next year: v31 is Summer '14, v32 Winter '15. */
function releaseOf(version: number): string {
  const place = version - FIRST_VERSION;
  return `${SEASONS[place % 3]} '${FIRST_YEAR + Math.ceil(place / 3)}`;
}
