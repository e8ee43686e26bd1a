import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.js';
import { ConsoleBrowser, resize, tooWide, violations } from '../support/console-browser.js';
import { ControlPlane } from '../support/control-plane.js';
import { ProbeProcess } from '../support/probe-process.js';
import { eventually } from '../support/spine.js';

jest.setTimeout(90_000);

describeInBrowser('a request that came from a conversation', () => {
  const plane = new ControlPlane({ LEGATOR_LOCAL_PROBE: 'false' });
  const probe = new ProbeProcess(plane, 'web-01');
  const scratch = mkdtempSync(join(tmpdir(), 'lgt-evidence-'));
  let browser: ConsoleBrowser;
  let conversation = '';
  let approval = '';
  const file = join(scratch, 'touched');

  beforeAll(async () => {
    browser = await ConsoleBrowser.open();
    await plane.start();
    await probe.enrol();
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await probe.remove();
    await plane.remove();
    rmSync(scratch, { recursive: true, force: true });
  }, 240_000);
  beforeEach(async () => {
    conversation = await begin();
    await say('!uname -s', '?wait=true');
    await say(`!touch ${file}`);
    approval = await eventually(waiting, 30_000);
  });
  afterEach(async () => {
    expect(browser.complaints).toEqual([]);
    await browser.forget();
    for (const id of await pending()) await plane.post(`/api/v1/approvals/${id}/withdraw`);
  });

  const begin = async () => {
    const { body } = await plane.post('/api/v1/conversations', { scope: 'probe', probe_id: probe.id });
    return (body as { id: string }).id;
  };
  const say = (content: string, how = '') =>
    plane.post(`/api/v1/conversations/${conversation}/messages${how}`, { content });
  const pending = async () => {
    const path = '/api/v1/approvals?status=pending';
    const { approvals } = await plane.get<{ approvals: { id: string }[] }>(path);
    return approvals.map(({ id }) => id);
  };
  const waiting = async () => {
    const [id] = await pending();
    expect(id).toBeDefined();
    return id!;
  };
  const decision = (page: Page) => page.getByRole('complementary', { name: 'Decision' });

  it('shows what was read before, as words of the host, and leads to the whole of it', async () => {
    const page = await browser.visit(plane.url, `/approvals/${approval}`, { width: 1440 });
    const card = page.getByRole('region', { name: 'Evidence' });
    const note = card.getByText(/^1 read-only command, typed by .* before this was asked for$/);
    await note.filter({ visible: true }).waitFor();
    await eventually(async () => expect(await card.locator('q').allTextContents()).toEqual(['Linux']));
    expect(await violations(page)).toEqual([]);
    expect(await tooWide(page)).toEqual([]);
    await card.getByRole('link', { name: 'Open the run of uname -s' }).click();
    await page.getByRole('dialog').getByText('Linux').first().waitFor();
    await resize(page, 320, 700);
    await page.keyboard.press('Escape');
    await card.getByText('uname -s').waitFor();
    expect(await tooWide(page)).toEqual([]);
  });

  it('is changed from its card in the chat, and stays while the change is refused', async () => {
    const page = await browser.visit(plane.url, `/chat/${conversation}`, { width: 1440 });
    await page.locator('lg-chat-approval').getByRole('button', { name: 'Edit', exact: true }).click();
    const drawer = page.getByRole('dialog', { name: 'Edit request' });
    const field = drawer.getByRole('textbox', { name: 'Command' });
    await field.fill('uname -m');
    await drawer.getByText('Runs now').first().waitFor();
    const freeze = { scope: { type: 'tenant' }, reason: 'drill' };
    const { body } = await plane.post('/api/v1/execution/freeze', freeze);
    await field.press('Control+Enter');
    await page.getByText('The earlier request is as it was.').waitFor();
    expect(await pending()).toEqual([approval]);
    const { id } = (body as { freeze: { id: string } }).freeze;
    const lifted = await page.request.delete(`${plane.url}/api/v1/execution/freeze`, { data: { id } });
    expect(lifted.status()).toBe(204);
    await page.getByRole('button', { name: 'Change and run again' }).click();
    await drawer.getByText('Runs now').first().waitFor();
    await field.press('Control+Enter');
    await page.locator('lg-one-result').getByText('exit 0').waitFor();
    expect([await pending(), existsSync(file)]).toEqual([[], false]);
    await page.goto(`${plane.url}/approvals/${approval}`);
    await decision(page).getByText('Replaced by a newer request').waitFor();
    await decision(page).getByRole('button', { name: 'Open the newer request' }).click();
    await page.getByRole('dialog').getByText('uname -m').first().waitFor();
  });
});
