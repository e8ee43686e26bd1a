import { ConsoleGround } from '../support/console-ground.js';
import { ConsoleBrowser, tooWide, violations } from '../support/console-browser.js';
import { describeInBrowser } from '../support/browser.js';

jest.setTimeout(60_000);
describeInBrowser('x', () => {
  let ground: ConsoleGround;
  let browser: ConsoleBrowser;
  beforeAll(async () => {
    ground = await ConsoleGround.start();
    browser = await ConsoleBrowser.open();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await ground?.stop();
  });
  it('works', async () => {
    await ground.keep();
    const page = await browser.visit(ground.url, '/fleet');
    await page.getByText('web-03.fra1').first().waitFor();
    console.time('axe');
    console.log(await violations(page));
    console.timeEnd('axe');
    await page.screenshot({ path: '/tmp/ct-1.png' });
    await page.goto('/');
    await page.getByText('Needs you').waitFor();
    await page.screenshot({ path: '/tmp/ct-2.png' });
    expect(await tooWide(page)).toEqual([]);
    expect(browser.complaints).toEqual([]);
  });
});
