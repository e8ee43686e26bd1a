import type { Page } from 'playwright-core';

/** The pages as the measurements find their way: by what an operator sees. */
export const CONTENT = {
  overview: '.told, lg-needs-card li',
  fleet: 'lg-virtual-list [role=option] .host',
  audit: 'lg-virtual-list [role=option] time, lg-virtual-list [role=option] .what',
} as const;

/** The two shapes of the fleet: where each is, what scrolls, and what is there when its rows are. */
export const ROWS = {
  list: { path: '/fleet', view: 'lg-virtual-list .view', row: CONTENT.fleet },
  table: { path: '/fleet?layout=table', view: 'lg-data-table .view', row: 'lg-data-table [role=row] .host' },
} as const;
export type Shape = keyof typeof ROWS;

export function filterField(page: Page) {
  return page.getByRole('combobox', { name: 'Filter probes' });
}

/** The fleet with its rows on the screen. */
export async function openFleet(
  page: Page,
  path: string = ROWS.list.path,
  shape: Shape = 'list',
): Promise<void> {
  await page.goto(path);
  await page.locator(ROWS[shape].row).first().waitFor();
  await page.getByText(/^Live · /).waitFor();
}
