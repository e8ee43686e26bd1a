import type { Browser, Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.js';
import { ConsoleVisitor } from '../support/console-visitor.js';

jest.setTimeout(90_000);

const FREEZE = {
  id: '019aa000-0000-7000-8000-000000000001',
  scope_type: 'tenant',
  scope_id: '',
  reason: 'Storage is being moved',
  by_name: 'Mara Keller',
  from_at: '2026-11-20T14:02:00Z',
  until_at: null,
};

describeInBrowser("the console's shell", () => {
  let browser: Browser;
  let visitor: ConsoleVisitor;

  beforeAll(async () => {
    browser = await ConsoleVisitor.openBrowser();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    visitor = new ConsoleVisitor(browser);
    await visitor.begin();
  });
  afterEach(() => visitor.end());

  const fits = (page: Page) => page.evaluate('document.documentElement.scrollWidth <= innerWidth');

  // What is accessible at 1440 and 390 pixels is asked of every page in console-axe.
  it.each([
    [1920, 'dark'],
    [1100, 'light'],
    [800, 'dark'],
    [320, 'light'],
  ] as const)('is accessible and fits at %i pixels, %s', async (width, theme) => {
    visitor.api.freezes = [FREEZE];
    const page = await visitor.visit('/fleet/prb-web03', { width, theme });
    await page.getByText('Debian 12').filter({ visible: true }).first().waitFor();
    await page.getByText('Execution is frozen').waitFor();
    expect(await visitor.violations(page)).toEqual([]);
    expect(await fits(page)).toBe(true);
    expect(await page.locator('main').count()).toBe(1);
    expect(visitor.complaints).toEqual([]);
  });

  it('has a bar at the thumb on a phone, and the rest behind More', async () => {
    const page = await visitor.visit('/fleet', { width: 390, height: 844 });
    await page.getByText('db-02.fra1').waitFor();
    expect(await page.getByRole('navigation', { name: 'Main' }).getByRole('link').allTextContents()).toEqual([
      'Overview',
      'Fleet',
      'Fleet chat',
      'Approvals',
    ]);
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('link', { name: 'Audit' }).waitFor();
    await page.getByRole('link', { name: 'Audit' }).click();
    await page.waitForURL('**/audit');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('dialog').getByRole('combobox').fill('fleet');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/fleet');
    await page.getByRole('button', { name: 'Add probe' }).click();
    await page.getByRole('button', { name: 'Make an install line' }).waitFor();
  });

  it('shows only what this person may read, and says what a page they opened all the same would need', async () => {
    visitor.api.me = {
      ...visitor.api.me,
      type: 'key',
      display_name: 'deploy-bot',
      permissions: ['fleet:read'],
    };
    const page = await visitor.visit('/audit');
    await page.getByText('audit:read').waitFor();
    expect(page.url()).toBe(`${visitor.base}/audit`);
    expect(visitor.api.asked.some((path) => path.startsWith('/api/v1/audit'))).toBe(false);
    expect(visitor.api.asked).not.toContain('/api/v1/execution/freeze');
    const links = page.locator('lg-side-nav .entry');
    expect((await links.allTextContents()).map((text) => text.trim().split(/\d/)[0])).toEqual([
      'Overview',
      'Fleet',
      'Fleet chat',
      'Policies',
    ]);
    await page.getByText('deploy-bot').waitFor();
  });

  it('folds the navigation by key, and finds it folded after a reload', async () => {
    const page = await visitor.visit('/fleet');
    const width = () => page.locator('lg-side-nav').evaluate((nav) => nav.getBoundingClientRect().width);
    await page.getByRole('option').first().waitFor();
    expect(await width()).toBe(208);
    await page.keyboard.press('[');
    await page.locator('lg-side-nav.collapsed').waitFor();
    expect(await width()).toBe(56);
    await page.reload();
    await page.locator('lg-side-nav.collapsed').waitFor();
  });

  it('goes by keys, but not while somebody types', async () => {
    const page = await visitor.visit('/fleet');
    await page.getByRole('option').first().waitFor();
    await page.getByRole('combobox').focus();
    await page.keyboard.type('gu');
    expect(new URL(page.url()).pathname).toMatch(/^\/fleet/);
    await page.getByRole('combobox').blur();
    await page.keyboard.press('g');
    await page.keyboard.press('u');
    await page.waitForURL('**/audit');
    await page.locator('h1:focus').waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('o');
    await page.waitForURL(`${visitor.base}/`);
    await page.getByText('Needs you').waitFor();
    await page.getByText('k8s-node-07').waitFor();
    expect(await page.title()).toBe('Overview · Legator');
  });

  it('finds probes, tags and verbs in the palette, and goes back to where one was', async () => {
    const page = await visitor.visit('/fleet/prb-web03');
    await page.getByText('Debian 12').filter({ visible: true }).first().waitFor();
    await page.keyboard.press('Control+k');
    const palette = page.getByRole('dialog');
    const field = palette.getByRole('combobox');
    await field.fill('@edge');
    await palette.getByRole('option', { name: /edge-11/ }).click();
    await page.waitForURL('**/fleet/prb-edge11');
    await page.keyboard.press('Control+k');
    await palette.getByRole('option', { name: /web-03.fra1/ }).waitFor();
    await field.fill('#stag');
    await palette.getByRole('option', { name: /staging/ }).click();
    await page.waitForURL('**/fleet?q=staging');
    await page.keyboard.press('Control+k');
    await field.fill('>light');
    await page.keyboard.press('Enter');
    await page.locator('html[data-theme=light]').waitFor();
    await page.keyboard.press('Control+k');
    await field.fill('verify');
    await page.keyboard.press('Enter');
    await page.getByText('The chain holds.').first().waitFor();
    expect(visitor.complaints).toEqual([]);
  });

  it('says that execution is frozen, and lifts it only when asked twice', async () => {
    const page = await visitor.visit('/fleet');
    await page.getByText('Live · ').waitFor();
    visitor.api.freezes = [FREEZE];
    visitor.api.socket.event('execution.frozen');
    await page.getByText('Execution is frozen').waitFor();
    await page.getByRole('button', { name: 'Lift freeze' }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByText('Storage is being moved').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).and(page.locator(':focus')).waitFor();
    await dialog.getByRole('button', { name: 'Lift freeze' }).click();
    await page.getByText('Execution is frozen').waitFor({ state: 'detached' });
    expect(visitor.api.freezes).toEqual([]);
  });

  it.each([
    ['/probe/prb-web03', '/fleet/prb-web03'],
    ['/probe/prb-web03/chat', '/fleet/prb-web03/chat'],
  ])('leads the old address %s to %s', async (from, to) => {
    const page = await visitor.visit(from);
    await page.waitForURL(visitor.base + to);
    await page.getByText('web-03.fra1').first().waitFor();
  });

  it('leads the old address of the fleet’s chat to the chat', async () => {
    const page = await visitor.visit('/fleet/chat');
    await page.waitForURL(/\/chat(\/new)?$/);
  });

  it('says when a part of the console does not arrive, under the address that was asked for', async () => {
    const page = await visitor.visit('/fleet');
    await page.getByRole('option').first().waitFor();
    // The list opens its first host by itself: that has to have come, or it is what could not be opened.
    await page.waitForURL(/\/fleet\/prb-/);
    await page.getByRole('tab', { name: 'Inventory' }).waitFor();
    await page.route('**/*.js', (route) => route.abort());
    await page.getByRole('link', { name: 'Audit' }).click();
    await page.waitForURL(`${visitor.base}/audit`);
    await page.getByText('This page could not be opened').waitFor();
    await page.unroute('**/*.js');
    await page.getByRole('button', { name: 'Load it again' }).click();
    await page.getByText('entries in all').waitFor();
  });

  it('draws the outline of the shell before the console is there, in the chosen theme', async () => {
    const page = await visitor.visit('/fleet', { theme: 'light' });
    await page.route('**/*.js', () => undefined);
    await page.goto(`${visitor.base}/fleet`, { waitUntil: 'commit' });
    await page.locator('.outline').waitFor();
    expect(await page.evaluate('document.documentElement.dataset.theme')).toBe('light');
    expect(
      await page
        .locator('.outline i')
        .first()
        .evaluate((nav) => nav.getBoundingClientRect().width),
    ).toBe(208);
    await page.unroute('**/*.js');
  });
});
