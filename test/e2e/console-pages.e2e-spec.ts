import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { describeInBrowser, openBrowser } from '../support/browser.js';
import { ScriptedApi } from '../support/scripted-api.js';

jest.setTimeout(90_000);

const ROOT = join(process.cwd(), 'dist', 'console');
const WIDTHS = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

describeInBrowser('the pages of the console', () => {
  let browser: Browser;
  let api: ScriptedApi;
  let base: string;
  let context: BrowserContext;
  let complaints: string[];

  beforeAll(async () => {
    if (!existsSync(join(ROOT, 'index.html'))) throw new Error('The console is not built: npm run build.');
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  beforeEach(async () => {
    api = new ScriptedApi(ROOT);
    base = await api.listen();
    complaints = [];
  });
  afterEach(async () => {
    await context?.close();
    await api.close();
  });

  async function visit(path: string, { width = 'wide', theme = 'dark' } = {}): Promise<Page> {
    context = await browser.newContext({ viewport: WIDTHS[width as keyof typeof WIDTHS], bypassCSP: false });
    await context.addInitScript(
      `localStorage.getItem('legator.theme') ?? localStorage.setItem('legator.theme', '${theme}')`,
    );
    const page = await context.newPage();
    page.on('console', (message) => {
      // A refused call is also written to the console by the browser itself; pages show it.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith(base) && !request.url().startsWith('data:'))
        complaints.push(request.url());
    });
    await page.goto(base + path);
    return page;
  }

  it('leads from an empty fleet to the first run', async () => {
    api.probes = [];
    const page = await visit('/fleet');
    await page.getByText('No probes yet').waitFor();
    await page.getByRole('main').getByRole('link', { name: 'Add probe' }).click();
    await page.waitForURL('**/welcome');
  });

  it('says what failed and in whose words, and keeps the page when only a part fails', async () => {
    api.failures.set('/api/v1/probes/prb-web03/timeline', { status: 502, body: '<html>' });
    const page = await visit('/fleet/prb-web03');
    await page.getByText('Something between here and the control plane answered instead').waitFor();
    await page.getByText('Debian 12').first().waitFor();
    await page.goto(`${base}/fleet/prb-gone`);
    await page.getByRole('heading', { name: 'There is no such probe' }).waitFor();
  });

  it('keeps the chosen theme over a reload', async () => {
    const page = await visit('/fleet');
    await page.getByRole('button', { name: 'Theme' }).click();
    await page.getByRole('menuitemradio', { name: 'Light' }).click();
    await page.reload();
    expect(await page.evaluate('document.documentElement.dataset.theme')).toBe('light');
    expect(complaints).toEqual([]);
  });
});
