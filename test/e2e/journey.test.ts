import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { administrator, type ConsoleScene, setConsoleScene } from './support/console-scene.js';
import { watch } from './support/watch.js';

let set: ConsoleScene;

beforeAll(async () => {
  set = await setConsoleScene();
});

afterAll(() => set?.[Symbol.asyncDispose]());

/** Moves the focus on until it is there; fails when the whole page was passed. */
async function pressUntilOn(page: Page, key: 'Tab' | 'ArrowDown', target: Locator) {
  await target.waitFor();
  for (let presses = 0; presses < 80; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} does not lead to ${target}`);
}

type Reachable = 'button' | 'link' | 'textbox';

function tabTo(page: Page, role: Reachable, name: string): Promise<void> {
  return pressUntilOn(page, 'Tab', page.getByRole(role, { name }).first());
}

describe('an administrator who begins', () => {
  it('gets from the one-time link to the results of a collection', async () => {
    const { org } = set.scene;
    const context = await set.browser.newContext({ baseURL: set.host.url });
    const page = await context.newPage();
    const faults = watch(page, set.host.url);

    await page.goto(await set.welcomePath());
    await page.getByLabel('Name').fill(administrator.name);
    await page.getByLabel('E-mail').fill(administrator.login);
    await page.getByRole('textbox', { name: 'Password' }).fill(administrator.password);
    await page.getByRole('button', { name: 'Create administrator' }).click();
    await page.getByRole('navigation', { name: 'Main' }).getByText('Integrations').click();
    await page.getByRole('link', { name: 'Add Integration' }).click();
    await page.getByRole('link', { name: 'Add Integration: Salesforce' }).click();
    await page.getByLabel('Display Name').fill('Production');
    await page.getByLabel('Salesforce URL').fill(org.salesforceUrl);
    await page.getByLabel('Consumer Key').fill(org.consumerKey);
    await page.getByRole('textbox', { name: 'Consumer Secret' }).fill(org.consumerSecret);
    await page.getByRole('button', { name: 'Test Connectivity' }).click();
    await page.getByText('Connected!').waitFor();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.waitForURL(/\/overview/);

    await page.goto('/integrations');
    await page.getByRole('link', { name: 'Production' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Production' }).waitFor();
    await page.getByRole('button', { name: 'Actions for Production' }).click();
    await page.getByRole('menuitem', { name: 'Test Connectivity' }).click();
    const drawer = page.getByRole('dialog', { name: 'Test of Production' });
    await drawer.getByText('Connected!').waitFor();
    await page.keyboard.press('Escape');

    const hold = org.faults.add({ kind: 'hold', match: { path: '/query|/composite' } });
    await page.getByRole('button', { name: 'Actions for Production' }).click();
    await page.getByRole('menuitem', { name: 'Collect Now' }).click();
    await page.getByRole('heading', { name: 'This run' }).waitFor();
    org.faults.release(hold);
    await page.getByRole('heading', { name: 'Last run' }).waitFor({ timeout: 60_000 });
    const region = page.getByRole('region', { name: 'Last run' });
    await region.getByText('Succeeded').waitFor();

    const accounts = org.truth.ids('User').size;
    await region.getByText(`${accounts} new`, { exact: true }).first().waitFor();
    expect(faults).toEqual([]);
    await context.close();
  });

  it('needs no mouse', async () => {
    const { org } = set.scene;
    const page = await (await set.signedIn()).newPage();
    const type = async (name: string, text: string) => {
      await tabTo(page, 'textbox', name);
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.type(text);
    };

    await page.goto('/integrations');
    await tabTo(page, 'link', 'Add Integration');
    await page.keyboard.press('Enter');
    await tabTo(page, 'link', 'Add Integration: Salesforce');
    await page.keyboard.press('Enter');
    await type('Display Name', 'By keyboard');
    await type('Salesforce URL', org.salesforceUrl);
    await type('Consumer Key', org.consumerKey);
    await type('Consumer Secret', org.consumerSecret);
    await tabTo(page, 'button', 'Test Connectivity');
    await page.keyboard.press('Enter');
    await page.getByText('Connected!').waitFor();
    await tabTo(page, 'button', 'Save');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/overview/);
    await tabTo(page, 'button', 'Actions for By keyboard');
    await page.keyboard.press('Enter');
    const item = page.getByRole('menuitem', { name: 'Test Connectivity' });
    await pressUntilOn(page, 'ArrowDown', item);
    await page.keyboard.press('Enter');

    await page.getByRole('dialog').getByText('Connected!').waitFor();
    await page.context().close();
  });
});
