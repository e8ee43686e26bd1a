import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.js';
import { ConsoleBrowser, putOn, resize, tooWide, violations } from '../support/console-browser.js';
import { ConsoleGround } from '../support/console-ground.js';
import { SITUATIONS } from '../support/console-situations.js';
import type { Scene, Situation } from '../support/console-scene.js';
import { startWholeServer } from '../support/whole-server.js';
import type { WholeServer } from '../support/whole-server.js';

jest.setTimeout(120_000);

/** Set to a folder (npm run shots does) to keep a picture of each situation, theme and width. */
const SHOTS = process.env['LEGATOR_SHOTS'];
const WIDTHS = { wide: 1440, phone: 390 } as const;
/** Where it has to fit as well. */
const OTHER_WIDTHS = { wide: [1440, 1920, 1100, 800], phone: [390, 320] } as const;
/** What stands beside an open drawer or behind another pane is not to be heard. */
const HEADINGS = `[...document.querySelectorAll('h1')].filter((one) => !one.closest('[inert]') && one.checkVisibility()).length`;
type Width = keyof typeof WIDTHS;

describeInBrowser('every page of the console in every state', () => {
  let browser: ConsoleBrowser;
  let ground: ConsoleGround;
  let empty: WholeServer;
  let scene: Scene;

  beforeAll(async () => {
    if (SHOTS) mkdirSync(SHOTS, { recursive: true });
    browser = await ConsoleBrowser.open();
    ground = await ConsoleGround.start();
    empty = await startWholeServer();
    scene = await ground.scene();
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await ground?.stop();
    await empty?.remove();
  });
  beforeEach(() => ground.keep());
  afterEach(() => browser.forget());

  const wanted = SITUATIONS.map((situation) => [situation.name, situation] as const);

  it.each(wanted)('is accessible in both themes and fits: %s', async (_, situation) => {
    const widths = (['wide', 'phone'] as const).filter((width) => (situation.only ?? width) === width);
    // Each in a profile of its own: one reads while axe keeps the other busy.
    await Promise.all(widths.map((width) => look(situation, width)));
    expect(browser.complaints).toEqual([]);
  });

  async function look(situation: Situation, width: Width): Promise<void> {
    const page = await open(situation, width);
    for (const theme of ['dark', 'light'] as const) {
      await putOn(page, theme);
      await page.evaluate('document.fonts.ready');
      const picture = `${situation.name}-${theme}-${WIDTHS[width]}.png`;
      if (SHOTS) await page.screenshot({ path: join(SHOTS, picture) });
      const found = await violations(page, { isRecoloured: theme === 'light' });
      expect([width, theme, found]).toEqual([width, theme, []]);
    }
    for (const pixels of OTHER_WIDTHS[width]) {
      await resize(page, pixels, 900);
      expect([pixels, await tooWide(page)]).toEqual([pixels, []]);
    }
    expect(await page.locator('main').count()).toBe(1);
    expect(await page.evaluate(HEADINGS)).toBe(1);
  }

  async function open({ path, before, reach, isEmpty }: Situation, width: Width): Promise<Page> {
    const page = await browser.again(isEmpty ? empty.url : ground.url, { width: WIDTHS[width] });
    page.setDefaultTimeout(30_000);
    await before?.(page);
    await page.goto(typeof path === 'string' ? path : path(scene));
    await reach(page, width === 'phone');
    return page;
  }
});
