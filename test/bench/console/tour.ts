import type { Page } from 'playwright-core';
import type { Bench } from '../bench.js';
import { atMost } from '../report.js';
import { percentile } from '../waiting.js';
import { CONTENT, filterField, openFleet } from './places.js';
import { recorded } from './recorder.js';
import type { Visitor } from './visitor.js';

/** Below this the browser reports no interaction. */
const UNSEEN_MS = 16;
const PATIENCE_MS = 20_000;

/** From a click on the navigation to the content: what was never open, and what was. */
export async function pageChanges(bench: Bench, visitor: Visitor): Promise<void> {
  await visitor.visit({}, async ({ page }) => {
    await page.goto('/');
    await page.locator(CONTENT.overview).first().waitFor();
    await page.waitForLoadState('networkidle');
    const cold = [await change(page, '/fleet', CONTENT.fleet), await change(page, '/audit', CONTENT.audit)];
    const warm: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      warm.push(await change(page, '/', CONTENT.overview));
      warm.push(await change(page, '/fleet', CONTENT.fleet));
      warm.push(await change(page, '/audit', CONTENT.audit));
    }
    bench.row('page change to content, never open before, worst', Math.max(...cold), 'ms', atMost(400));
    bench.row('page change to content, open before, worst', Math.max(...warm.slice(1)), 'ms', atMost(100));
  });
}

/** The list opens its first row by itself, so a page is also there when it has gone on to one of its own. */
async function change(page: Page, path: string, content: string): Promise<number> {
  const there = content
    .split(', ')
    .map((one) => `main ${one}`)
    .join(', ');
  return (await page.evaluate(`new Promise((done, failed) => {
    const link = document.querySelector('nav a[href="${path}"]');
    const began = performance.now();
    const isHere = ${path === '/' ? `() => location.pathname === '/'` : `() => location.pathname.startsWith('${path}')`};
    const look = () => {
      const waited = performance.now() - began;
      if (isHere() && document.querySelector('${there}'))
        requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
      else if (waited > ${PATIENCE_MS}) failed(new Error('${path} was not there in time, but ' + location.pathname));
      else requestAnimationFrame(look);
    };
    link.click();
    look();
  })`)) as number;
}

/** Half a minute of ordinary work with keys and mouse: how long each press waits for what it does to be seen. */
export async function tour(bench: Bench, visitor: Visitor): Promise<void> {
  await visitor.visit({}, async ({ page }) => {
    await openFleet(page);
    await walk(page);
    const { interactions, shifts } = await recorded(page);
    const total =
      Number(await page.evaluate('performance.interactionCount')) || Object.keys(interactions).length;
    const seen = Object.values(interactions);
    const all = [...seen, ...Array.from({ length: Math.max(0, total - seen.length) }, () => UNSEEN_MS)];
    bench.row(`tour of ${all.length} interactions, p75`, percentile(all, 0.75), 'ms', atMost(100));
    bench.row(`tour of ${all.length} interactions, worst`, Math.max(...all), 'ms', atMost(200));
    bench.row('layout shift during the tour, all added up', shifts, '', atMost(0.02));
  });
}

async function walk(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await page
    .getByRole('combobox', { name: /Search|run/i })
    .last()
    .pressSequentially('audit', { delay: 60 });
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Escape');
  for (const key of ['j', 'j', 'j', 'k', 'x', 'j', 'x']) await page.keyboard.press(key, { delay: 60 });
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/fleet\/prb-/);
  for (const tab of ['Inventory', 'Activity', 'Policy', 'Overview'])
    await page.getByRole('tab', { name: tab }).click();
  await page.getByRole('button', { name: 'Theme' }).click();
  await page.getByRole('menuitemradio', { name: 'Light' }).click();
  await filterField(page).click();
  await filterField(page).pressSequentially('status:degraded ', { delay: 60 });
  await page.locator(CONTENT.fleet).nth(2).click();
  await page.locator('nav a[href="/audit"]').first().click();
  await page.locator(CONTENT.audit).nth(1).click();
  await page.keyboard.press('Escape');
}
