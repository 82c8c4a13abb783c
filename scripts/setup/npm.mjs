import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmdirSync,
} from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

import { runQuietly } from './child.mjs';
import { places } from './places.mjs';
import { SetupError, say } from './say.mjs';

/** Settings of the npm that started us which must not steer the npm that installs. */
const foreignSetting =
  /^npm_(package_|lifecycle_|command$)|^npm_config_(workspaces?|include_workspace_root|(local_|global_)?prefix|global|location|omit|include|only|production|optional|dry_run|package_lock(_only)?|ignore_scripts|call)$/i;

/**
 * Runs `npm ci` in `folder` on the given Node.js. No install script runs: nothing of ours needs one, and npm 11
 * blocks them anyway.
 * @throws SetupError with npm's own words when npm fails
 */
export async function npmCi(node, folder) {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !foreignSetting.test(name)),
  );
  const npm = findNpm();
  const args = [
    'ci',
    '--ignore-scripts',
    '--include=dev',
    '--include=optional',
    '--prefer-offline',
  ];
  args.push('--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error');
  const cache = await writableCache(node, npm, env);
  if (cache) args.push('--cache', cache);
  const { status, output } = await runQuietly(node, [npm, ...args], { cwd: folder, env });
  if (status !== 0) throw new SetupError(explain(status, output));
}

/** The npm that is running this script, else the one on PATH: its JavaScript file, to be run on a Node of our choice. */
function findNpm() {
  const running = process.env.npm_execpath;
  if (running && /npm-cli\.c?js$/.test(running) && existsSync(running)) return running;
  const beside = ['node_modules/npm/bin/npm-cli.js', '../lib/node_modules/npm/bin/npm-cli.js'];
  const folders = [...(process.env.PATH ?? '').split(delimiter), dirname(process.execPath)];
  for (const folder of folders.filter(Boolean)) {
    const link = join(folder, 'npm');
    if (existsSync(link) && realpathSync(link).endsWith('npm-cli.js')) return realpathSync(link);
    const found = beside.map((path) => join(folder, path)).find(existsSync);
    if (found) return found;
  }
  throw new SetupError(
    'npm was not found.\n  Start set-up with "npm run setup", or put npm (10 or newer) on the PATH.',
  );
}

/** A cache inside the checkout where npm's own cannot be written (no home, or another user's); else nothing. */
async function writableCache(node, npm, env) {
  const asked = env.npm_config_cache
    ? { status: 0, output: env.npm_config_cache }
    : await runQuietly(node, [npm, 'config', 'get', 'cache'], { cwd: places.root, env });
  const cache = asked.output.trim().split('\n').at(-1);
  if (asked.status === 0 && cache && canWriteCache(cache)) return undefined;
  const own = join(places.runtime, 'npm-cache');
  if (!existsSync(own)) say(`npm's cache (${cache}) cannot be written; using one in the checkout`);
  mkdirSync(own, { recursive: true });
  return own;
}

function canWriteCache(cache) {
  try {
    const temporary = join(cache, '_cacache', 'tmp');
    mkdirSync(temporary, { recursive: true });
    rmdirSync(mkdtempSync(join(temporary, 'probe-')));
    for (const part of ['content-v2', 'index-v5']) {
      const folder = join(cache, '_cacache', part);
      if (existsSync(folder)) accessSync(folder, constants.W_OK);
    }
    return true;
  } catch {
    return false;
  }
}

const hints = [
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|ERR_SOCKET_TIMEOUT|network/i,
    'The npm registry cannot be reached. Behind a proxy, set HTTPS_PROXY (or "npm config set https-proxy"), then try again.',
  ],
  [
    /SELF_SIGNED|UNABLE_TO_(GET_ISSUER|VERIFY)|CERT_/,
    "The registry answered with a certificate that is not trusted here. Set NODE_EXTRA_CA_CERTS to your company's certificate, then try again.",
  ],
  [/ENOSPC/, 'The disk is full.'],
  [
    /EACCES|EPERM|EROFS/,
    'A file cannot be written: check who owns the checkout and its node_modules.',
  ],
  [
    /EUSAGE|in sync/,
    'package.json and package-lock.json do not agree: run "npm install" and commit the lockfile.',
  ],
  [
    /EINTEGRITY/,
    'A package is not the one that package-lock.json names: try again, then look at the registry you use.',
  ],
];

function explain(status, output) {
  const said = output
    .split('\n')
    .slice(-60)
    .map((line) => `  | ${line}`)
    .join('\n');
  const hint = hints.find(([pattern]) => pattern.test(output))?.[1];
  const advice = hint ?? 'Mend what npm names, then run the same command again.';
  return `npm ci failed (status ${status}). npm said:\n${said}\n  ${advice}`;
}
