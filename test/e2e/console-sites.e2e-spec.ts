import type { Page } from 'playwright-core';
import type { ProbePolicyView, SiteList } from '@legator/contracts';
import { describeInBrowser } from '../support/browser.js';
import { ConsoleBrowser } from '../support/console-browser.js';
import { ControlPlane } from '../support/control-plane.js';
import { ProbeProcess } from '../support/probe-process.js';
import { eventually } from '../support/spine.js';

jest.setTimeout(90_000);

describeInBrowser('sites in the console', () => {
  const plane = new ControlPlane();
  const web = new ProbeProcess(plane, 'web-01');
  let browser: ConsoleBrowser;

  beforeAll(async () => {
    browser = await ConsoleBrowser.open();
    await plane.start();
    await web.enrol('--tags', 'web');
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await web.remove();
    await plane.remove();
  }, 240_000);
  afterEach(() => browser.forget());

  const press = (page: Page, name: string | RegExp) =>
    page.getByRole('button', { name }).filter({ visible: true }).first().click();

  it('are made where one is needed, shown as cards, given a policy, and left again', async () => {
    const page = await browser.visit(plane.url, `/fleet/${web.id}`, { width: 1440 });
    await press(page, 'Site: No site. Change it');
    await page.getByRole('textbox', { name: 'Find a site' }).fill('Berlin Mitte');
    await press(page, 'Make the site “Berlin Mitte”');
    await page.getByRole('button', { name: 'Site: Berlin Mitte. Change it' }).waitFor();

    await page.goto(`${plane.url}/fleet?layout=site`);
    await page.getByRole('link', { name: /Berlin Mitte.*1 probe/ }).click();
    await page.waitForURL('**q=site:berlin-mitte**');

    await page.goto(`${plane.url}/policies/observe-only`);
    await press(page, /^Apply/);
    // A dialog that opens takes the focus once; what is focused before that loses it.
    await page.locator('[role=dialog] :focus').waitFor();
    await page.getByRole('radio', { name: 'Site' }).focus();
    await page.keyboard.press('Space');
    await page.getByRole('radio', { name: 'Site', checked: true }).waitFor();
    await page.getByRole('button', { name: /^Berlin Mitte/ }).click();
    await page.getByRole('dialog').getByText('web-01').waitFor();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Apply/ })
      .click();
    const held = () => plane.get<ProbePolicyView>(`/api/v1/probes/${web.id}/policy`);
    await eventually(async () =>
      expect((await held()).policies).toMatchObject([{ via: { type: 'site', id: 'berlin-mitte' } }]),
    );

    await page.goto(`${plane.url}/fleet/${web.id}`);
    await press(page, 'Site: Berlin Mitte. Change it');
    await press(page, 'Take out of the site');
    await page.getByRole('button', { name: 'Site: No site. Change it' }).waitFor();
    await press(page, 'Undo');
    await page.getByRole('button', { name: 'Site: Berlin Mitte. Change it' }).waitFor();
    const { sites } = await plane.get<SiteList>('/api/v1/sites');
    expect(sites).toMatchObject([{ id: 'berlin-mitte', probes: 1 }]);
  });
});
