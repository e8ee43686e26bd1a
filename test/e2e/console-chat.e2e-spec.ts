import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.js';
import { ConsoleBrowser } from '../support/console-browser.js';
import { ControlPlane } from '../support/control-plane.js';
import { ProbeProcess } from '../support/probe-process.js';

jest.setTimeout(120_000);

describeInBrowser('an operator who talks to the fleet', () => {
  const plane = new ControlPlane({ LEGATOR_LOCAL_PROBE: 'false' });
  const probes = ['web-01', 'web-02', 'db-01'].map((name) => new ProbeProcess(plane, name));
  const scratch = mkdtempSync(join(tmpdir(), 'lgt-chat-'));
  let browser: ConsoleBrowser;

  beforeAll(async () => {
    browser = await ConsoleBrowser.open();
    await plane.start();
    for (const probe of probes) await probe.enrol('--tags', probe.hostname.startsWith('web') ? 'web' : 'db');
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    for (const probe of probes) await probe.remove();
    await plane.remove();
    rmSync(scratch, { recursive: true, force: true });
  }, 240_000);

  const field = (page: Page) => page.getByRole('textbox', { name: 'Message' });
  const say = async (page: Page, text: string) => {
    await field(page).fill(text);
    await page.keyboard.press('Enter');
  };

  it('asks three machines, has a change approved in the conversation, and finds it all again', async () => {
    const page = await browser.visit(plane.url, '/chat');
    await page.waitForURL('**/chat/new');
    await say(page, 'which machine has more disk space?');
    const table = page.locator('lg-table-part');
    for (const { hostname } of probes) await table.getByRole('link', { name: hostname }).first().waitFor();
    await page.waitForURL(/\/chat\/[\da-f-]{36}$/);

    const file = join(scratch, 'made-by-chat');
    await field(page).fill(`!sh -c "echo was here >> ${file}" @web-01`);
    await page.getByRole('option', { name: /web-01/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Target web-01. Change it' }).waitFor();
    await page.getByText('Asks for approval').first().waitFor();
    await page.keyboard.press('Enter');
    const card = page.locator('lg-chat-approval');
    await card.getByText('Waits for approval. Nothing has run.').waitFor();
    expect(existsSync(file)).toBe(false);

    await card.getByRole('button', { name: 'Decide here' }).click();
    await card.getByRole('textbox', { name: /^Reason/ }).fill('It has to be.');
    const name = card.getByRole('textbox', { name: /^Type/ });
    if (await name.count()) await name.fill('web-01');
    await card.getByRole('button', { name: /^Approve/ }).click();
    await card.getByText(/^Approved by/).waitFor();
    await page
      .getByRole('group', { name: /^Command sh -c/ })
      .getByText('done:')
      .waitFor({ state: 'attached' });
    expect(readFileSync(file, 'utf8')).toBe('was here\n');

    await page.reload();
    await table.getByRole('link', { name: 'db-01' }).first().waitFor();
    await card.getByText(/^Approved by/).waitFor();
    expect(await page.locator('.bubble').allTextContents()).toEqual([
      'which machine has more disk space?',
      expect.stringContaining('!sh -c'),
    ]);
    expect(browser.complaints).toEqual([]);
  });
});
