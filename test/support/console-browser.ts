import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { openBrowser } from './browser.js';
import { eventually } from './spine.js';

export type Theme = 'dark' | 'light';

export interface Look {
  readonly width?: number;
  readonly height?: number;
  readonly theme?: Theme;
}

/** What happens in every browser of the tests, besides what was never meant to happen. */
const PREPARE = (theme: Theme) =>
  `localStorage.getItem('legator.theme') ?? localStorage.setItem('legator.theme', '${theme}')`;

/** Opens pages of a built console, each in a browser profile of its own, and writes down what no page may ever do. */
export class ConsoleBrowser {
  /** Errors of pages, dialogs, and calls to other places. */
  readonly complaints: string[] = [];
  private readonly contexts: BrowserContext[] = [];
  private readonly kept = new Map<string, BrowserContext>();
  private readonly pages: Page[] = [];

  private constructor(private readonly browser: Browser) {}

  /** @throws when the console is not built */
  static async open(): Promise<ConsoleBrowser> {
    if (!existsSync(join(process.cwd(), 'dist', 'console', 'index.html')))
      throw new Error('The console is not built: npm run build.');
    return new ConsoleBrowser(await openBrowser());
  }

  /** An empty page of somebody who never was here. */
  async fresh(base: string, look?: Look): Promise<Page> {
    const context = await this.profile(base, look);
    this.contexts.push(context);
    const page = await context.newPage();
    this.watch(page, base);
    return page;
  }

  /**
   * As `fresh`, in half the time: the browser still has the console's files from an earlier page of that size, and has
   * forgotten all that pages wrote. One at a time for each size.
   */
  async again(base: string, look: Look = {}): Promise<Page> {
    const key = JSON.stringify([base, look]);
    const context = this.kept.get(key) ?? (await this.profile(base, look));
    this.kept.set(key, context);
    await context.clearCookies();
    const page = await context.newPage();
    this.pages.push(page);
    const session = await context.newCDPSession(page);
    await session.send('Storage.clearDataForOrigin', { origin: base, storageTypes: 'all' });
    await session.detach();
    this.watch(page, base);
    return page;
  }

  async visit(base: string, path: string, look?: Look): Promise<Page> {
    const page = await this.fresh(base, look);
    await page.goto(path);
    return page;
  }

  /** Ends all that was opened, and forgets its complaints. */
  async forget(): Promise<void> {
    await Promise.all(this.pages.splice(0).map((page) => page.close()));
    await Promise.all(this.contexts.splice(0).map((context) => context.close()));
    this.complaints.length = 0;
  }

  async close(): Promise<void> {
    await this.browser.close();
  }

  private async profile(base: string, look: Look = {}): Promise<BrowserContext> {
    const { width = 1440, height = width < 768 ? 844 : 900, theme = 'dark' } = look;
    const viewport = { width, height };
    const context = await this.browser.newContext({ viewport, reducedMotion: 'reduce', baseURL: base });
    await context.addInitScript(PREPARE(theme));
    return context;
  }

  private watch(page: Page, base: string): void {
    page.on('console', (message) => {
      // A refused or lost call is also written to the console by the browser itself; pages show it.
      const isOfBrowser = /^Failed to load resource|^WebSocket connection/.test(message.text());
      if (message.type() === 'error' && !isOfBrowser) this.complaints.push(message.text());
    });
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('dialog', (dialog) => {
      this.complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('request', (request) => {
      if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(base))
        this.complaints.push(`elsewhere: ${request.url()}`);
    });
  }
}

/** Those rules of axe whose answer depends on colours, and so on the theme; all others read only what stands in the page. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

/**
 * What axe finds, one line for each; empty is well. No rule is left out. `isRecoloured`: of this very page everything has
 * been asked already, and since then only its theme has changed.
 */
export async function violations(page: Page, { isRecoloured = false } = {}): Promise<string[]> {
  // What passes is not described, which takes axe longer than looking at it.
  const builder = new AxeBuilder({ page: page as never })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] });
  if (isRecoloured) builder.withRules(OF_COLOURS);
  const { violations: found } = await builder.analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
}

/** The parts that are wider than the page has room for; empty is well. What scrolls inside its own frame does not count. */
export function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(
    `[...document.querySelectorAll('html, body, main')].filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.tagName + ' ' + one.scrollWidth + ' > ' + one.clientWidth)`,
  );
}

/** Makes the window so large, and waits until the page has laid itself out for that. */
export async function resize(page: Page, width: number, height: number): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.evaluate(
    `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))`,
  );
}

/** The text that stands there, once one does: what opens a dialog attaches it a moment before its values are written. */
export function said(place: Locator): Promise<string> {
  return eventually(async () => {
    const text = (await place.innerText()).trim();
    if (!text) throw new Error('Nothing is said there yet.');
    return text;
  });
}

/** As `said`, of a field: what was filled in for whoever opens it. */
export function filledIn(field: Locator): Promise<string> {
  return eventually(async () => {
    const text = await field.inputValue();
    if (!text) throw new Error('Nothing is filled in yet.');
    return text;
  });
}

/** Changes the theme as the menu would, without it. */
export async function putOn(page: Page, theme: Theme): Promise<void> {
  await page.evaluate(`document.documentElement.dataset.theme = '${theme}'`);
}
