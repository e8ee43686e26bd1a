import type { Browser, Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.js';
import { ConsoleVisitor } from '../support/console-visitor.js';
import { eventually } from '../support/spine.js';

jest.setTimeout(90_000);

describeInBrowser("the fleet's list", () => {
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

  const hosts = (page: Page) => page.locator('lg-list-row .host').allTextContents();
  /** The row of the probe that is open. */
  const current = (page: Page) => page.locator('[role="option"][aria-current="true"]').waitFor();
  const path = (page: Page) => page.url().replace(visitor.base, '');
  const live = (page: Page) => page.getByText('Live · ').waitFor();

  it('opens what needs somebody most where there is room for it, and takes no focus for that', async () => {
    const page = await visitor.visit('/fleet');
    await page.waitForURL('**/fleet/prb-k8s07');
    await current(page);
    expect((await hosts(page)).slice(0, 2)).toEqual(['k8s-node-07', 'db-02.fra1']);
    expect(await page.evaluate('document.activeElement === document.body')).toBe(true);
    await page.goBack();
    expect(page.url()).not.toContain('prb-k8s07');
  });

  it('lets what joins wait while somebody points at the rows', async () => {
    const page = await visitor.visit('/fleet');
    await page.locator('lg-list-row').nth(2).hover();
    await live(page);
    const before = await hosts(page);
    visitor.api.probes = [
      { ...visitor.api.probes[0], id: 'prb-new', hostname: 'new-01', status: 'offline' },
      ...visitor.api.probes,
    ];
    visitor.api.socket.event('probe.registered');
    const show = page.getByRole('button', { name: '1 new — show' });
    await show.waitFor();
    expect(await hosts(page)).toEqual(before);
    await show.click();
    await page.locator('lg-list-row .host', { hasText: 'new-01' }).waitFor();
  });

  it('changes a row in its place', async () => {
    const page = await visitor.visit('/fleet');
    const row = page.getByRole('option', { name: /web-03/ });
    // While somebody points at them, the rows stay where they are.
    await row.hover();
    await live(page);
    const before = await hosts(page);
    const health = { score: 12, status: 'degraded' } as const;
    const values = { cpu_percent: 99, memory_percent: 50, disk_percent: 20, load1: 1, vitals_at: null };
    const rest = { ...values, waiting_approvals: 2 };
    const last_seen = new Date().toISOString();
    const row03 = { status: 'degraded', connected: true, health, last_seen, ...rest } as const;
    // A line that came late has the list read again, which must not tell of what was before.
    visitor.api.probes = visitor.api.probes.map((one) =>
      one.id === 'prb-web03' ? { ...one, ...row03 } : one,
    );
    visitor.api.socket.say({ type: 'rows', rows: [{ id: 'prb-web03', ...row03 }] });
    await row.getByText('12', { exact: true }).waitFor();
    await row.getByText('2 wait for approval', { exact: true }).waitFor();
    expect(await hosts(page)).toEqual(before);
  });

  it('comes back with what was missed when the live feed was lost', async () => {
    const page = await visitor.visit('/fleet');
    await live(page);
    visitor.api.probes = visitor.api.probes.filter(({ id }) => id !== 'prb-edge11');
    visitor.api.failures.set('/ws/console', { status: 503, body: {} });
    await page.evaluate('Math.random = () => 0.99');
    visitor.api.socket.hangUp();
    const again = page.getByRole('button', { name: /Reconnecting/ });
    // After so many refusals it would wait for half a minute: whoever presses then is quicker.
    for (let tries = 0; tries < 5; tries += 1) {
      const before = visitor.api.socket.refusals;
      await again.click();
      await eventually(() => expect(visitor.api.socket.refusals).toBeGreaterThan(before));
    }
    visitor.api.failures.clear();
    await again.click();
    await page.getByRole('option', { name: /edge-11/ }).waitFor({ state: 'detached' });
  });

  it('keeps filter, sort and layout in the address, and finds them there again', async () => {
    const page = await visitor.visit('/fleet');
    await page.getByRole('radio', { name: /Offline/ }).focus();
    await page.keyboard.press('Space');
    await page.waitForURL('**q=status:offline');
    await page.getByText('1 probe', { exact: true }).waitFor();
    await page.goto(`${visitor.base}/fleet?q=edge%20prod&sort=-cpu&layout=table`);
    await page.getByRole('gridcell', { name: 'edge-11.ams2', exact: true }).waitFor();
    await page.getByText('1 probe', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Sort CPU ↓' }).waitFor();
    await page.getByRole('combobox', { name: 'Filter probes' }).fill('nothing like it');
    await page.getByRole('button', { name: 'Clear the filter' }).last().click();
    await page.getByRole('gridcell', { name: 'db-02.fra1', exact: true }).waitFor();
    await eventually(() => expect(path(page)).toBe('/fleet?sort=-cpu&layout=table'));
  });

  it('takes a status from a link as part of the filter', async () => {
    const page = await visitor.visit('/fleet?status=pending');
    await page.waitForURL('**q=status:pending**');
    await page.getByRole('option', { name: /nas-01/ }).waitFor();
    await page.getByRole('option', { name: /db-02/ }).waitFor({ state: 'detached' });
    expect(await page.getByRole('option').count()).toBe(1);
  });

  it('is walked, selected in and left by keys alone', async () => {
    const page = await visitor.visit('/fleet');
    await page.waitForURL('**/fleet/prb-k8s07');
    await current(page);
    await page.keyboard.press('j');
    await page.locator('[role="option"]:focus', { hasText: 'db-02.fra1' }).waitFor();
    await page.keyboard.press('x');
    await page.keyboard.press('Shift+ArrowDown');
    await page.getByText('2 probes selected').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('h1:focus').waitFor();
    await page.keyboard.press('F6');
    await page.locator('[role="option"]:focus').waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('2 probes selected').waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await page.waitForURL('**/fleet');
    await page.locator('[role="option"]:focus').waitFor();
    await page.keyboard.press('v');
    await page.getByRole('grid').waitFor();
    await page.keyboard.press('j');
    await page.locator('[role="gridcell"]:focus').waitFor();
    await page.keyboard.press('/');
    await page.locator('[role="combobox"]:focus').waitFor();
    expect(visitor.complaints).toEqual([]);
  });

  it('says before many are removed how many, and what stays', async () => {
    const page = await visitor.visit('/fleet');
    await page.waitForURL('**/fleet/prb-k8s07');
    await current(page);
    await page.keyboard.press('x');
    await page.getByRole('button', { name: 'Select all 7 that match' }).click();
    await page.getByText('All 7 that match', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    const dialog = page.getByRole('alertdialog', { name: 'Remove 7 probes?' });
    await dialog.getByText('Kept: the audit trail').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).and(page.locator(':focus')).waitFor();
    await dialog.getByRole('button', { name: 'Remove 7 probes' }).click();
    await dialog.getByText('This is not the same text.').waitFor();
    expect(visitor.api.asked.filter((asked) => asked.includes('removals'))).toEqual([]);
  });

  it('draws few of ten thousand, and reaches the last one', async () => {
    const [one] = visitor.api.probes;
    visitor.api.probes = Array.from({ length: 10_000 }, (_, at) => ({
      ...one,
      id: `prb-${at}`,
      hostname: `host-${String(at).padStart(5, '0')}`,
    }));
    const page = await visitor.visit('/fleet');
    await page.getByText('10\u2009000 probes').waitFor();
    await page.locator('[role="listbox"]').focus();
    await page.keyboard.press('j');
    await page.keyboard.press('End');
    await page.getByRole('option', { name: /host-09999/ }).waitFor();
    expect(await page.getByRole('option').count()).toBeLessThan(60);
    await page.locator('[role="option"][aria-posinset="10000"]:focus').waitFor();
  });

  it('is empty with one thing to do, and shows the first probe the moment it joins', async () => {
    const [first] = visitor.api.probes;
    visitor.api.probes = [];
    const page = await visitor.visit('/fleet');
    await page.getByText('No probes yet').waitFor();
    await live(page);
    visitor.api.probes = [{ ...first, hostname: 'first-one' }];
    visitor.api.socket.event('probe.registered');
    await page.getByRole('option', { name: /first-one/ }).waitFor();
  });

  it('says what failed in its own place, and tries again', async () => {
    const refusal = { error: 'x', code: 'unavailable', message: 'No.', request_id: 'req-77' };
    visitor.api.failures.set('/api/v1/fleet/rows', { status: 503, body: refusal });
    const page = await visitor.visit('/fleet');
    await page.getByText('req-77').waitFor();
    visitor.api.failures.clear();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('option', { name: /db-02/ }).waitFor();
  });
});
