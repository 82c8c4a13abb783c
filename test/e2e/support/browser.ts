import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { type Browser, chromium } from 'playwright-core';

/** Names an installed Chrome or Chromium, where the packaged one does not run. */
const variable = 'ROLLCALL_TEST_CHROME';
const checkout = fileURLToPath(new URL('../../..', import.meta.url));

/**
 * Contexts share one browser, which the first two do not bear. The others switch off what the tests
 * are about: which page may read what of which origin.
 */
const refused = new Set([
  ...['--single-process', '--no-zygote'],
  ...['--disable-web-security', '--disable-site-isolation-trials'],
  '--allow-running-insecure-content',
]);

/** Starts the Chromium that npm brought, or the one that the environment names. */
export async function openBrowser(): Promise<Browser> {
  const installed = process.env[variable];
  if (installed) return chromium.launch({ executablePath: installed });
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `the packaged Chromium runs on Linux x64 only; set ${variable} to an installed Chrome`,
    );
  }
  const { executablePath, args, env } = await unpack();
  return chromium.launch({
    executablePath,
    args: args.filter((argument) => !refused.has(argument)),
    env,
  });
}

/**
 * Unpacks the program beside the packages of this checkout, with the libraries that it needs and a
 * bare machine lacks. The package does so below the temporary folder, and with the libraries where it
 * takes the machine for a serverless one: both are told by the environment, for as long as it looks.
 */
async function unpack() {
  const folder = join(checkout, 'node_modules/.cache/rollcall-chromium', await packagedVersion());
  await mkdir(folder, { recursive: true });
  const before = { ...process.env };
  try {
    Object.assign(process.env, { TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: 'nodejs24.x' });
    const { default: packaged } = await import('@sparticuz/chromium');
    const executablePath = await packaged.executablePath();
    const { LD_LIBRARY_PATH, FONTCONFIG_PATH } = process.env;
    return {
      executablePath,
      args: packaged.args,
      env: { ...before, LD_LIBRARY_PATH, FONTCONFIG_PATH },
    };
  } finally {
    for (const name of Object.keys(process.env)) delete process.env[name];
    Object.assign(process.env, before);
  }
}

/** Each version has a folder of its own, so that an older program is not taken for it. */
async function packagedVersion(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const manifest = join(dirname(entry), '..', 'package.json');
  const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string };
  return version;
}
