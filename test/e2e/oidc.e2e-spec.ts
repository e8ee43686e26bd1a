import type { Browser, Page } from 'playwright-core';
import { FirstPerson } from '@legator/auth';
import { describeInBrowser, openBrowser } from '../support/browser.js';
import { startOidcProvider } from '../support/oidc-provider.js';
import type { RealProvider } from '../support/oidc-provider.js';
import { startWholeServer } from '../support/whole-server.js';
import type { WholeServer } from '../support/whole-server.js';

jest.setTimeout(120_000);

const PASSWORD = 'three blue herons';

describeInBrowser('signing in by a provider, in a browser', () => {
  let server: WholeServer;
  let provider: RealProvider;
  let browser: Browser;

  beforeAll(async () => {
    const redirectUris: string[] = [];
    provider = await startOidcProvider({ redirectUris });
    server = await startWholeServer({
      LEGATOR_AUTH: 'true',
      LEGATOR_ADMIN_PASSWORD: PASSWORD,
      LEGATOR_OIDC_ENABLED: 'true',
      LEGATOR_OIDC_PROVIDER_URL: provider.issuer,
      LEGATOR_OIDC_CLIENT_ID: provider.clientId,
      LEGATOR_OIDC_CLIENT_SECRET: provider.clientSecret,
      LEGATOR_OIDC_ROLE_MAPPING: 'ops=operator',
    });
    redirectUris.push(`${server.url}/auth/oidc/callback`);
    // It reads its clients when it is made.
    await provider.rotateKeys();
    await server.app.get(FirstPerson, { strict: false }).prepare();
    provider.people.set('eve', { preferred_username: 'eve', name: 'Eve', groups: ['ops'] });
    browser = await openBrowser();
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await server.remove();
    await provider.close();
  });

  const me = (page: Page) =>
    page.evaluate(async () => {
      const answer = await fetch('/api/v1/me');
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
    });

  it('goes to the provider, comes back as its operator, and signs out of both', async () => {
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${server.url}/auth/oidc/login?next=/audit`);
    expect(new URL(page.url()).origin).toBe(provider.issuer);
    await page.getByRole('button', { name: 'eve' }).click();
    await page.waitForURL(`${server.url}/audit`);
    const { body } = await me(page);
    expect(body).toMatchObject({ username: 'eve', role: 'operator', has_password: false });
    const cookies = await page.context().cookies(server.url);
    expect(cookies.find(({ name }) => name === 'legator_session')).toMatchObject({
      httpOnly: true,
      sameSite: 'Lax',
    });
    expect(cookies.some(({ name }) => name === 'legator_oidc_state')).toBe(false);
    await page.getByRole('button', { name: 'Account of eve' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    // The console leads to the provider's own page to sign out.
    await page.waitForURL(`${provider.issuer}/**`);
    await page.getByRole('button', { name: 'Yes' }).click();
    await page.getByText('Sign-out Success').first().waitFor();
    await page.goto(`${server.url}/sign-in`);
    expect((await me(page)).status).toBe(401);
    // There, too: the provider asks again who it is.
    await page.goto(`${server.url}/auth/oidc/login`);
    expect(await page.getByRole('heading').innerText()).toBe('Who are you?');
    await page.context().close();
  });

  it('comes back to an invitation, whose token is in no address that a server sees', async () => {
    const answer = await fetch(`${server.url}/api/v1/invitations`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await server.key(['admin'])}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ name: 'eve', role: 'viewer' }),
    });
    const { link } = (await answer.json()) as { link: string };
    const token = /#token=(.+)$/.exec(link)![1]!;
    const page = await (await browser.newContext()).newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url().split('#', 1)[0]!));
    await page.goto(server.url + link);
    await page.getByRole('link', { name: 'I have an account here' }).click();
    await page.locator('a[href*="/auth/oidc/login"]').click();
    await page.getByRole('button', { name: 'eve' }).click();
    await page.waitForURL(server.url + link);
    await page.getByRole('button', { name: 'Join with my account' }).waitFor();
    expect(asked.some((url) => url.includes('/auth/oidc/login?next='))).toBe(true);
    expect(asked.filter((url) => url.includes(token))).toEqual([]);
    await page.context().close();
  });

  it('comes back with a word when the person says no', async () => {
    const page = await (await browser.newContext()).newPage();
    provider.refuse = true;
    await page.goto(`${server.url}/auth/oidc/login`);
    await page.getByRole('button', { name: 'eve' }).click();
    await page.waitForURL(`${server.url}/sign-in?error=oidc_denied`);
    provider.refuse = false;
    expect((await me(page)).status).toBe(401);
    await page.context().close();
  });
});
