import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.js';
import { ConsoleBrowser, resize, said, tooWide, violations } from '../support/console-browser.js';
import { ControlPlane } from '../support/control-plane.js';
import { ProbeProcess } from '../support/probe-process.js';
import { eventually } from '../support/spine.js';

jest.setTimeout(120_000);

const PASSWORD = 'three blue herons sing';
const CODE = /\b[A-Z0-9]{5}(?:-[A-Z0-9]{5}){3}\b/;

/** One control plane with sign-in on and an empty database; each step goes on from where the one before ended. */
describeInBrowser('people in the console', () => {
  const plane = new ControlPlane({ LEGATOR_AUTH: 'true', LEGATOR_LOCAL_PROBE: 'false' });
  const web = new ProbeProcess(plane, 'web-01');
  const scratch = mkdtempSync(join(tmpdir(), 'lgt-people-'));
  let browser: ConsoleBrowser;
  let ana: Page;
  let bo: Page;
  let link = '';

  beforeAll(async () => {
    browser = await ConsoleBrowser.open();
    await plane.start();
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await web.remove();
    await plane.remove();
    rmSync(scratch, { recursive: true, force: true });
  }, 240_000);

  const press = (page: Page, name: string | RegExp) =>
    page.getByRole('button', { name, exact: true }).filter({ visible: true }).first().click();
  const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
  const live = (page: Page) => page.getByText(/^Live · /).waitFor();
  const account = (page: Page, name: string) =>
    page.getByRole('button', { name: `Account of ${name}` }).waitFor();

  it('lets the first administrator in with the code that the terminal shows, and nobody without', async () => {
    ana = await browser.visit(plane.url, '/fleet?q=tag%3Aprod');
    await ana.waitForURL('**/welcome');
    await field(ana, 'Code').fill('BBBBB-BBBBB-BBBBB-BBBBB');
    await field(ana, 'Name to sign in with').fill('ana');
    await field(ana, 'Full name optional').fill('Ana Ruiz');
    await ana.locator('input[name="new-password"]').fill(PASSWORD);
    await press(ana, 'Create administrator');
    await ana.getByText('This is not the code').waitFor();
    expect(await violations(ana)).toEqual([]);

    await eventually(() => {
      if (!CODE.test(plane.output)) throw new Error('There is no code yet.');
      return Promise.resolve();
    });
    await field(ana, 'Code').fill(CODE.exec(plane.output)![0].toLowerCase());
    await press(ana, 'Create administrator');
    await ana.getByText('Done: signed in as Ana Ruiz').waitFor();
    await live(ana);
    await account(ana, 'Ana Ruiz');
  });

  it('invites a second person by a link that is shown once and never reaches the server by its address', async () => {
    await ana.goto('/admin/access/users');
    await press(ana, 'Invite');
    const dialog = ana.getByRole('dialog', { name: 'Invite somebody' });
    await dialog.getByRole('combobox', { name: 'Role' }).selectOption('operator');
    await dialog.getByRole('button', { name: 'Make link' }).click();
    link = await said(ana.locator('lg-secret-dialog pre'));
    expect(new URL(link).pathname).toBe('/welcome/join');
    expect(new URL(link).hash).toMatch(/token=./);
    await press(ana, 'I have kept it');
    await ana.getByText('operator · by').waitFor();
  });

  it('lets that person in, in a browser of their own, once', async () => {
    bo = await browser.visit(plane.url, new URL(link).pathname + new URL(link).hash);
    await bo.getByRole('heading', { name: /^Join / }).waitFor();
    expect(await violations(bo)).toEqual([]);
    await field(bo, 'Name to sign in with').fill('bo');
    await field(bo, 'Full name optional').fill('Bo Lind');
    await bo.locator('input[name="new-password"]').fill(PASSWORD);
    await press(bo, 'Create account and join');
    await account(bo, 'Bo Lind');
    const third = await browser.visit(plane.url, new URL(link).pathname + new URL(link).hash);
    await third.getByText('This invitation does not hold any more').waitFor();
  });

  it('gives a program a key with the rights that it needs, shown once', async () => {
    await ana.goto('/admin/access/keys');
    await press(ana, 'New key');
    const dialog = ana.getByRole('dialog', { name: 'New API key' });
    await field(ana, 'Name').fill('enrolment');
    await dialog.getByRole('checkbox', { name: /^fleet:read/ }).check();
    await dialog.getByRole('checkbox', { name: /^fleet:write/ }).check();
    await dialog.getByRole('button', { name: 'Make key' }).click();
    plane.key = await said(ana.locator('lg-secret-dialog pre'));
    await press(ana, 'I have kept it');
    await ana.locator('lg-secret-dialog').waitFor({ state: 'detached' });
    await ana.getByRole('row').filter({ hasText: 'enrolment' }).getByText('Works').waitFor();
    expect(await ana.content()).not.toContain(plane.key);
  });

  it('has a change wait for the other person, who approves it, and it runs once', async () => {
    await web.enrol('--tags', 'web');
    const file = join(scratch, 'made');
    await bo.goto(`/fleet/${web.id}`);
    await press(bo, 'Run command');
    const drawer = bo.getByRole('dialog', { name: 'Run command' });
    await drawer.getByRole('textbox', { name: 'Command' }).fill(`touch ${file}`);
    await drawer.getByRole('button', { name: 'Ask for approval' }).click();
    await ana.goto('/approvals');
    await ana.getByText(`touch ${file}`).filter({ visible: true }).first().waitFor();
    expect(existsSync(file)).toBe(false);
    const decision = ana.getByRole('complementary', { name: 'Decision' });
    await decision.getByRole('textbox', { name: /^Reason/ }).fill('It has to be');
    const confirm = decision.getByRole('textbox', { name: /^Type/ });
    if (await confirm.count()) await confirm.fill('web-01');
    await decision.getByRole('button', { name: /^Approve and run/ }).click();
    await eventually(() => {
      if (!existsSync(file)) throw new Error('It has not run yet.');
      return Promise.resolve();
    }, 30_000);
  });

  it('signs out here alone, and comes back to the same page after signing in', async () => {
    await bo.goto('/audit');
    await bo.getByRole('button', { name: 'Account of Bo Lind' }).click();
    await bo.getByRole('menuitem', { name: 'Sign out' }).click();
    await bo.waitForURL('**/sign-in');
    await bo.goto('/fleet?q=tag%3Aweb');
    await bo.waitForURL('**/sign-in?next=**');
    expect(await violations(bo)).toEqual([]);
    await field(bo, 'Name').fill('bo');
    await bo.getByLabel('Password', { exact: true }).fill('not the password');
    await bo.keyboard.press('Enter');
    await bo.getByText('Check the name and the password').waitFor();
    await bo.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await bo.keyboard.press('Enter');
    await bo.waitForURL(/\/fleet(?:\/[^?]*)?\?q=tag(?::|%3A)web/);
    await account(ana, 'Ana Ruiz');
  });

  it('shows a viewer no verbs, and no entries of what they may not do', async () => {
    await ana.goto('/admin/access/users');
    await ana.getByRole('button', { name: 'Actions for Bo Lind' }).click();
    await ana.getByRole('menuitem', { name: 'Change role' }).click();
    await ana.getByRole('dialog', { name: 'Role of Bo Lind' }).getByRole('combobox').selectOption('viewer');
    await press(ana, 'Change role');
    await ana.getByText('Bo Lind is viewer now').waitFor();
    await bo.goto(`/fleet/${web.id}`);
    await bo.getByRole('heading', { name: 'web-01' }).first().waitFor();
    expect(await bo.getByRole('button', { name: 'Run command' }).count()).toBe(0);
    expect(await bo.getByRole('link', { name: 'Add probe' }).count()).toBe(0);
    expect(await bo.getByRole('link', { name: 'Access' }).count()).toBe(0);
    await bo.goto('/admin/access');
    await bo.getByText('user:manage').waitFor();
    await bo.getByText('viewer', { exact: true }).first().waitFor();
  });

  it('ends what somebody is signed in to as soon as they are disabled', async () => {
    await ana.getByRole('button', { name: 'Actions for Bo Lind' }).click();
    await ana.getByRole('menuitem', { name: 'Disable' }).click();
    await press(ana, 'Disable');
    await ana.getByText('Bo Lind is disabled').waitFor();
    await bo.goto('/fleet');
    await bo.waitForURL('**/sign-in?next=**');
  });

  it.each(['/admin/access/users', '/admin/access/roles', '/admin/access/keys', '/admin/tenants', '/profile'])(
    'fits and is accessible, wide and narrow: %s',
    async (path) => {
      await ana.goto(path);
      await ana.locator('main lg-card section').first().waitFor();
      for (const width of [1440, 390]) {
        await resize(ana, width, 844);
        expect([width, await violations(ana), await tooWide(ana)]).toEqual([width, [], []]);
      }
      await resize(ana, 1440, 900);
      expect(browser.complaints).toEqual([]);
    },
  );

  it('goes in every tab to the tenant where one of them went, and takes nothing along that was kept', async () => {
    await ana.goto('/');
    const made = await ana.evaluate(async () => {
      const { csrf_token } = (await (await fetch('/api/v1/me')).json()) as { csrf_token: string };
      const headers = { 'content-type': 'application/json', 'x-legator-csrf': csrf_token };
      const body = JSON.stringify({ name: 'Lab' });
      return (await fetch('/api/v1/tenants', { method: 'POST', headers, body })).status;
    });
    expect(made).toBe(201);
    await ana.reload();
    const tab = await ana.context().newPage();
    await tab.goto(`${plane.url}/audit`);
    await live(tab);
    const kept = () => tab.evaluate(() => Object.keys(localStorage).filter((key) => key.endsWith('.recent')));
    await eventually(async () => expect(await kept()).toHaveLength(1));
    await ana.getByRole('button', { name: /^Tenant: / }).click();
    await ana.getByRole('menuitemcheckbox', { name: /^Lab/ }).click();
    for (const page of [ana, tab]) await page.getByRole('button', { name: /^Tenant: Lab/ }).waitFor();
    await live(tab);
    expect(new URL(tab.url()).pathname).toBe('/audit');
    await eventually(async () => expect(await kept()).toHaveLength(2));
  });
});
