import type { Page } from 'playwright-core';

/**
 * Collects what must not happen on a page: errors in its console, violations of its policy (which
 * Chromium writes there too), scripts that throw, and requests to another origin.
 */
export function watch(page: Page, origin: string): string[] {
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`thrown: ${error.message}`));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== origin) {
      faults.push(`other origin: ${url.href}`);
    }
  });
  return faults;
}
