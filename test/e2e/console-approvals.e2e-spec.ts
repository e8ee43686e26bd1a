import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.js';
import { ConsoleBrowser, tooWide, violations } from '../support/console-browser.js';
import { ControlPlane } from '../support/control-plane.js';
import { ProbeProcess } from '../support/probe-process.js';
import { eventually } from '../support/spine.js';

jest.setTimeout(90_000);

interface Held {
  readonly approval_id: string;
  readonly request_id: string;
}

describeInBrowser('an operator who decides', () => {
  const plane = new ControlPlane({ LEGATOR_LOCAL_PROBE: 'false' });
  const probe = new ProbeProcess(plane, 'web-01');
  const scratch = mkdtempSync(join(tmpdir(), 'lgt-decide-'));
  let browser: ConsoleBrowser;
  let files = 0;

  beforeAll(async () => {
    browser = await ConsoleBrowser.open();
    await plane.start();
    await probe.enrol('--tags', 'web,prod');
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await probe.remove();
    await plane.remove();
    rmSync(scratch, { recursive: true, force: true });
  }, 240_000);
  afterEach(async () => {
    expect(browser.complaints).toEqual([]);
    await browser.forget();
    // What one test leaves behind is not the first in the queue of the next.
    const { approvals } = await plane.get<{ approvals: { id: string }[] }>(
      '/api/v1/approvals?status=pending',
    );
    for (const { id } of approvals) await plane.post(`/api/v1/approvals/${id}/withdraw`);
  });

  const visit = (path: string, width = 1440) => browser.visit(plane.url, path, { width });
  const newFile = () => join(scratch, `file-${(files += 1)}`);
  const ask = async (file: string): Promise<Held> =>
    (await plane.post(`/api/v1/probes/${probe.id}/command`, { command: 'touch', args: [file] })).body as Held;
  const state = async ({ request_id: id }: Held) =>
    (await plane.get<{ state: string }>(`/api/v1/commands/${id}`)).state;
  const decision = (page: Page) => page.getByRole('complementary', { name: 'Decision' });
  const open = async (page: Page) => {
    await decision(page)
      .getByRole('radio', { name: /Approve once/ })
      .waitFor({ state: 'attached' });
    return decision(page);
  };
  /** All that the form asks for, whatever the risk. */
  const fill = async (page: Page, reason = 'It has to be.') => {
    const form = decision(page);
    await form.getByRole('textbox', { name: /^Reason/ }).fill(reason);
    const name = form.getByRole('textbox', { name: /^Type/ });
    if (await name.count()) await name.fill('web-01');
  };

  it('asks, reviews, approves and follows the run without a mouse, and the trail proves it', async () => {
    const file = newFile();
    const page = await visit(`/fleet/${probe.id}`);
    await page.getByRole('heading', { name: 'web-01' }).waitFor();
    await page.keyboard.press('r');
    // It is drawn a moment before it takes the focus.
    const command = page.getByRole('dialog').getByRole('textbox', { name: 'Command' });
    await command.and(page.locator(':focus')).waitFor();
    await page.keyboard.type(`sh -c "echo ran >> ${file}"`);
    await page.getByText('Asks for approval').first().waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText('Waits for approval. Nothing has run.').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('g');
    await page.keyboard.press('a');
    await page.waitForURL('**/approvals/*');
    await open(page);
    // One letter alone leads there and decides nothing.
    await page.keyboard.press('o');
    await eventually(async () => expect(await page.evaluate('document.activeElement.type')).toBe('radio'));
    await page.keyboard.press('Tab');
    await page.keyboard.type('It has to be.');
    await page.keyboard.press('Tab');
    await page.keyboard.type('web-02');
    await page.keyboard.press('Control+Enter');
    await page.getByText('This is not web-01.').waitFor();
    expect(existsSync(file)).toBe(false);
    await page.keyboard.press('Control+a');
    await page.keyboard.type('web-01');
    await page.keyboard.press('Control+Enter');
    await decision(page)
      .getByText(/^Approved by/)
      .waitFor();
    await page.locator('lg-run-follow').getByText('It printed nothing.').waitFor();
    expect(existsSync(file)).toBe(true);
    await page.locator(':focus', { hasText: 'Approved by' }).waitFor();
    await eventually(async () =>
      expect(await plane.get('/api/v1/audit/verify')).toMatchObject({ valid: true }),
    );
    const { events } = await plane.get<{ events: { type: string }[] }>(
      `/api/v1/audit?probe_id=${probe.id}&limit=50`,
    );
    expect(events.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['approval.requested', 'approval.decided', 'command.sent', 'command.result']),
    );
    await decision(page).getByRole('link', { name: 'What the audit trail says' }).click();
    await page.getByRole('option').filter({ hasText: 'approval.decided' }).waitFor();
  });

  it('approves in the drawer of the run, where that is allowed', async () => {
    const file = newFile();
    const held = await ask(file);
    const page = await visit(`/fleet/${probe.id}?run=${held.request_id}`);
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('button', { name: 'Decide here' }).click();
    await drawer.getByRole('textbox', { name: /^Reason/ }).fill('It has to be.');
    await drawer.getByRole('button', { name: /^Approve and run/ }).click();
    await drawer.getByText(/It printed nothing in/).waitFor();
    expect(existsSync(file)).toBe(true);
  });

  it('denies, and nothing runs', async () => {
    const file = newFile();
    const held = await ask(file);
    const page = await visit(`/approvals/${held.approval_id}`);
    const form = await open(page);
    await form.getByRole('radio', { name: /Deny/ }).check();
    await form.getByRole('textbox', { name: /^Reason/ }).fill('Not on a Friday.');
    await form.getByRole('button', { name: /^Deny/ }).click();
    await form.getByText(/^Denied by/).waitFor();
    await form.getByText('Not on a Friday.').waitFor();
    expect(await state(held)).toBe('canceled');
    expect(existsSync(file)).toBe(false);
    await page.goto(`${plane.url}/approvals?tab=decided`);
    await page
      .getByRole('list', { name: /decided or ended/ })
      .getByText(/^Denied by/)
      .first()
      .waitFor();
  });

  it('takes back what they asked for', async () => {
    const held = await ask(newFile());
    const page = await visit(`/approvals/${held.approval_id}?tab=mine`);
    await open(page);
    await decision(page).getByRole('button', { name: 'Withdraw' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Withdraw' }).click();
    await decision(page)
      .getByText(/^Withdrawn by/)
      .waitFor();
    expect(await state(held)).toBe('canceled');
  });

  it('changes what waits: the page leads to the new request, and the old one is void', async () => {
    const [old, file] = [newFile(), newFile()];
    const held = await ask(old);
    const page = await visit(`/approvals/${held.approval_id}`);
    await open(page);
    await decision(page).getByRole('button', { name: 'Edit' }).click();
    const field = page.getByRole('dialog').getByRole('textbox', { name: 'Command' });
    await eventually(async () => expect(await field.inputValue()).toBe(`touch ${old}`));
    await field.fill(`touch ${file}`);
    await page.getByText('Asks for approval').first().waitFor();
    expect(await violations(page)).toEqual([]);
    await field.press('Control+Enter');
    await page.waitForURL((url) => !url.href.includes(held.approval_id) && !url.searchParams.has('run'));
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await fill(page);
    await decision(page)
      .getByRole('button', { name: /^Approve and run/ })
      .click();
    await eventually(() => expect(existsSync(file)).toBe(true));
    expect([await state(held), existsSync(old)]).toEqual(['canceled', false]);
    await decision(page).getByRole('link', { name: 'Open the earlier request' }).click();
    await decision(page).getByText('Replaced by a newer request').waitFor();
  });

  it('lets it start later, in a window', async () => {
    const file = newFile();
    const held = await ask(file);
    const page = await visit(`/approvals/${held.approval_id}`);
    const form = await open(page);
    await form.getByRole('radio', { name: /Approve for later/ }).check();
    await form.getByLabel('Not before').fill('2020-01-01T00:00');
    await fill(page);
    await form.getByRole('button', { name: /^Approve for later/ }).click();
    await form.getByText('This lies in the past.').waitFor();
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 16);
    await form.getByLabel('Not before').fill(tomorrow);
    await form.getByRole('button', { name: /^Approve for later/ }).click();
    await form.getByText(/^Starts at/).waitFor();
    expect(existsSync(file)).toBe(false);
    await decision(page).getByRole('button', { name: 'Withdraw' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Withdraw' }).click();
    await decision(page)
      .getByText(/^Withdrawn by/)
      .waitFor();
  });

  it('sees what others decide while the page is open, and is not left on a button that is gone', async () => {
    const held = await ask(newFile());
    const page = await visit(`/approvals/${held.approval_id}`);
    await open(page);
    await page.getByText(/^Live · /).waitFor();
    await plane.post(`/api/v1/approvals/${held.approval_id}/decide`, { decision: 'denied', reason: 'no' });
    await decision(page)
      .getByText(/^Denied by/)
      .waitFor();
    await eventually(async () =>
      expect(await page.evaluate('document.activeElement.textContent')).toContain('Denied by'),
    );
  });

  it('is told who was quicker', async () => {
    const held = await ask(newFile());
    const page = await visit(`/approvals/${held.approval_id}`);
    await open(page);
    await page.route('**/decide', async (route) => {
      await plane.post(`/api/v1/approvals/${held.approval_id}/decide`, { decision: 'denied', reason: 'no' });
      await route.continue();
    });
    await fill(page);
    await decision(page)
      .getByRole('button', { name: /^Approve and run/ })
      .click();
    await decision(page)
      .getByText(/^Denied by .* before you did\.$/)
      .waitFor();
    expect(await state(held)).toBe('canceled');
  });

  it('breaks the glass only knowingly, and it waits to be looked at', async () => {
    const file = newFile();
    const held = await ask(file);
    const page = await visit(`/approvals/${held.approval_id}`);
    await open(page);
    await decision(page).getByRole('button', { name: 'Break the glass' }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByRole('button', { name: 'Break the glass and run' }).click();
    await dialog.getByText('Choose a reason.').waitFor();
    expect(existsSync(file)).toBe(false);
    await dialog.getByRole('combobox', { name: 'Reason' }).selectOption('service_outage');
    await dialog.getByRole('textbox', { name: /^Type/ }).fill('web-01');
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Break the glass and run' }).click();
    await decision(page)
      .getByText(/broke the glass/)
      .waitFor();
    await eventually(() => expect(existsSync(file)).toBe(true));
    await eventually(() => expect(page.url()).not.toContain(held.approval_id));
    await decision(page).getByRole('textbox', { name: 'What you found' }).fill('It helped.');
    await decision(page).getByRole('button', { name: 'Reviewed' }).click();
    await decision(page)
      .getByText(/^Reviewed by/)
      .waitFor();
    await page.goto(`${plane.url}/approvals/${held.approval_id}`);
    await decision(page).getByText('Replaced by a newer request').waitFor();
    await decision(page).getByRole('button', { name: 'Open the newer request' }).click();
    await decision(page)
      .getByText(/broke the glass/)
      .waitFor();
  });

  it('decides on a phone', async () => {
    const file = newFile();
    await ask(file);
    const page = await visit('/approvals', 390);
    const waiting = page.getByRole('list', { name: 'Requests that wait for a decision' });
    await waiting.getByRole('link', { name: /web-01/ }).click();
    await page.getByRole('button', { name: 'Decide', exact: true }).click();
    expect(await tooWide(page)).toEqual([]);
    await fill(page);
    await decision(page)
      .getByRole('button', { name: /^Approve and run/ })
      .click();
    await decision(page)
      .getByText(/^Approved by/)
      .waitFor();
    await eventually(() => expect(existsSync(file)).toBe(true));
  });
});
