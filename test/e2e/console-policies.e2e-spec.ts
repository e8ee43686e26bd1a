import type { Page } from 'playwright-core';
import type { PolicyView, ProbePolicyView } from '@legator/contracts';
import { describeInBrowser } from '../support/browser.js';
import { ConsoleBrowser, filledIn } from '../support/console-browser.js';
import { ControlPlane } from '../support/control-plane.js';
import { ProbeProcess } from '../support/probe-process.js';
import { eventually } from '../support/spine.js';

jest.setTimeout(90_000);

describeInBrowser('policies in the console', () => {
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

  const visit = (path: string, width = 1440) => browser.visit(plane.url, path, { width });
  const press = (page: Page, name: string | RegExp) =>
    page.getByRole('button', { name, exact: true }).filter({ visible: true }).first().click();
  const line = (page: Page) => page.getByRole('textbox', { name: 'Command line' });
  const held = () => plane.get<ProbePolicyView>(`/api/v1/probes/${web.id}/policy`);
  const decides = (page: Page, text: string) => page.locator('lg-decision-card').getByText(text).waitFor();

  it('are copied, tightened and tried while they are written', async () => {
    const page = await visit('/policies');
    await page.getByRole('link', { name: 'New policy' }).click();
    await press(page, /^Starts from/);
    await page.getByRole('option', { name: 'Diagnose' }).click();
    await page.waitForURL('**/policies/diagnose/copy');
    const name = page.getByRole('textbox', { name: 'Name' });
    // What is typed into the copy of before would go with it.
    await eventually(async () => expect(await name.inputValue()).toContain('Diagnose'), 30_000);
    await name.fill('Edge');
    await line(page).fill('dig example.org');
    await decides(page, 'Runs without a person');

    await page.getByRole('textbox', { name: 'Refused beginnings' }).fill('dig');
    await decides(page, 'Is refused');
    const marks = page.locator('lg-decision-card mark');
    await eventually(async () => expect(await marks.allTextContents()).toEqual(['dig']));
    await page.getByRole('textbox', { name: 'Most probes at once' }).fill('-4');
    await page.getByText('1 fault').waitFor();
    const most = page.getByRole('textbox', { name: 'Most probes at once' });
    await most.and(page.locator('[aria-invalid=true]')).waitFor();
    await press(page, 'Save policy');
    expect(page.url()).toContain('/policies/diagnose/copy');
    await page.getByRole('textbox', { name: 'Most probes at once' }).fill('4');
    await page.getByText('No faults').waitFor();
    await press(page, 'Save policy');
    await page.waitForURL('**/policies/edge');
    await page.getByText('One request for more than 4 probes').waitFor();
    expect(await plane.get<PolicyView>('/api/v1/policies/edge')).toMatchObject({
      ...{ name: 'Edge', level: 'diagnose', blocked: ['dig'], max_targets: 4, version: 1 },
    });
    expect(browser.complaints).toEqual([]);
  });

  it('get a version by each edit, and any two can be compared', async () => {
    const page = await visit('/policies/edge/edit?view=json');
    const text = page.getByRole('textbox', { name: 'The whole policy as JSON' });
    const json = await filledIn(text);
    await text.fill(json.replace('{', ''));
    await page.getByText('1 fault').waitFor();
    await text.fill(json.replace('"diagnose"', '"observe"').replace('"max_targets": 4', '"max_targets": 2'));
    await page.getByText('No faults').waitFor();
    await page
      .getByRole('region', { name: /^What you changed/ })
      .getByText('observe')
      .first()
      .waitFor();
    await page.getByRole('textbox', { name: 'Note' }).fill('Less for now');
    await press(page, 'Save as version 2');
    await page.waitForURL('**/policies/edge?tab=versions');
    await page.getByText('Less for now').waitFor();
    const changed = page.getByRole('region', { name: 'Changed rules' });
    await changed
      .getByRole('row')
      .filter({ hasText: /Level.*diagnose.*observe.*stricter/s })
      .waitFor();

    await press(page, 'Was: Version 1');
    await page.getByRole('option', { name: 'Version 2' }).click();
    await page.getByText('Choose two versions').waitFor();
    await press(page, 'Becomes: Version 2');
    await page.getByRole('option', { name: 'Version 1' }).click();
    await changed
      .getByRole('row')
      .filter({ hasText: /Level.*observe.*diagnose.*looser/s })
      .waitFor();
    await page.waitForURL('**from=2&to=1**');
    const elsewhere = await visit(page.url().replace(plane.url, ''));
    await elsewhere
      .getByRole('row')
      .filter({ hasText: /Level.*observe.*diagnose.*looser/s })
      .waitFor();
    expect(browser.complaints).toEqual([]);
  });

  it('are applied after having seen what changes, held by the probe, and taken away again', async () => {
    const page = await visit('/policies/edge');
    await page.getByRole('heading', { level: 1, name: 'Edge' }).waitFor();
    await press(page, 'Apply');
    const dialog = page.getByRole('dialog', { name: 'Apply Edge' });
    await dialog.getByRole('radio', { name: 'Probe' }).check();
    await dialog.getByRole('textbox', { name: 'Probe' }).fill('web');
    await dialog.getByRole('button', { name: 'web-01' }).click();
    await dialog.getByText('1 probe of 1 changes').waitFor();
    await dialog.getByText('Observe · edge v2').waitFor();
    expect((await held()).revision).toBe(0);
    await dialog.getByRole('button', { name: 'Apply to 1 probe' }).click();
    await dialog.waitFor({ state: 'detached' });

    await page.getByRole('tab', { name: /^Applied/ }).click();
    await page.getByRole('link', { name: 'web-01' }).first().waitFor();
    await page.getByText('Holds it').waitFor();
    await eventually(
      async () => expect(await held()).toMatchObject({ drift: 'none', reported: { revision: 1 } }),
      30_000,
    );
    await page.getByRole('link', { name: 'web-01' }).first().click();
    await page.waitForURL(`**/fleet/${web.id}/policy`);
    await page.getByText('applied to this probe').waitFor();
    await page.getByText('Holds it').waitFor();
    await line(page).fill('dig example.org');
    await decides(page, 'Is refused');
    await line(page).fill('uptime');
    await decides(page, 'Runs without a person');

    const again = await visit('/policies/edge?tab=applied');
    await press(again, /^Take away/);
    await again.getByRole('alertdialog').getByRole('button', { name: 'Take away' }).click();
    await again.getByText('Applied nowhere').waitFor();
    expect((await held()).policies).toEqual([]);
    expect(browser.complaints).toEqual([]);
  });

  it('say what they would have made of the last days', async () => {
    await plane.post(`/api/v1/probes/${web.id}/command?wait=true`, { command: 'uptime' });
    const page = await visit('/policies/observe-only/copy');
    await page.getByRole('textbox', { name: 'Refused beginnings' }).fill('uptime');
    await page.getByText('No faults').waitFor();
    await press(page, 'Look back');
    await page.getByText(/1 decided otherwise/).waitFor();
    await page
      .getByRole('list', { name: 'Commands that would be decided otherwise' })
      .getByText('uptime')
      .first()
      .waitFor();
    expect(browser.complaints).toEqual([]);
  });

  it('stand aside while something is frozen, which is lifted after asking', async () => {
    const page = await visit(`/fleet/${web.id}/policy`);
    await page.getByRole('link', { name: 'Freeze this probe' }).click();
    const dialog = page.getByRole('dialog', { name: 'Freeze execution' });
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Disk is being swapped');
    await dialog.getByRole('button', { name: 'Freeze', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('list', { name: 'Frozen now' }).getByText('Disk is being swapped').waitFor();
    const { status } = await plane.post(`/api/v1/probes/${web.id}/command`, { command: 'uptime' });
    expect(status).toBe(423);
    await press(page, /^Lift the freeze/);
    await page.getByRole('alertdialog').getByRole('button', { name: 'Lift freeze' }).click();
    await page.getByText('Nothing is frozen').waitFor();
    await page.getByRole('list', { name: 'Earlier' }).getByText('Disk is being swapped').waitFor();
    expect(browser.complaints).toEqual([]);
  });

  it('are reached by keys alone', async () => {
    const page = await visit('/');
    await page.getByText(/^Live · /).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('p');
    await page.waitForURL('**/policies');
    await page.locator('h1:focus').waitFor();
    await page.getByRole('link', { name: /^Edge/ }).waitFor();
    await page.keyboard.press('/');
    await page.locator('input[type=search]:focus').waitFor();
    await page.keyboard.type('edge');
    await page.waitForURL('**/policies?q=edge');
    await page.getByRole('link', { name: /^Observe Only/ }).waitFor({ state: 'detached' });
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/policies/edge');
    await page.locator('h1:focus').waitFor();
    await page.keyboard.press('2');
    await page.getByText('Less for now').waitFor();
    await page.keyboard.press('a');
    await page.getByRole('dialog', { name: 'Apply Edge' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('e');
    await page.waitForURL('**/policies/edge/edit');
    expect(browser.complaints).toEqual([]);
  });
});
