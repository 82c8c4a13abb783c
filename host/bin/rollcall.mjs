#!/usr/bin/env node
// The `rollcall` command. Works under any Node.js from 18 on: an older one than Rollcall needs hands over to the installed one.
import { existsSync, realpathSync } from 'node:fs';
import module from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { findNode, handOver, isNewEnough, neededMajor } from './hand-over.mjs';

const self = realpathSync(fileURLToPath(import.meta.url));
const main = join(dirname(self), '..', 'dist', 'main.js');

/** Set for the process that was handed over to: a wrong ROLLCALL_NODE must end in a message, not in a loop. */
const handedOver = 'ROLLCALL_HANDED_OVER';

function fail(message) {
  process.stderr.write(`rollcall: ${message}\n`);
  process.exit(1);
}

async function start() {
  if (!existsSync(main)) {
    fail(
      `not built yet: ${main} is missing.\n  Run "npm run setup" in the checkout, then try again.`,
    );
  }
  if (isNewEnough(process.version)) {
    delete process.env[handedOver];
    // Compiled code is kept beside the program, where nobody else can put theirs; read-only is fine.
    module.enableCompileCache?.(join(dirname(main), '.compile-cache'));
    await import(new URL('../dist/main.js', import.meta.url));
    return;
  }
  const node = process.env.ROLLCALL_NODE || findNode(dirname(self));
  const needs = `Rollcall needs Node.js ${neededMajor} or newer`;
  if (process.env[handedOver]) {
    fail(`${needs}; ROLLCALL_NODE (${node}) is ${process.version}.\n  Point it at a newer one.`);
  }
  if (!node || !existsSync(node)) {
    const where = node ? `${node} (ROLLCALL_NODE) does not exist` : 'none is installed beside it';
    fail(
      `${needs}; this is ${process.version}, and ${where}.\n` +
        `  Run "npm run setup" in the checkout, or set ROLLCALL_NODE to the path of a newer Node.js.`,
    );
  }
  const env = { ...process.env, [handedOver]: '1' };
  await handOver(node, [...process.execArgv, self, ...process.argv.slice(2)], env);
}

await start();
