import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.js';
import { ConsoleBrowser } from '../support/console-browser.js';
import { ControlPlane } from '../support/control-plane.js';
import { startOidcProvider } from '../support/oidc-provider.js';
import type { RealProvider } from '../support/oidc-provider.js';
import { eventually } from '../support/spine.js';

jest.setTimeout(120_000);

const PASSWORD = 'three blue herons sing';
const CODE = /\b[A-Z0-9]{5}(?:-[A-Z0-9]{5}){3}\b/;

/** Nothing but the console: each step goes on from where the one before ended. */
describeInBrowser('from an empty database to a second operator who signs in at a provider', () => {
  const plane = new ControlPlane({ LEGATOR_AUTH: 'true', LEGATOR_LOCAL_PROBE: 'false' });
  const redirectUris: string[] = [];
  let provider: RealProvider;
  let browser: ConsoleBrowser;
  let ana: Page;

  beforeAll(async () => {
    provider = await startOidcProvider({ redirectUris });
    browser = await ConsoleBrowser.open();
    await plane.start();
    redirectUris.push(`${plane.url}/auth/oidc/callback`);
    // It reads its clients when it is made.
    await provider.rotateKeys();
    provider.people.set('eve', { preferred_username: 'eve', name: 'Eve Stone', groups: ['ops'] });
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await plane.remove();
    await provider?.close();
  }, 240_000);

  const press = (page: Page, name: string) =>
    page.getByRole('button', { name, exact: true }).filter({ visible: true }).first().click();
  const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });

  it('makes the first administrator', async () => {
    ana = await browser.visit(plane.url, '/');
    await ana.waitForURL('**/welcome');
    await eventually(() => {
      if (!CODE.test(plane.output)) throw new Error('There is no code yet.');
      return Promise.resolve();
    });
    await field(ana, 'Code').fill(CODE.exec(plane.output)![0]);
    await field(ana, 'Name to sign in with').fill('ana');
    await ana.locator('input[name="new-password"]').fill(PASSWORD);
    await press(ana, 'Create administrator');
    await ana.getByText('Done: signed in as ana').waitFor();
  });

  it('sets the provider up, after trying it', async () => {
    await ana.goto('/admin/access/sso');
    // What the provider has to be told is there before anything else is known.
    await ana.getByText(`${plane.url}/auth/oidc/callback`).waitFor();
    await field(ana, 'Issuer').fill(provider.issuer);
    await field(ana, 'Client id').fill(provider.clientId);
    await field(ana, 'Name on the button optional').fill('Example ID');
    await ana.locator('input[type="password"]').fill(provider.clientSecret);
    await field(ana, 'Roles by group').fill('ops = operator');
    await press(ana, 'Test connection');
    await ana.getByText('The provider answers as it should.').waitFor();
    await press(ana, 'Save');
    await ana.getByRole('button', { name: 'Replace' }).waitFor();
    expect(await ana.content()).not.toContain(provider.clientSecret);
  });

  it('lets a second person in by the provider’s button, as an operator', async () => {
    const eve = await browser.visit(plane.url, '/fleet');
    await eve.waitForURL('**/sign-in?next=%2Ffleet');
    await eve.getByRole('link', { name: /Example ID/ }).click();
    await eve.getByRole('button', { name: 'eve' }).click();
    await eve.waitForURL('**/fleet');
    await eve.getByRole('button', { name: 'Account of Eve Stone' }).waitFor();
    const me = await eve.evaluate(async () => (await fetch('/api/v1/me')).json() as Promise<object>);
    expect(me).toMatchObject({ username: 'eve', role: 'operator', has_password: false });
    await ana.goto('/admin/access/users');
    await ana.getByRole('row').filter({ hasText: 'Eve Stone' }).getByText('Single sign-on').waitFor();
  });
});
