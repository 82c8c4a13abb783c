import type { BrowserContext, Page } from 'playwright-core';

/** How a page came to stand, and how long a click took to show; in ms, but for the shift. */
export interface Figures {
  readonly lcp: number;
  readonly cls: number;
  /** Undefined below the 16 ms from which on a browser tells of a click. */
  readonly inp: number | undefined;
}

declare global {
  /** What the observers have seen on the page so far. */
  var screenshotFigures: { lcp: number; cls: number; inp: number };
}

/** Observes every page of the context from its beginning. */
export async function observe(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const seen = { lcp: 0, cls: 0, inp: 0 };
    globalThis.screenshotFigures = seen;
    const on = (type: string, take: (entry: PerformanceEntry & Entry) => void) =>
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) take(entry);
      }).observe({ type, buffered: true, durationThreshold: 16 } as PerformanceObserverInit);
    on('largest-contentful-paint', ({ startTime }) => {
      seen.lcp = startTime;
    });
    on('layout-shift', ({ hadRecentInput, value = 0 }) => {
      if (!hadRecentInput) seen.cls += value;
    });
    on('event', ({ interactionId = 0, duration }) => {
      if (interactionId > 0) seen.inp = Math.max(seen.inp, duration);
    });
  });
}

/** Clicks, and gives the figures of the page. */
export async function figuresOf(page: Page, click: string): Promise<Figures> {
  const { lcp, cls } = await page.evaluate(() => globalThis.screenshotFigures);
  await page.locator(click).first().click({ timeout: 5000 });
  // observers hear of a frame when the one after it is drawn
  await page.evaluate(async () => {
    for (let frames = 0; frames < 4; frames += 1) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  });
  const { inp } = await page.evaluate(() => globalThis.screenshotFigures);
  return { lcp, cls, inp: inp === 0 ? undefined : inp };
}

/** A line of the table of figures. */
export function figuresLine(name: string, { lcp, cls, inp }: Figures): string {
  const click = inp === undefined ? '< 16' : String(Math.round(inp));
  return line(name, String(Math.round(lcp)), cls.toFixed(3), click);
}

/** The head of the table of figures. */
export const figuresHead = line('page', 'LCP, ms', 'CLS', 'INP, ms');

function line(name: string, ...figures: readonly string[]): string {
  return name.padEnd(24) + figures.map((figure) => figure.padStart(9)).join('');
}

/** What the kinds of entries have that others do not. */
interface Entry {
  readonly hadRecentInput?: boolean;
  readonly value?: number;
  readonly interactionId?: number;
}
