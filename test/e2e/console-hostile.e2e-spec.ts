import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.js';
import { ConsoleBrowser, tooWide } from '../support/console-browser.js';
import { ConsoleGround } from '../support/console-ground.js';
import { ansiFlood, HOSTILE } from '../support/hostile.js';
import { seededId } from '../support/seeded-fleet.js';

jest.setTimeout(120_000);

/** Escape, bell and the like, but for line ends and tabs. */
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f]/;
const NAMES = Object.values(HOSTILE);

describeInBrowser('what hostile machines tell of themselves', () => {
  let browser: ConsoleBrowser;
  let ground: ConsoleGround;

  beforeAll(async () => {
    browser = await ConsoleBrowser.open();
    ground = await ConsoleGround.start(NAMES.length);
    // Past every check at the door: as if a check had been forgotten, or an older version had let it in.
    for (const [at, name] of NAMES.entries())
      await ground.sql(
        `update fleet_probe set hostname = $2, tags = array[lower($2), 'w' || repeat('x', 127)], status = 'degraded',
           connection = 'seeded', address = $2, version = $2, distribution = $2, site = $2 where id = $1`,
        [seededId(at + 1), name],
      );
    await ground.sql(`update fleet_probe set hostname = $2 where id = $1`, [ground.probe.id, HOSTILE.markup]);
    ground.probe.answering(() => ({ stdout: ansiFlood(), stderr: HOSTILE.bidi }));
    ground.hostileInventory(NAMES);
    await ground.call('POST', `/probes/${ground.probe.id}/command`, { command: 'cat', args: [HOSTILE.link] });
    await ground.call('POST', `/probes/${ground.probe.id}/command?wait=true`, {
      command: 'echo',
      args: [...NAMES],
    });
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await ground?.stop();
  });
  beforeEach(() => ground.keep());
  afterEach(() => browser.forget());

  const PAGES: readonly (readonly [string, () => string, string])[] = [
    ['the overview', () => '/', 'Capacity'],
    ['the fleet', () => '/fleet', 'wasHarmed=1'],
    ['the table of the fleet', () => '/fleet?layout=table', 'wasHarmed=1'],
    ['a probe', () => `/fleet/${ground.probe.id}`, 'wasHarmed=1'],
    ['its inventory', () => `/fleet/${ground.probe.id}/inventory`, 'wasHarmed=1'],
    ['its activity', () => `/fleet/${ground.probe.id}/activity`, 'wasHarmed=1'],
    ['a long name', () => `/fleet/${seededId(1 + NAMES.indexOf(HOSTILE.long))}`, HOSTILE.long],
    ['the trail', () => '/audit', 'wasHarmed=1'],
    ['a filter', () => `/fleet?q=${encodeURIComponent(`${HOSTILE.emoji}${HOSTILE.rtl}`)}`, 'No probes match'],
  ];

  it.each(PAGES.flatMap((page) => [1440, 390, 320].map((width) => [page[0], width, page] as const)))(
    'is text and breaks no page: %s at %i pixels',
    async (_name, width, [, path, text]) => {
      const page = await browser.visit(ground.url, path(), { width });
      await page.getByText(text).filter({ visible: true }).first().waitFor();
      await mustBeUnharmed(page);
    },
  );

  it.each([1440, 390])(
    'is text in the palette and in what is asked before a probe is removed, at %i',
    async (width) => {
      const page = await browser.visit(ground.url, `/fleet/${ground.probe.id}`, { width });
      await page.getByRole('button', { name: 'More actions' }).filter({ visible: true }).first().click();
      await page.getByRole('menuitem', { name: 'Remove…' }).click();
      await page.getByRole('alertdialog').getByText('onerror').first().waitFor();
      await mustBeUnharmed(page);
      await page.keyboard.press('Escape');
      await page.getByRole('alertdialog').waitFor({ state: 'detached' });
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').getByRole('combobox').fill('@onerror');
      await page.getByRole('dialog').getByRole('option').filter({ hasText: '<img' }).first().waitFor();
      await mustBeUnharmed(page);
    },
  );

  it.each([1440, 390])(
    'is text in the output of a command, floods of colours included, at %i',
    async (width) => {
      const ran = await ground.call('POST', `/probes/${ground.probe.id}/command?wait=true`, {
        command: 'id',
      });
      const page = await browser.visit(ground.url, `/fleet/${ground.probe.id}?run=${ran['request_id']}`, {
        width,
      });
      const output = page.locator('lg-output-view');
      await output.getByText('last line').waitFor();
      await output.getByText('onerror').waitFor();
      expect(await output.textContent()).not.toMatch(CONTROLS);
      expect(await output.locator('a').count()).toBe(0);
      await mustBeUnharmed(page);
    },
  );

  /** No script ran, no element of theirs was made, nothing was fetched, nothing is wider than the page, and the title is ours. */
  async function mustBeUnharmed(page: Page): Promise<void> {
    expect(await page.evaluate('window.wasHarmed')).toBeUndefined();
    expect(await page.locator('img:not([src="favicon.svg"]), iframe, a[href^="javascript:"]').count()).toBe(
      0,
    );
    expect(await tooWide(page)).toEqual([]);
    expect(await page.title()).toMatch(/Legator$/);
    expect(browser.complaints).toEqual([]);
  }
});
