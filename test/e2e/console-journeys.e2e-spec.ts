import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.js';
import { fail, hang } from '../support/console-answers.js';
import { ConsoleBrowser, tooWide } from '../support/console-browser.js';
import { ControlPlane } from '../support/control-plane.js';
import { ProbeProcess } from '../support/probe-process.js';

jest.setTimeout(90_000);

describeInBrowser('journeys of an operator', () => {
  // The machine itself would stand somewhere in the list, wherever its name belongs.
  const plane = new ControlPlane({ LEGATOR_LOCAL_PROBE: 'false' });
  const web = new ProbeProcess(plane, 'web-01');
  const db = new ProbeProcess(plane, 'db-01');
  const late = new ProbeProcess(plane, 'app-00');
  let browser: ConsoleBrowser;

  beforeAll(async () => {
    browser = await ConsoleBrowser.open();
    await plane.start();
    await web.enrol('--tags', 'web,prod');
    await db.enrol('--tags', 'db,prod');
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    for (const probe of [web, db, late]) await probe.remove();
    await plane.remove();
  }, 240_000);
  afterEach(() => browser.forget());

  const visit = (path: string, width = 1440) => browser.visit(plane.url, path, { width });
  const live = (page: Page) => page.getByText(/^Live · /).waitFor();
  const rowOf = (page: Page, host: string) => page.getByRole('option').filter({ hasText: host });
  const drawer = (page: Page) => page.getByRole('dialog');
  const output = (page: Page) => page.locator('lg-output-view');

  it('leads from the start page to the output of a command, and it is in the activity and in the trail', async () => {
    const page = await visit('/');
    await page
      .getByRole('link', { name: /^Fleet/ })
      .first()
      .click();
    await rowOf(page, 'web-01').click();
    await page.waitForURL(`**/fleet/${web.id}**`);
    await page.getByRole('heading', { level: 1, name: 'web-01' }).waitFor();
    await page.getByRole('button', { name: 'Run command' }).first().click();
    await drawer(page).getByRole('textbox', { name: 'Command' }).fill('df -h');
    await drawer(page).getByText('Runs now').waitFor();
    await drawer(page).getByRole('button', { name: 'Run command' }).click();
    await output(page)
      .getByText(/^Filesystem/)
      .waitFor();
    await output(page).getByText('exit 0').waitFor();
    const link = page.url();
    await page.keyboard.press('Escape');
    await drawer(page).waitFor({ state: 'detached' });

    await page.getByRole('tab', { name: 'Activity' }).click();
    await page.getByText('df -h').filter({ visible: true }).first().waitFor();
    await page.getByRole('link', { name: 'Audit' }).first().click();
    await page.getByRole('option').filter({ hasText: 'df -h' }).first().click();
    await drawer(page).getByRole('heading', { name: 'Place in the chain' }).waitFor();

    const elsewhere = await visit(link.replace(plane.url, ''));
    await output(elsewhere)
      .getByText(/^Filesystem/)
      .waitFor();
    expect(browser.complaints).toEqual([]);
  });

  it('goes the whole way by keyboard alone', async () => {
    const page = await visit('/');
    await live(page);
    await page.keyboard.press('Control+k');
    await drawer(page).getByRole('combobox').and(page.locator(':focus')).waitFor();
    await page.keyboard.type('@web-01');
    await drawer(page)
      .getByRole('option', { name: /web-01/ })
      .waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/fleet/${web.id}**`);
    await page.locator('h1:focus').waitFor();
    await page.keyboard.press('r');
    // It is drawn a moment before it takes the focus.
    const command = drawer(page).getByRole('textbox', { name: 'Command' });
    await command.and(page.locator(':focus')).waitFor();
    await page.keyboard.type('df -h');
    await drawer(page).getByText('Runs now').waitFor();
    await page.keyboard.press('Control+Enter');
    await output(page).getByText('exit 0').waitFor();
    await page.keyboard.press('Escape');
    await drawer(page).waitFor({ state: 'detached' });
    await page.keyboard.press('3');
    await page.waitForURL('**/activity**');
    await page.getByText('df -h').filter({ visible: true }).first().waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('u');
    await page.getByRole('option').filter({ hasText: 'df -h' }).first().waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await drawer(page).getByRole('heading', { name: 'Place in the chain' }).waitFor();
    expect(new URL(page.url()).searchParams.get('entry')).toMatch(/^[0-9a-f-]{36}$/);
    expect(browser.complaints).toEqual([]);
  });

  it('shows what happened while this browser alone was away', async () => {
    const page = await visit(`/fleet/${web.id}`);
    await live(page);
    await page.evaluate('window.isTheSame = true');
    await page.context().setOffline(true);
    await page
      .getByText(/^Reconnecting|^Offline since/)
      .first()
      .waitFor();
    await tag(web.id, ['web', 'prod', 'meanwhile']);
    await page.context().setOffline(false);
    await live(page);
    await page.getByText('meanwhile').filter({ visible: true }).first().waitFor();
    expect(await page.evaluate('window.isTheSame')).toBe(true);
  });

  it.each([
    [
      'filter, sort and the probe that is open',
      () => `/fleet/${db.id}?q=tag:prod&sort=hostname`,
      async (page: Page) => {
        await page.getByRole('button', { name: 'Remove tag:prod' }).waitFor();
        await page.getByText('host ↑').waitFor();
        await page.locator('[role=option][aria-current=true]', { hasText: 'db-01' }).waitFor();
        await page.getByRole('heading', { level: 1, name: 'db-01' }).waitFor();
      },
    ],
    [
      'the table',
      () => '/fleet?layout=table&q=web',
      async (page: Page) => {
        await page.getByRole('columnheader', { name: 'Memory' }).waitFor();
        await page.getByRole('row').filter({ hasText: 'web-01' }).waitFor();
        expect(await page.getByRole('row').filter({ hasText: 'db-01' }).count()).toBe(0);
      },
    ],
    [
      'the range of the vitals',
      () => `/fleet/${web.id}?range=6h`,
      (page: Page) => page.getByRole('button', { name: 'Time range: Last 6 h' }).waitFor(),
    ],
    [
      'a tab with its filter',
      () => `/fleet/${web.id}/activity?kind=directive`,
      async (page: Page) => {
        await page.getByRole('tab', { name: 'Activity', selected: true }).waitFor();
        await page.getByText('df -h').filter({ visible: true }).first().waitFor();
      },
    ],
    [
      'an entry of the trail',
      async () => `/audit?q=type:command.sent&entry=${await newest('command.sent')}`,
      async (page: Page) => {
        await drawer(page).getByRole('heading', { name: 'Place in the chain' }).waitFor();
        await page.getByRole('button', { name: 'Remove type:command.sent' }).waitFor();
      },
    ],
  ])('finds everything again in a fresh browser: %s', async (_what, path, isThere) => {
    const page = await visit(await path());
    await isThere(page);
    expect(browser.complaints).toEqual([]);
  });

  it('shows a probe that joins, and no row moves under the pointer', async () => {
    const page = await visit('/fleet?sort=hostname');
    await live(page);
    const under = rowOf(page, 'web-01');
    await under.hover();
    const before = await under.boundingBox();
    await late.enrol('--tags', 'app');
    await page.getByRole('button', { name: '1 new — show' }).waitFor();
    expect(await under.boundingBox()).toEqual(before);
    expect(await rowOf(page, 'app-00').count()).toBe(0);
    await page.getByRole('button', { name: '1 new — show' }).click();
    await rowOf(page, 'app-00').waitFor();
    expect((await page.getByRole('option').first().textContent())!).toContain('app-00');
  });

  it('lets what fails and what is slow spoil its own card only', async () => {
    const page = await browser.fresh(plane.url);
    await fail(page, 'overview/activity*');
    await hang(page, 'overview/capacity*');
    await page.goto('/');
    await page.locator('lg-activity-card').getByText('req-7f3a').waitFor();
    await page.locator('lg-capacity-card lg-skeleton').first().waitFor();
    // A busy machine needs somebody.
    const needs = page.locator('lg-needs-card');
    await needs.getByText('All quiet').or(needs.locator('.title')).first().waitFor();
    await page.locator('lg-health-strip').getByText('Online').waitFor();
    await page.unroute('**/api/v1/overview/activity*');
    await page.locator('lg-activity-card').getByRole('button', { name: 'Try again' }).click();
    await page.locator('lg-activity-card').getByText('req-7f3a').waitFor({ state: 'detached' });

    await fail(page, 'probes/*/vitals*', 'probes/*/timeline*');
    await page.goto(`/fleet/${web.id}`);
    await page.getByText('req-7f3a').first().waitFor();
    await page
      .getByText(/^Health \d+/)
      .first()
      .waitFor();
    await rowOf(page, 'web-01').waitFor();
    expect(await tooWide(page)).toEqual([]);
  });

  it('says that the control plane is gone, shows nothing as new meanwhile, and catches up by itself', async () => {
    const page = await browser.fresh(plane.url);
    await page.clock.install();
    await page.goto(`/fleet/${web.id}`);
    await live(page);
    await page.locator('h1', { hasText: 'web-01' }).waitFor({ state: 'attached' });
    await page.evaluate('window.isTheSame = true');
    await plane.stop('SIGKILL');
    await page
      .getByText(/^Reconnecting/)
      .first()
      .waitFor();
    expect(await page.getByText(/^Live · /).count()).toBe(0);
    // Half a minute later it is no hiccup any more.
    await page.clock.fastForward(31_000);
    await page
      .getByText(/^Offline since/)
      .first()
      .waitFor();
    await page.getByText(/What is shown may be old/).waitFor();
    await page.locator('h1', { hasText: 'web-01' }).waitFor({ state: 'attached' });

    await plane.start();
    await tag(web.id, ['web', 'prod', 'came-back']);
    // After so many attempts it may wait for half a minute before the next.
    await page.getByText(/^Live · /).waitFor({ timeout: 60_000 });
    await page.getByText('came-back').filter({ visible: true }).first().waitFor();
    await page.getByText(/What is shown may be old/).waitFor({ state: 'detached' });
    expect(await page.evaluate('window.isTheSame')).toBe(true);
  }, 180_000);

  async function tag(probe: string, tags: string[]): Promise<void> {
    const answer = await fetch(`${plane.url}/api/v1/probes/${probe}/tags`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ tags }),
    });
    expect(answer.status).toBe(200);
  }

  async function newest(type: string): Promise<string> {
    const { events } = await plane.get<{ events: { id: string; sealed: boolean }[] }>(
      `/api/v1/audit?type=${type}&limit=1`,
    );
    return events[0]!.id;
  }
});
