import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { describeInBrowser, openBrowser } from '../support/browser.js';
import { ScriptedApi } from '../support/scripted-api.js';

jest.setTimeout(90_000);

/** Set to a folder to keep a picture of each page. */
const SHOTS = process.env.LEGATOR_SHOTS;
const ROOT = join(process.cwd(), 'dist', 'console');
const WIDTHS = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
const PAGES: readonly (readonly [string, string, string])[] = [
  ['overview', '/', 'k8s-node-07'],
  ['fleet', '/fleet', 'web-03.fra1'],
  ['probe', '/fleet/prb-web03', 'Debian GNU/Linux 12'],
  ['probe-offline', '/fleet/prb-k8s07', 'Not connected'],
  ['audit', '/audit', 'approved'],
  ['not-found', '/nowhere', 'There is no page here'],
];

describeInBrowser('the pages of the console', () => {
  let browser: Browser;
  let api: ScriptedApi;
  let base: string;
  let context: BrowserContext;
  let complaints: string[];

  beforeAll(async () => {
    if (!existsSync(join(ROOT, 'index.html'))) throw new Error('The console is not built: npm run build.');
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  beforeEach(async () => {
    api = new ScriptedApi(ROOT);
    base = await api.listen();
    complaints = [];
  });
  afterEach(async () => {
    await context?.close();
    await api.close();
  });

  async function visit(path: string, { width = 'wide', theme = 'dark' } = {}): Promise<Page> {
    context = await browser.newContext({ viewport: WIDTHS[width as keyof typeof WIDTHS], bypassCSP: false });
    await context.addInitScript(
      `localStorage.getItem('legator.theme') ?? localStorage.setItem('legator.theme', '${theme}')`,
    );
    const page = await context.newPage();
    page.on('console', (message) => {
      // A refused call is also written to the console by the browser itself; pages show it.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith(base) && !request.url().startsWith('data:'))
        complaints.push(request.url());
    });
    await page.goto(base + path);
    return page;
  }

  const looks = (['dark', 'light'] as const).flatMap((theme) =>
    (['wide', 'phone'] as const).flatMap((width) => PAGES.map((page) => [theme, width, ...page] as const)),
  );

  it.each(looks)(
    'is accessible, self-contained and inside its policy: %s, %s, %s',
    async (theme, width, name, path, text) => {
      const page = await visit(path, { width, theme });
      await page.getByText(text).filter({ visible: true }).first().waitFor();
      await page.evaluate('document.fonts.ready');
      if (SHOTS) await page.screenshot({ path: join(SHOTS, `${name}-${theme}-${width}.png`) });
      const { violations } = await new AxeBuilder({ page: page as never }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual(
        [],
      );
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      expect(await page.evaluate('document.querySelectorAll("h1").length')).toBe(1);
      expect(complaints).toEqual([]);
    },
  );

  it('fits a screen of 320 pixels without scrolling sideways', async () => {
    const page = await visit('/fleet', { width: 'phone' });
    await page.setViewportSize({ width: 320, height: 640 });
    for (const [, path, text] of PAGES) {
      await page.goto(base + path);
      await page.getByText(text).filter({ visible: true }).first().waitFor();
      const wide = await page.evaluate(
        `[...document.querySelectorAll('html, main, .list, .detail')].filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.className || one.tagName)`,
      );
      expect([path, wide]).toEqual([path, []]);
    }
  });

  it('shows a probe the moment it joins, and waits with moving rows while somebody points at them', async () => {
    const page = await visit('/fleet');
    await page.getByText(/^Live · /).waitFor();
    await page.locator('lg-probe-row').first().waitFor();
    const names = () => page.locator('lg-probe-row .name').allTextContents();
    expect((await names())[0]).toBe('k8s-node-07');
    await page.locator('lg-probe-row').nth(2).hover();
    const before = await names();
    api.probes = [{ ...api.probes[0], id: 'prb-new', hostname: 'new-01', status: 'offline' }, ...api.probes];
    api.socket.event('probe.registered');
    await page.getByRole('button', { name: '1 new — show' }).click();
    await page.locator('lg-probe-row .name', { hasText: 'new-01' }).waitFor();
    expect(await names()).toEqual(expect.arrayContaining([...before, 'new-01']));
    expect((await names()).slice(0, 2).sort()).toEqual(['k8s-node-07', 'new-01']);
  });

  it('says when the live feed is lost, and comes back with what was missed', async () => {
    const page = await visit('/fleet');
    await page.getByText(/^Live · /).waitFor();
    api.probes = api.probes.filter(({ id }) => id !== 'prb-k8s07');
    api.failures.set('/ws/console', { status: 503, body: {} });
    api.socket.hangUp();
    const again = page.getByRole('button', { name: /Reconnecting/ });
    await again.waitFor();
    api.failures.clear();
    await again.click();
    await page.getByText(/^Live · /).waitFor();
    await page.getByText('k8s-node-07').waitFor({ state: 'detached' });
  });

  it('keeps the filter in the address, and finds it there again', async () => {
    const page = await visit('/fleet');
    await page.getByRole('button', { name: /Offline/ }).click();
    await page.waitForURL('**/fleet?status=offline');
    expect(await page.locator('lg-probe-row').count()).toBe(1);
    await page.goto(`${base}/fleet?q=edge%20prod`);
    await page.getByText('edge-11.ams2').waitFor();
    expect(await page.locator('lg-probe-row').count()).toBe(1);
    await page.getByRole('searchbox').fill('nothing like it');
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.getByText('db-02.fra1').waitFor();
  });

  it('can be walked by keyboard alone, and puts the focus on the heading of each page', async () => {
    const page = await visit('/fleet');
    await page.getByText('db-02.fra1').waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to content');
    await page.locator('lg-probe-row a').first().focus();
    await page.keyboard.press('Enter');
    await page.locator('h1:focus').waitFor();
    expect(await page.evaluate('document.activeElement.textContent')).toMatch(/k8s/);
    expect(await page.title()).toBe('k8s-node-07 · Fleet · Legator');
  });

  it('teaches how to add the first probe', async () => {
    api.probes = [];
    const page = await visit('/fleet');
    await page.getByText('No probes yet').waitFor();
    await page.getByRole('button', { name: 'Make an install line' }).click();
    await page.getByText('--token prb_1').waitFor();
    if (SHOTS) await page.screenshot({ path: join(SHOTS, 'empty.png') });
    api.probes = [{ ...new ScriptedApi(ROOT).probes[0], hostname: 'first-one' }];
    api.socket.event('probe.registered');
    await page.getByText('first-one').waitFor();
  });

  it('says what failed and in whose words, and keeps the page when only a part fails', async () => {
    const refusal = { error: 'forbidden', code: 'forbidden', message: 'No.', request_id: 'req-77' };
    api.failures.set('/api/v1/probes', { status: 403, body: refusal });
    api.failures.set('/api/v1/audit', { status: 502, body: '<html>' });
    const page = await visit('/fleet');
    await page.getByText('You may not see this').waitFor();
    await page.getByText('req-77').waitFor();
    if (SHOTS) await page.screenshot({ path: join(SHOTS, 'error.png') });
    await page.goto(`${base}/fleet/prb-web03`);
    await page.getByText('Something between here and the control plane answered instead').waitFor();
    await page.getByText('Debian GNU/Linux 12').waitFor();
    await page.goto(`${base}/fleet/prb-gone`);
    await page.getByText('This probe does not exist').waitFor();
  });

  it('verifies the trail and says what it found', async () => {
    const page = await visit('/audit');
    await page.getByRole('button', { name: 'Verify' }).click();
    await page.getByText('The chain holds.').waitFor();
    api.verification = {
      valid: false,
      entries_checked: 12,
      first_invalid_at: '2026-11-20T10:00:00Z',
      first_invalid_index: 13,
      reason: 'entry_hash',
    };
    await page.getByRole('button', { name: 'Verify' }).click();
    await page.getByText('The chain is broken at #13:').waitFor();
    await page.getByText('its text was changed after it was written').waitFor();
  });

  it('shows older entries on demand, and hostile text as nothing but text', async () => {
    const page = await visit('/audit');
    await page.getByText('#58').waitFor();
    expect(await page.locator('lg-entry-list details').count()).toBe(50);
    await page.getByRole('button', { name: 'Show older' }).click();
    await page.getByText('#1', { exact: true }).waitFor();
    await page.locator('summary').first().click();
    await page.getByText('<img src=x onerror=alert(1)>').first().waitFor();
    expect(complaints).toEqual([]);
  });

  it('keeps the chosen theme over a reload', async () => {
    const page = await visit('/fleet');
    await page.getByRole('button', { name: 'Theme' }).click();
    await page.getByRole('menuitemradio', { name: 'Light' }).click();
    await page.reload();
    expect(await page.evaluate('document.documentElement.dataset.theme')).toBe('light');
    expect(complaints).toEqual([]);
  });
});
