import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openBrowser } from './browser.js';
import { ScriptedApi } from './scripted-api.js';

const ROOT = join(process.cwd(), 'dist', 'console');

export interface VisitOptions {
  readonly width?: number;
  readonly height?: number;
  readonly theme?: 'dark' | 'light' | 'system';
}

/** Opens pages of the built console over a scripted API, and writes down what a page should never do. */
export class ConsoleVisitor {
  /** Errors of the page and calls to other places. */
  readonly complaints: string[] = [];
  readonly api = new ScriptedApi(ROOT);
  base = '';
  private context: BrowserContext | undefined;

  constructor(private readonly browser: Browser) {}

  /** @throws when the console is not built */
  static openBrowser(): Promise<Browser> {
    if (!existsSync(join(ROOT, 'index.html'))) throw new Error('The console is not built: npm run build.');
    return openBrowser();
  }

  async begin(): Promise<void> {
    this.base = await this.api.listen();
  }

  async end(): Promise<void> {
    await this.context?.close();
    await this.api.close();
  }

  async visit(
    path: string,
    { width = 1440, height = 900, theme = 'dark' }: VisitOptions = {},
  ): Promise<Page> {
    await this.context?.close();
    this.context = await this.browser.newContext({ viewport: { width, height }, bypassCSP: false });
    await this.context.addInitScript(
      `localStorage.getItem('legator.theme') ?? localStorage.setItem('legator.theme', '${theme}')`,
    );
    const page = await this.context.newPage();
    page.on('console', (message) => {
      // A refused call is also written to the console by the browser itself; pages show it.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        this.complaints.push(message.text());
    });
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith(this.base) && !request.url().startsWith('data:'))
        this.complaints.push(request.url());
    });
    await page.goto(this.base + path);
    return page;
  }

  /** What axe finds, one line for each; empty is well. */
  async violations(page: Page): Promise<string[]> {
    const { violations } = await new AxeBuilder({ page: page as never }).analyze();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
  }
}
