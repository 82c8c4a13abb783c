import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** Waits until a page stands: a heading, and nothing that stands for what is still to come. */
export async function untilStanding(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await page.waitForLoadState('networkidle');
}

/** Waits until a change of size or colours is drawn, with its transitions. */
export async function untilDrawn(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    await Promise.allSettled(
      document
        .getAnimations()
        .filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity)
        .map(({ finished }) => finished),
    );
  });
}

/** What is wrong with the page as it stands: heading, title, width. */
export async function shapeFaults(page: Page): Promise<readonly string[]> {
  const facts = await page.evaluate(() => ({
    headings: document.querySelectorAll('h1').length,
    title: document.title,
    overflow: document.documentElement.scrollWidth - innerWidth,
  }));
  return [
    ...(facts.headings === 1 ? [] : [`${facts.headings} h1`]),
    ...(facts.title.trim() === '' ? ['no title'] : []),
    ...(facts.overflow > 0 ? [`${facts.overflow} px too wide`] : []),
  ];
}

/** Serious and critical violations that axe finds, by all of its rules or by some. */
export async function axeFaults(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  const builder = new AxeBuilder({ page });
  const { violations } = await (rules ? builder.withRules([...rules]) : builder).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `axe ${id}: ${nodes[0]?.html.slice(0, 160)}`);
}
