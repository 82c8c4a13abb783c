import type { OrgOptions } from '@rollcall/test/org';
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';

import { type RunningHost, startHost } from '../../scenarios/support/host.js';
import { type Scene, setScene } from '../../scenarios/support/scene.js';
import { eventsOf } from '../../scenarios/support/sse.js';
import { openBrowser } from './browser.js';

/** The first administrator. */
export const administrator = {
  name: 'Ada Admin',
  login: 'ada@example.com',
  password: 'correct horse battery staple',
} as const;

/** What a browser keeps of a session. */
type State = Awaited<ReturnType<BrowserContext['storageState']>>;

/** A host, an org and a browser. */
export interface ConsoleScene extends AsyncDisposable {
  readonly scene: Scene;
  readonly host: RunningHost;
  readonly browser: Browser;
  /** The path and fragment of the one-time link for the first administrator. */
  welcomePath(): Promise<string>;
  /** Adds the org as an integration, by the API, and gives its id. */
  addIntegration(name?: string): Promise<string>;
  /** Collects, and gives the id of the run when it has ended. */
  collect(integrationId: string): Promise<string>;
  /** A context of the browser in which the administrator is signed in. */
  signedIn(options?: BrowserContextOptions): Promise<BrowserContext>;
}

/** Starts them. */
export async function setConsoleScene(options: OrgOptions = {}): Promise<ConsoleScene> {
  const scene = await setScene({ users: 60, signIns: 1500, seed: 7, ...options });
  const host = await startHost(scene.rollcall);
  const browser = await openBrowser();
  let state: Promise<State> | undefined;
  const welcomePath = async () => {
    const { link } = await scene.rollcall.json<{ link: string }>(['user', 'welcome']);
    const { pathname, hash } = new URL(link);
    return pathname + hash;
  };
  return {
    scene,
    host,
    browser,
    welcomePath,
    async addIntegration(name = 'Acme') {
      const { id } = await host.json<{ id: string }>('POST', '/integrations', {
        plugin: 'salesforce',
        name,
        config: { salesforceUrl: scene.org.salesforceUrl, consumerKey: scene.org.consumerKey },
        secrets: { consumerSecret: scene.org.consumerSecret },
      });
      return id;
    },
    async collect(integrationId) {
      const { id } = await host.json<{ id: string }>(
        'POST',
        `/integrations/${integrationId}/collect`,
        {},
      );
      for await (const event of eventsOf(await host.call('GET', `/runs/${id}/events`))) {
        if (event.event === 'end') break;
      }
      return id;
    },
    async signedIn(context = {}) {
      state ??= enter(browser, host.url, welcomePath);
      const signedIn = { baseURL: host.url, storageState: await state, ...context };
      return browser.newContext(signedIn);
    },
    async [Symbol.asyncDispose]() {
      await browser.close();
      await host.stop();
      await scene[Symbol.asyncDispose]();
    },
  };
}

/** By the one-time link, or by the password when the link was used. */
async function enter(browser: Browser, url: string, link: () => Promise<string>): Promise<State> {
  const context = await browser.newContext({ baseURL: url });
  const page = await context.newPage();
  const path = await link().catch(() => '/sign-in');
  await page.goto(path);
  if (path !== '/sign-in') await page.getByLabel('Name').fill(administrator.name);
  await page.getByLabel('E-mail').fill(administrator.login);
  await page.getByRole('textbox', { name: 'Password' }).fill(administrator.password);
  await page.locator('button[type=submit]').click();
  await page.getByRole('navigation', { name: 'Main' }).first().waitFor();
  const state = await context.storageState();
  await context.close();
  return state;
}
