// Makes the checkout ready, then becomes a command on the pinned Node.js:
//   node scripts/with-setup.mjs [--no-build] node FILE … | rollcall … | <a program of node_modules> …
import { existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

import { handOver } from '../host/bin/hand-over.mjs';
import { places } from './setup/places.mjs';
import { SetupError, say } from './setup/say.mjs';
import { setup } from './setup/setup.mjs';

const [first, ...rest] = process.argv.slice(2);
const wantsBuild = first !== '--no-build';
const [command, ...args] = wantsBuild ? [first, ...rest] : rest;

/** The program and arguments that run `command` on `node`, without looking at the PATH. */
function resolveCommand(node) {
  if (command === 'node') return [node, args];
  if (command === 'rollcall') return [node, [join(places.root, 'host/bin/rollcall.mjs'), ...args]];
  const link = join(places.modules, '.bin', command);
  if (!existsSync(link)) throw new SetupError(`"${command}" is not a program of this checkout.`);
  const program = realpathSync(link);
  // Programs of npm packages are scripts for the node that is first on the PATH, few are binaries.
  return [program, args];
}

try {
  if (!command)
    throw new SetupError('say which command to run: with-setup.mjs [--no-build] COMMAND …');
  const node = await setup({ wantsBuild });
  const path = [dirname(node), join(places.modules, '.bin'), process.env.PATH ?? ''].join(
    delimiter,
  );
  const [program, programArgs] = resolveCommand(node);
  await handOver(program, programArgs, { ...process.env, PATH: path });
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  say(error.message);
  process.exitCode = 1;
}
