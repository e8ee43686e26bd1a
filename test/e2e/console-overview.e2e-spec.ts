import type { Browser, Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.js';
import { ConsoleVisitor } from '../support/console-visitor.js';
import { aNeed, scriptedNeeds, scriptedOverview } from '../support/scripted-overview.js';

jest.setTimeout(120_000);

describeInBrowser('overview, trail and the first probe', () => {
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

  const option = (page: Page, text: string) => page.getByRole('option').filter({ hasText: text }).first();
  /** What is told before somebody listens is not told again. */
  const live = (page: Page) => page.getByText('Live · ').waitFor();
  const query = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams);

  /** A fleet without a probe. */
  function empty(): void {
    visitor.api.probes = [];
    visitor.api.overview = scriptedOverview([]);
  }

  it('begins with how things stand and what needs a person, each leading there', async () => {
    const page = await visitor.visit('/');
    await page.getByText('1 request waits for approval.').waitFor();
    await page.getByText('<img src=x onerror=alert(1)> ⟨U+202E⟩').waitFor();
    await page.getByRole('link', { name: 'went silent' }).click();
    await page.waitForURL('**/fleet/prb-k8s07');
    await page.goBack();
    await page.getByRole('link', { name: 'Waits for approval' }).click();
    await page.waitForURL('**/approvals/a1');
  });

  it('lets one card fail and no other', async () => {
    const refusal = { error: 'x', code: 'unavailable', message: 'No.', request_id: 'req-77' };
    visitor.api.failures.set('/api/v1/overview/capacity', { status: 503, body: refusal });
    const page = await visitor.visit('/');
    await page.getByText('req-77').waitFor();
    await page.getByText('k8s-node-07 went silent').waitFor();
    expect(await page.getByRole('alert').count()).toBe(1);
    visitor.api.failures.clear();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('61.0 GiB of 96.0 GiB').waitFor();
  });

  it('moves no row under the pointer, and says how many wait', async () => {
    const page = await visitor.visit('/');
    const titles = () => page.locator('lg-needs-card .title').allInnerTexts();
    await live(page);
    await page.getByText('k8s-node-07 went silent').hover();
    const before = await titles();
    const fresh = aNeed('silent_probe', 'critical', 'db-02 went silent', 'probe', 'prb-db02', Date.now());
    visitor.api.overview['needs'] = { items: [fresh, ...scriptedNeeds()], total: 5 };
    visitor.api.socket.event('probe.offline');
    await page.getByRole('button', { name: '1 new — show' }).waitFor();
    expect(await titles()).toEqual(before);
    await page.getByRole('button', { name: '1 new — show' }).click();
    await page.locator('lg-needs-card .title').first().filter({ hasText: 'db-02' }).waitFor();
  });

  it('shows the day as a table too', async () => {
    const page = await visitor.visit('/');
    await page.getByRole('button', { name: 'As table' }).click();
    const rows = page.locator('lg-activity-card tbody tr');
    await rows.last().waitFor();
    expect(await rows.count()).toBe(24);
  });

  it('is walked and read by keyboard alone, and a link restores it', async () => {
    const page = await visitor.visit('/audit');
    await option(page, 'df -h finished').waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByText('df -h sent to web-03.fra1').waitFor();
    expect(query(page)['entry']).toMatch(/59$/);
    await page.getByText('Not sealed yet.').waitFor();
    await page.getByText('<img src=x onerror=alert(1)>').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(query(page)).toEqual({});
    await page.keyboard.press('/');
    await page.locator('[role=combobox]:focus').waitFor();
    await page.keyboard.type('type:probe.offline ');
    await page.waitForURL('**/audit?q=type:probe.offline');
    await option(page, 'df -h').waitFor({ state: 'detached' });
    await page.reload();
    await option(page, 'has not been heard of').waitFor();
    expect(await option(page, 'df -h').count()).toBe(0);
    expect(visitor.complaints).toEqual([]);
  });

  it('understands links of before, and says which token it does not', async () => {
    const page = await visitor.visit('/audit?type=probe.offline&probe_id=prb-web03');
    await option(page, 'has not been heard of').waitFor();
    expect(query(page)).toEqual({ q: 'probe:prb-web03 type:probe.offline' });
    await page.goto(`${visitor.base}/audit?q=risk:high`);
    await page.getByText('This filter is not understood').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await option(page, 'df -h finished').waitFor();
  });

  it('lets what is written meanwhile wait, and loads older ones while one scrolls', async () => {
    visitor.api.entries = [...visitor.api.entries, ...numbered(400)];
    const page = await visitor.visit('/audit');
    await option(page, 'df -h finished').waitFor();
    await live(page);
    visitor.api.entries = [
      { ...visitor.api.entries[0], id: '00000000-0000-7000-8000-000000009999', summary: 'something new' },
      ...visitor.api.entries,
    ];
    visitor.api.socket.event('probe.connected');
    await page.getByRole('button', { name: '1 new — show' }).waitFor();
    expect(await option(page, 'something new').count()).toBe(0);
    await page.getByRole('button', { name: '1 new — show' }).click();
    await option(page, 'something new').waitFor();
    await option(page, 'something new').focus();
    let isOver = false;
    const last = option(page, 'number 399')
      .waitFor()
      .finally(() => (isOver = true));
    const down = "document.querySelector('[role=listbox]').scrollTop += 2000";
    while (!isOver) await page.evaluate(down);
    await last;
  });

  it('verifies the chain, compares it with a checkpoint kept elsewhere, and says what is broken', async () => {
    const page = await visitor.visit('/audit');
    await page.getByRole('button', { name: 'Verify chain' }).click();
    await page.getByText('The chain holds.', { exact: true }).waitFor();
    await page.getByText('Compare with a checkpoint').click();
    await page.getByRole('textbox', { name: 'Checkpoint' }).fill('nonsense');
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.getByText('This is not a checkpoint').waitFor();
    const kept = '{"checkpoint":{"index":12},"sig":"x"}';
    await page.getByRole('textbox', { name: 'Checkpoint' }).fill(kept);
    visitor.api.verification = {
      valid: false,
      entries_checked: 12,
      first_invalid_at: '2026-11-20T10:00:00Z',
      first_invalid_index: 13,
      reason: 'entry_hash',
      last_index: 12,
      checkpoint: null,
    };
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.getByText('The chain is broken at #13:').waitFor();
    // It is also read out, a moment later and elsewhere.
    await page
      .getByRole('region', { name: 'Verify chain' })
      .getByText('its text was changed after it was written')
      .waitFor();
    const asked = visitor.api.asked.filter((path) => path.startsWith('/api/v1/audit/verify'));
    expect(asked.map((path) => new URL(path, visitor.base).searchParams.get('checkpoint'))).toEqual([
      null,
      kept,
    ]);
  });

  it('exports what the filter matches, with the key that checks it', async () => {
    const page = await visitor.visit('/audit?q=type:probe.offline');
    await option(page, 'has not been heard of').waitFor();
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('link', { name: 'CSV' }).waitFor();
    const links = await page.getByRole('dialog').getByRole('link').all();
    expect(await Promise.all(links.map((link) => link.getAttribute('href')))).toEqual([
      '/api/v1/audit/export?type=probe.offline',
      '/api/v1/audit/export/csv?type=probe.offline',
    ]);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download public key' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('legator-audit-key.pem');
  });

  it('shows the token once, who comes with it, and ends it when asked', async () => {
    const page = await visitor.visit('/fleet/add');
    await page.getByRole('textbox', { name: 'Only from addresses' }).fill('here');
    await page.getByRole('button', { name: 'Make an install line' }).click();
    await page.getByText('A network such as 10.0.0.0/8 or').waitFor();
    await page.locator('[data-field=cidr]:focus').waitFor();
    await page.getByRole('textbox', { name: 'Only from addresses' }).fill('10.0.0.0/8');
    await page.keyboard.press('Enter');
    await page.getByText('--token prb_1').waitFor();
    await page.getByText('Waiting for the probe…').waitFor();
    await live(page);
    const detail = { hostname: 'web-09\u202e.fra1', enrolment: 't1' };
    visitor.api.socket.event('probe.registered', { probe_id: 'prb-9', detail });
    visitor.api.socket.event('probe.connected', { probe_id: 'prb-9' });
    await page.getByRole('link', { name: 'web-09⟨U+202E⟩.fra1 connected' }).waitFor();
    await page.getByText('All hosts of this token are here.').waitFor();
    await page.getByRole('button', { name: 'Revoke prb_1' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke token' }).click();
    await page.getByText('Token prb_1… is revoked').waitFor();
    await page.getByText('No token works now.').waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Make an install line' }).waitFor();
    expect(await page.getByText('--token prb_1').count()).toBe(0);
  });

  it('leads from an empty fleet to the first probe, and becomes the fleet by itself', async () => {
    empty();
    const page = await visitor.visit('/');
    await page.waitForURL('**/welcome');
    await page.getByRole('button', { name: 'Make an install line' }).click();
    await page.getByText('Waiting for the probe…').waitFor();
    await live(page);
    const detail = { hostname: 'first-one', enrolment: 't1' };
    // It stands there for a moment alone, and is waited for before it can come.
    const greeted = page.getByText('first-one is connected.').waitFor();
    visitor.api.socket.event('probe.registered', { probe_id: 'prb-1', detail });
    visitor.api.socket.event('probe.connected', { probe_id: 'prb-1' });
    await greeted;
    await page.waitForURL('**/fleet');
  });

  it('welcomes nobody who has a fleet', async () => {
    const page = await visitor.visit('/welcome');
    await page.waitForURL('**/fleet**');
  });

  it('shows an empty trail as one, and a quiet fleet as good news', async () => {
    visitor.api.entries = [];
    visitor.api.overview['needs'] = { items: [], total: 0 };
    const page = await visitor.visit('/audit');
    await page.getByText('Nothing has been written yet').waitFor();
    await page.goto(`${visitor.base}/`);
    await page.getByText('All quiet').waitFor();
  });

  function numbered(count: number): Record<string, unknown>[] {
    const [sample] = visitor.api.entries.slice(-1);
    return Array.from({ length: count }, (_, at) => ({
      ...sample,
      id: `11111111-0000-7000-8000-${String(at).padStart(12, '0')}`,
      summary: `number ${at}`,
    }));
  }
});
