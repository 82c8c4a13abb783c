import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type ConsoleScene, setConsoleScene } from './support/console-scene.js';
import { untilStanding } from './support/look.js';
import { pagesOf } from './support/pages-of.js';
import { consoleRoutes, filledIn } from './support/routes.js';

const mark = 'rollcallScriptRan';
const image = `<img src=x onerror="window.${mark}=1">`;
const script = `${image}<script>window.${mark}=1</script>`;
let set: ConsoleScene;
let id: string;

beforeAll(async () => {
  set = await setConsoleScene();
  const { org } = set.scene;
  const user = org.mutate.addUser({
    Name: script,
    FirstName: script,
    LastName: script,
    Title: script,
    Department: script,
    CommunityNickname: script,
  });
  org.mutate.addSignIns([
    { userId: user, time: org.clock.now() - 60_000, shape: { browser: script } },
  ]);
  id = await set.addIntegration(`Acme ${image}`);
  await set.collect(id);
});

afterAll(() => set?.[Symbol.asyncDispose]());

describe('text that somebody else chose', () => {
  it('never runs as script, on no page', async () => {
    const page = await (await set.signedIn()).newPage();
    const ran: string[] = [];

    for (const path of (await pagesOf(set, id)).values()) {
      await page.goto(path);
      await untilStanding(page);
      const isRun = await page.evaluate((name) => name in window, mark);
      const isElement = await page.locator('img[src="x"]').count();
      if (isRun || isElement > 0) ran.push(path);
    }
    await page.goto('/integrations');
    await page.getByText(`Acme ${image}`).first().waitFor();

    expect(ran).toEqual([]);
    await page.context().close();
  });
});

describe('a page of the console', () => {
  it('lies behind the sign-in, but for the two before it', async () => {
    const context = await set.browser.newContext({ baseURL: set.host.url });
    const page = await context.newPage();
    const any = new Proxy({}, { get: () => 'any' });
    const open: string[] = [];

    for (const route of await consoleRoutes()) {
      await page.goto(filledIn(route, any));
      await page.locator('h1').waitFor();
      if (!new URL(page.url()).pathname.startsWith('/sign-in')) open.push(route);
      else if (route === 'sign-in') open.push(route);
    }

    expect(open.sort()).toEqual(['sign-in', 'welcome']);
    await context.close();
  });

  it('carries its policy to the letter, and may not be framed', async () => {
    const { headers } = await fetch(`${set.host.url}/integrations`);

    const policy = headers.get('content-security-policy') ?? '';
    expect(
      policy
        .replace(/'nonce-[\w+/=-]+'/, "'nonce'")
        .split('; ')
        .sort(),
    ).toEqual([
      "base-uri 'none'",
      "connect-src 'self'",
      "default-src 'none'",
      "font-src 'self'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "img-src 'self' data:",
      "manifest-src 'self'",
      "script-src 'self'",
      "style-src 'self' 'nonce'",
    ]);
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });
});
