import serverless from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

/** Names an installed Chrome or Chromium, where the packaged one does not run. */
const variable = 'ROLLCALL_TEST_CHROME';

/** Contexts share one browser, which these two do not bear. */
const refused = new Set(['--single-process', '--no-zygote']);

/** Starts the Chromium that npm brought, or the one that the environment names. */
export async function openBrowser(): Promise<Browser> {
  const installed = process.env[variable];
  if (installed) return chromium.launch({ executablePath: installed });
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `the packaged Chromium runs on Linux x64 only; set ${variable} to an installed Chrome`,
    );
  }
  return chromium.launch({
    executablePath: await serverless.executablePath(),
    args: serverless.args.filter((argument) => !refused.has(argument)),
  });
}
