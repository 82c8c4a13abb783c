import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type ConsoleScene, setConsoleScene } from './support/console-scene.js';
import { axeFaults, shapeFaults, untilDrawn, untilStanding } from './support/look.js';
import { pagesOf, routesBehindSignIn } from './support/pages-of.js';
import { watch } from './support/watch.js';

const routes = await routesBehindSignIn();
let set: ConsoleScene;
let pages: ReadonlyMap<string, string>;
let page: Page;
let noise: string[];

beforeAll(async () => {
  set = await setConsoleScene();
  const id = await set.addIntegration();
  await set.collect(id);
  pages = await pagesOf(set, id);
  page = await (await set.signedIn()).newPage();
  noise = watch(page, set.host.url);
});

afterAll(() => set?.[Symbol.asyncDispose]());

const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const;

/** Everything that is wrong with a page, opened in each size, in each colour scheme. */
async function faultsOf(path: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const size of sizes) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto(path);
    await untilStanding(page);
    const light = [...(await shapeFaults(page)), ...(await axeFaults(page))];
    found.push(...light.map((fault) => `${size.width} px: ${fault}`));
    await page.emulateMedia({ colorScheme: 'dark' });
    await untilDrawn(page);
    // colours are all that differs
    const dark = await axeFaults(page, ['color-contrast']);
    found.push(...dark.map((fault) => `${size.width} px, dark: ${fault}`));
  }
  return found;
}

describe('every page, wide and narrow, light and dark', () => {
  it.each(routes)(
    'has one heading, a title, its width, no noise, and nothing serious that axe finds: %s',
    async (route) => {
      noise.splice(0);

      const faults = await faultsOf(pages.get(route) ?? 'none');

      expect([...faults, ...noise]).toEqual([]);
    },
  );

  it('is found by the addresses of the router', () => {
    expect(routes.length).toBeGreaterThan(30);
  });
});

describe('a page whose data', () => {
  it('cannot be had says so, and stays a page', async () => {
    await page.route(/\/api\/v1\/(?!session)/, (route) =>
      route.fulfill({ status: 500, contentType: 'application/problem+json', body: '{}' }),
    );

    await page.goto('/integrations');
    await page.getByText('The integrations could not be loaded').first().waitFor();
    const faults = await shapeFaults(page);
    await page.unroute(/\/api\/v1\/(?!session)/);
    noise.splice(0);
    await page.goto('/access');
    await untilStanding(page);

    expect(faults).toEqual([]);
    expect(noise).toEqual([]);
  });

  it('is from before the network was lost says since when', async () => {
    await page.goto('/integrations');
    await untilStanding(page);

    await page.context().setOffline(true);
    await page.getByText('You are offline.').waitFor();
    await page.context().setOffline(false);
    await page.getByText('You are offline.').waitFor({ state: 'detached' });
    noise.splice(0);
  });

  it('is filtered keeps its filter over a reload, and gives it back', async () => {
    await page.goto('/integrations');
    await page.getByRole('searchbox', { name: 'Search by name' }).fill('nothing of that name');
    await page.getByText('No integrations match').waitFor();

    await page.reload();
    await page.getByText('No integrations match').waitFor();

    expect(new URL(page.url()).searchParams.get('q')).toBe('nothing of that name');
    expect(noise).toEqual([]);
  });
});
