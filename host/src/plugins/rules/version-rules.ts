import { apiVersion, RollcallError } from '@rollcall/core';
import semver from 'semver';

import { textOf } from '../json-shape.js';
import type { Rule } from './rule.js';

/** `apiVersion` is a range that holds this host's version of the plugin API. */
export const versionRules: Rule = (manifest, report) => {
  const range = textOf(manifest.apiVersion);
  if (range === undefined || range === '') return;
  if (semver.validRange(range) === null) {
    report({
      path: ['apiVersion'],
      message: `"${range}" is not a range of versions`,
      expected: `a range as npm knows them, for example "^${apiVersion}"`,
    });
  } else if (!isCompatible(range)) {
    report({
      path: ['apiVersion'],
      message: `The plugin is made for plugin API ${range}; this Rollcall has ${apiVersion}`,
      expected: `a range that holds ${apiVersion}, for example "^${apiVersion}"`,
    });
  }
};

/** Whether plugins made for `range` of the plugin API run on this host. */
export function isCompatible(range: string): boolean {
  return semver.satisfies(apiVersion, range, { includePrerelease: true });
}

/**
 * Refuses a plugin for another plugin API and says which side to update.
 * @throws `PLUGIN_INCOMPATIBLE`
 */
export function requireCompatible(plugin: {
  readonly id: string;
  readonly version: string;
  readonly apiVersion: string;
}): void {
  const range = plugin.apiVersion;
  if (semver.validRange(range) === null || isCompatible(range)) return;
  const hostIsNewer = semver.gtr(apiVersion, range);
  throw new RollcallError(
    'PLUGIN_INCOMPATIBLE',
    `plugin ${plugin.id} ${plugin.version} is made for plugin API ${range}; this Rollcall has ${apiVersion}`,
    {
      hint: hostIsNewer
        ? `Ask the publisher for a version of the plugin for plugin API ${apiVersion}, and add it with "rollcall plugin add". Its integrations are kept.`
        : 'Update Rollcall to a version that has this plugin API, or add an older version of the plugin. Its integrations are kept.',
    },
  );
}
