import { configFields } from '../config-fields.js';
import { type JsonObject, listOf, objectOf, textOf } from '../json-shape.js';
import type { JsonPath, Report } from '../manifest-fault.js';
import { checkKnown } from './reference-rules.js';
import type { Rule } from './rule.js';

/** Config migrations lead from version 1 to the present one without a gap. */
export const migrationRules: Rule = (manifest, report) => {
  const config = objectOf(manifest.config);
  const version = config.version ?? 1;
  const migrations = listOf(config.migrations);
  let wanted = 2;
  for (const [index, item] of migrations.entries()) {
    const to = objectOf(item).to;
    if (typeof to !== 'number') return;
    if (to !== wanted) {
      report({
        path: ['config', 'migrations', index, 'to'],
        message: `A migration to version ${to} stands where that to ${wanted} should`,
        expected: String(wanted),
      });
      return;
    }
    wanted += 1;
  }
  if (typeof version === 'number' && version !== wanted - 1) {
    report({
      path: config.version === undefined ? ['config', 'migrations'] : ['config', 'version'],
      message: `The config has version ${version}, but its migrations lead to ${wanted - 1}`,
      expected: version < wanted - 1 ? `version ${wanted - 1}` : `a migration to ${wanted}`,
    });
    return;
  }
  checkLast(manifest, migrations, report);
};

/** What the last migration writes is a field of the present form; earlier ones speak of older forms. */
function checkLast(manifest: JsonObject, migrations: readonly unknown[], report: Report): void {
  const last = objectOf(migrations.at(-1));
  const path: JsonPath = ['config', 'migrations', migrations.length - 1];
  const fields = configFields(manifest.config).map(({ name }) => name);
  const what = 'config field';
  for (const [from, to] of Object.entries(objectOf(last.rename))) {
    const name = textOf(to);
    if (name !== undefined)
      checkKnown(name, fields, { path: [...path, 'rename', from], what }, report);
  }
  for (const part of ['default', 'map']) {
    for (const name of Object.keys(objectOf(last[part]))) {
      checkKnown(name, fields, { path: [...path, part, name], what, atKey: true }, report);
    }
  }
}
