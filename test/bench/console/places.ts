import type { Page } from 'playwright-core';

/** The pages as the measurements find their way: by what an operator sees. */
export const CONTENT = {
  overview: '.told, lg-needs-card li',
  fleet: 'lg-virtual-list [role=option] .host',
  audit: 'lg-virtual-list [role=option] time, lg-virtual-list [role=option] .what',
} as const;

export const LIST = 'lg-virtual-list .view';

export function filterField(page: Page) {
  return page.getByRole('combobox', { name: 'Filter probes' });
}

/** The fleet with its rows on the screen. */
export async function openFleet(page: Page, path = '/fleet'): Promise<void> {
  await page.goto(path);
  await page.locator(CONTENT.fleet).first().waitFor();
  await page.getByText(/^Live · /).waitFor();
}
