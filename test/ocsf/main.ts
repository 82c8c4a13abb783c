import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';

import { setScene } from '../scenarios/support/scene.js';

const usage = 'npm run check:ocsf -- SCHEMAS [EXPORT]';

/**
 * Checks exported events against the JSON Schemas of a folder, whose files begin with the number of the
 * class. Without an export of one's own, a simulated org is collected and exported.
 */
async function main([schemas, exported]: readonly string[]): Promise<void> {
  if (schemas === undefined) throw new Error(`usage: ${usage}`);
  const validators = await validatorsIn(schemas);
  const folder = exported ?? (await exportSimulated());
  let wrong = 0;
  for (const name of (await readdir(folder)).filter((each) => each.endsWith('.ndjson'))) {
    wrong += await checkFile(join(folder, name), validators);
  }
  if (exported === undefined) await rm(folder, { recursive: true });
  process.stdout.write(
    wrong === 0 ? 'Every event is valid.\n' : `${wrong} events are not valid.\n`,
  );
  process.exitCode = wrong === 0 ? 0 : 1;
}

async function validatorsIn(folder: string): Promise<ReadonlyMap<number, ValidateFunction>> {
  const validators = new Map<number, ValidateFunction>();
  for (const name of await readdir(folder)) {
    const uid = /^(\d{4})\D.*\.json$/.exec(name)?.[1];
    if (uid === undefined) continue;
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    ajvFormats.default(ajv);
    validators.set(
      Number(uid),
      ajv.compile(JSON.parse(await readFile(join(folder, name), 'utf8'))),
    );
  }
  if (validators.size === 0) throw new Error(`no schemas named by their class in ${folder}`);
  return validators;
}

async function exportSimulated(): Promise<string> {
  const out = await mkdtemp(join(tmpdir(), 'rollcall-ocsf-'));
  await using scene = await setScene({ users: 300, signIns: 20_000, seed: 11 });
  await scene.add();
  await scene.rollcall.json(['integration', 'collect', 'Acme']);
  await scene.rollcall.json(['export', '--format', 'ocsf', '--out', out]);
  return out;
}

async function checkFile(
  file: string,
  validators: ReadonlyMap<number, ValidateFunction>,
): Promise<number> {
  let wrong = 0;
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
  for (const line of lines) {
    const event: { readonly class_uid: number; activity_id: number; type_uid: number } =
      JSON.parse(line);
    const isValid = validators.get(event.class_uid);
    const isSummed = event.type_uid === event.class_uid * 100 + event.activity_id;
    if (isValid?.(event) === true && isSummed) continue;
    wrong += 1;
    if (wrong > 3) continue;
    const why = isValid === undefined ? 'no schema of its class' : JSON.stringify(isValid.errors);
    process.stdout.write(`${file}: ${why.slice(0, 600)}\n  ${line.slice(0, 400)}\n`);
  }
  process.stdout.write(`${file}: ${lines.length} events, ${wrong} not valid\n`);
  return wrong;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
});
