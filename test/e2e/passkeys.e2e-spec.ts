import type { CDPSession, Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.js';
import { ConsoleBrowser, violations } from '../support/console-browser.js';
import { ControlPlane } from '../support/control-plane.js';
import { eventually } from '../support/spine.js';

jest.setTimeout(120_000);

const PASSWORD = 'three blue herons sing';
const CODE = /\b[A-Z0-9]{5}(?:-[A-Z0-9]{5}){3}\b/;
/** A telephone or a computer that asks for a finger: it keeps its keys, and here the finger is always there. */
const AUTHENTICATOR = {
  protocol: 'ctap2',
  transport: 'internal',
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
  automaticPresenceSimulation: true,
} as const;

/** One control plane at `localhost`, where browsers have passkeys; each step goes on from where the one before ended. */
describeInBrowser('passkeys in the console', () => {
  const plane = new ControlPlane({ LEGATOR_AUTH: 'true', LEGATOR_LOCAL_PROBE: 'false' });
  let browser: ConsoleBrowser;
  let base = '';
  let ana: Page;
  let device: CDPSession;
  let authenticatorId = '';

  beforeAll(async () => {
    browser = await ConsoleBrowser.open();
    await plane.start();
    base = plane.url.replace('127.0.0.1', 'localhost');
    ana = await browser.visit(base, '/welcome');
    device = await ana.context().newCDPSession(ana);
    await device.send('WebAuthn.enable');
    ({ authenticatorId } = await device.send('WebAuthn.addVirtualAuthenticator', { options: AUTHENTICATOR }));
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await plane.remove();
  }, 240_000);

  const press = (name: string) =>
    ana.getByRole('button', { name, exact: true }).filter({ visible: true }).first().click();
  const field = (name: string) => ana.getByRole('textbox', { name, exact: true });
  const dialog = (name: string) => ana.getByRole('dialog', { name });
  const account = () => ana.getByRole('button', { name: 'Account of Ana Ruiz' });
  /** On a page that stays: an open menu closes when another page comes. */
  async function signedIn(): Promise<void> {
    await ana.waitForURL(({ pathname }) => pathname !== '/sign-in');
    await account().waitFor();
    await ana.getByText(/^Live · /).waitFor();
    await ana.locator('main h1').first().waitFor();
  }
  const kept = async () =>
    (await device.send('WebAuthn.getCredentials', { authenticatorId })).credentials.map((one) => ({
      host: one.rpId,
      isNamed: one.isResidentCredential,
      used: one.signCount,
    }));

  /** Whether there is somebody at the device who can show that it is them. */
  const setVerified = (isUserVerified: boolean) =>
    device.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified });

  async function signOut(): Promise<void> {
    await account().click();
    await ana.getByRole('menuitem', { name: 'Sign out' }).click();
    await ana.waitForURL('**/sign-in');
  }

  async function typePassword(): Promise<void> {
    await field('Name').fill('ana');
    await ana.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await ana.keyboard.press('Enter');
  }

  async function openMenu(key: string): Promise<void> {
    await ana.getByRole('button', { name: `Actions for ${key}` }).click();
  }

  it('come after a password', async () => {
    await eventually(() => {
      if (!CODE.test(plane.output)) throw new Error('There is no code yet.');
      return Promise.resolve();
    });
    await field('Code').fill(CODE.exec(plane.output)![0]);
    await field('Name to sign in with').fill('ana');
    await field('Full name optional').fill('Ana Ruiz');
    await ana.locator('input[name="new-password"]').fill(PASSWORD);
    await press('Create administrator');
    await ana.getByText('Done: signed in as Ana Ruiz').waitFor();
    await ana.getByText(/^Live · /).waitFor();
    await signOut();
    await typePassword();
    await signedIn();
  });

  it('are added in the profile, with a name', async () => {
    await ana.goto('/profile');
    await ana.getByText('You have none yet.').waitFor();
    await press('Add passkey');
    await dialog('Add passkey').getByRole('textbox').fill('Laptop');
    await dialog('Add passkey').getByRole('button', { name: 'Add passkey' }).click();
    await ana.getByText('Passkey added').waitFor();
    await ana.getByText('not used yet').waitFor();
    expect(await kept()).toEqual([{ host: 'localhost', isNamed: true, used: expect.any(Number) }]);
    expect(await violations(ana)).toEqual([]);
  });

  it('are asked for before another is added, and a device that has one gets no other', async () => {
    await press('Add passkey');
    await dialog('Add passkey').getByRole('textbox').fill('Laptop, again');
    await dialog('Add passkey').getByRole('button', { name: 'Add passkey' }).click();
    await dialog('Confirm that it is you').getByRole('button', { name: 'Use your passkey' }).click();
    await ana.getByText('This device has a passkey for you already').first().waitFor();
    expect(await kept()).toHaveLength(1);
    expect(await ana.getByRole('button', { name: /^Actions for Laptop/ }).count()).toBe(1);
  });

  it('are asked for after the password, which alone opens nothing any more', async () => {
    await ana.goto('/profile');
    await signOut();
    await setVerified(false);
    await typePassword();
    await ana.getByRole('heading', { name: 'Confirm with your passkey' }).waitFor();
    await ana.getByText('No passkey was given').waitFor();
    expect((await ana.request.get(`${base}/api/v1/me`)).status()).toBe(401);
    expect(await violations(ana)).toEqual([]);
    await setVerified(true);
    await press('Ask again');
    await signedIn();
  });

  it('are enough alone, without a name', async () => {
    await signOut();
    await press('Use a passkey');
    await signedIn();
    await ana.goto('/profile');
    await ana.getByText(/last used/).waitFor();
    const [key] = await kept();
    expect(key!.used).toBeGreaterThanOrEqual(2);
  });

  it('are removed there, and the password is enough again', async () => {
    await openMenu('Laptop');
    await ana.getByRole('menuitem', { name: 'Remove' }).click();
    await ana.getByRole('alertdialog').getByRole('button', { name: 'Remove passkey' }).click();
    await ana.getByText('Passkey removed').waitFor();
    await ana.getByText('You have none yet.').waitFor();
    await signOut();
    await press('Use a passkey');
    await ana.getByRole('alert').waitFor();
    expect((await ana.request.get(`${base}/api/v1/me`)).status()).toBe(401);
    await typePassword();
    await signedIn();
    expect(browser.complaints).toEqual([]);
  });
});
