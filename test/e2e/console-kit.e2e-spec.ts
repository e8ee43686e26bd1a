import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { describeInBrowser, openBrowser } from '../support/browser.js';
import { ScriptedApi } from '../support/scripted-api.js';
import { eventually } from '../support/spine.js';

jest.setTimeout(180_000);

/** Set to a folder to keep pictures of the kit. */
const SHOTS = process.env.LEGATOR_SHOTS;
const FRONTEND = join(process.cwd(), 'frontend');
const WIDTHS = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;

describeInBrowser('the living page of the kit', () => {
  let out: string;
  let browser: Browser;
  let api: ScriptedApi;
  let base: string;
  let context: BrowserContext;
  let complaints: string[];

  beforeAll(async () => {
    out = mkdtempSync(join(tmpdir(), 'legator-kit-'));
    const cli = join(process.cwd(), 'node_modules', '@angular', 'cli', 'bin', 'ng.js');
    const args = [cli, 'build', '--configuration', 'development', '--output-path', out];
    const env = { ...process.env, NG_CLI_ANALYTICS: 'false' };
    await promisify(execFile)(process.execPath, args, { cwd: FRONTEND, env });
    const root = join(out, 'browser');
    api = new ScriptedApi(existsSync(root) ? root : out);
    base = await api.listen();
    browser = await openBrowser();
    // Building takes its time on a busy machine.
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await api?.close();
    rmSync(out, { recursive: true, force: true });
  });
  beforeEach(() => {
    complaints = [];
  });
  afterEach(() => context?.close());

  async function visit(theme: string, width: keyof typeof WIDTHS): Promise<Page> {
    context = await browser.newContext({ viewport: WIDTHS[width], reducedMotion: 'reduce' });
    await context.addInitScript(`localStorage.setItem('legator.theme', '${theme}')`);
    const page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${base}/ui`);
    await page.locator('lg-time-chart canvas').first().waitFor();
    await page.evaluate('document.fonts.ready');
    return page;
  }

  async function violationsOn(page: Page, part?: string): Promise<string[]> {
    const builder = new AxeBuilder({ page: page as never }).setLegacyMode();
    const { violations } = await (part ? builder.include(part) : builder).analyze();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
  }

  /** Asked anew from here each time: the page's policy forbids what waits within it to evaluate a text later. */
  const holds = (page: Page, what: string) =>
    eventually(async () => expect(await page.evaluate(what)).toBe(true));
  const focused = (page: Page, text: string) =>
    holds(page, `document.activeElement.textContent.trim() === '${text}'`);
  const looks = (['dark', 'light'] as const).flatMap((theme) =>
    (['wide', 'phone'] as const).map((width) => [theme, width] as const),
  );

  it.each(looks)(
    'is accessible in all its states, and hostile text breaks no layout: %s, %s',
    async (theme, width) => {
      const page = await visit(theme, width);
      if (SHOTS)
        await page.locator('lg-living-page').screenshot({ path: join(SHOTS, `kit-${theme}-${width}.png`) });
      expect(await violationsOn(page)).toEqual([]);
      const wide = `[...document.querySelectorAll('html, main')].filter((one) => one.scrollWidth > one.clientWidth).length`;
      expect(await page.evaluate(wide)).toBe(0);

      await page.getByRole('button', { name: 'More actions' }).click();
      await page.getByRole('menuitem', { name: /^Tag/ }).waitFor();
      expect(await violationsOn(page, 'lg-float-section')).toEqual([]);
      await page.keyboard.press('Escape');

      await page.getByRole('button', { name: 'Heavy' }).click();
      await page.getByRole('alertdialog', { name: 'Remove probe web-03.fra1?' }).waitFor();
      if (SHOTS) await page.screenshot({ path: join(SHOTS, `kit-dialog-${theme}-${width}.png`) });
      expect(await violationsOn(page, '.cdk-overlay-container')).toEqual([]);
      await page.keyboard.press('Escape');

      await page.getByRole('button', { name: 'Failed' }).click();
      await page.getByRole('button', { name: 'Open drawer' }).click();
      await page.getByRole('dialog', { name: 'Chat' }).waitFor();
      if (SHOTS) await page.screenshot({ path: join(SHOTS, `kit-drawer-${theme}-${width}.png`) });
      expect(await violationsOn(page, 'lg-float-section')).toEqual([]);
      expect(await violationsOn(page, 'lg-toasts')).toEqual([]);
      expect(complaints).toEqual([]);
    },
  );

  it('gives the focus to Cancel before something is destroyed, and then back to where it was', async () => {
    const page = await visit('dark', 'wide');
    await page.getByRole('button', { name: 'Destructive' }).press('Enter');
    await page.getByRole('alertdialog').waitFor();
    await focused(page, 'Cancel');
    for (let presses = 0; presses < 5; presses++) await page.keyboard.press('Tab');
    expect(await page.evaluate(`!!document.activeElement.closest('[role=alertdialog]')`)).toBe(true);
    await page.keyboard.press('Escape');
    await page.getByText('Cancelled').waitFor();
    await focused(page, 'Destructive');
  });

  it('lets a heavy question pass only when the name is typed, and says so', async () => {
    const page = await visit('dark', 'wide');
    await page.getByRole('button', { name: 'Heavy' }).click();
    await page.getByRole('button', { name: 'Remove probe' }).click();
    await page.getByText('This is not the same text.').waitFor();
    await page.getByLabel('Type web-03.fra1 to go on').fill('web-03.fra1');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Confirmed').waitFor();
  });

  it('walks a menu and a list by keyboard, and gives the focus back', async () => {
    const page = await visit('dark', 'wide');
    const more = page.getByRole('button', { name: 'More actions' });
    await more.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: /^Tag/ }).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByText('Update', { exact: true }).waitFor();
    await page.locator('[aria-label="More actions"]:focus').waitFor();

    const range = page.locator('lg-form-section').getByRole('button', { name: 'Time range: Last 1 h' });
    await range.focus();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('listbox', { name: 'Time range' }).waitFor();
    await holds(page, `document.activeElement.textContent.includes('Last 1 h')`);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('listbox', { name: 'Time range' }).waitFor({ state: 'detached' });
    await holds(page, `document.activeElement.getAttribute('aria-label') === 'Time range: Last 6 h'`);
    await page.keyboard.press('ArrowDown');
    await page.getByRole('listbox', { name: 'Time range' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    await page.locator('lg-form-section').getByRole('button', { name: 'Time range: Last 6 h' }).waitFor();
  });

  it('shows a tooltip on focus, and Escape closes it', async () => {
    const page = await visit('dark', 'wide');
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: 'Hover or focus' }).focus();
    const words = page.getByRole('tooltip', { name: 'Runs on 12 probes and changes nothing' });
    await words.waitFor();
    await page.keyboard.press('Escape');
    await words.waitFor({ state: 'detached' });
  });

  it('resizes a drawer by keyboard, closes it with Escape and gives the focus back', async () => {
    const page = await visit('dark', 'wide');
    await page.getByRole('button', { name: 'Open drawer' }).press('Enter');
    const edge = page.getByRole('separator', { name: 'Width of Chat' });
    await edge.press('ArrowLeft');
    await page.locator('[role=separator][aria-valuenow="404"]').waitFor();
    await page.keyboard.press('Escape');
    await edge.waitFor({ state: 'detached' });
    await focused(page, 'Open drawer');
  });

  it('turns a drag over a chart into a span, and has the same values as a table', async () => {
    const page = await visit('dark', 'wide');
    const plot = page.locator('lg-time-chart .u-over').first();
    await plot.scrollIntoViewIfNeeded();
    const box = await plot.boundingBox();
    if (!box) throw new Error('The chart has no size.');
    await page.mouse.move(box.x + box.width / 4, box.y + 40);
    await page.locator('.lg-chart-tip').waitFor();
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y + 60, { steps: 4 });
    await page.mouse.up();
    const said = await page.getByText(/Chosen: \d+ to \d+/).textContent();
    const [from, to] = [...(said?.matchAll(/\d+/g) ?? [])].map(([digits]) => Number(digits)) as [
      number,
      number,
    ];
    const day = 95 * 900_000;
    expect((to - from) / day).toBeCloseTo(0.25, 1);
    await page.getByRole('button', { name: 'Show as table' }).first().click();
    const rows = page.getByRole('region', { name: 'CPU by role, values' }).locator('tbody tr');
    await rows.nth(95).waitFor({ state: 'attached' });
    expect(await rows.count()).toBe(96);
  });

  it('paints charts anew in the colours of another theme', async () => {
    const page = await visit('dark', 'wide');
    const paint = `(() => { const can = document.querySelector('lg-time-chart canvas'); const { data } = can.getContext('2d').getImageData(0, 0, can.width, can.height); const seen = new Set(); for (let at = 0; at < data.length; at += 4) if (data[at + 3] === 255) seen.add(data.slice(at, at + 3).join()); return [...seen]; })()`;
    await holds(page, `${paint}.includes('134,168,255')`);
    await page.getByRole('button', { name: 'Light theme', exact: true }).click();
    await holds(page, `${paint}.includes('42,85,201')`);
  });

  it('is no part of the product', () => {
    const product = join(process.cwd(), 'dist', 'console');
    if (!existsSync(product)) throw new Error('The console is not built: npm run build.');
    const files = readdirSync(product).filter((name) => name.endsWith('.js'));
    const telling = files.filter((name) =>
      /Living kit|lg-specimen/.test(readFileSync(join(product, name), 'utf8')),
    );
    expect(files.length).toBeGreaterThan(3);
    expect(telling).toEqual([]);
  });
});
