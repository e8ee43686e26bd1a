import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { FirstPerson } from '@legator/auth';
import { describeInBrowser, openBrowser } from '../support/browser.js';
import { root } from '../support/control-plane.js';
import { embedAll, fetchAll, openSocket, postForms } from '../support/lured-page.js';
import type { Attempt } from '../support/lured-page.js';
import { Relay } from '../support/relay.js';
import { eventually } from '../support/spine.js';
import { tableContents } from '../support/table-contents.js';
import { startWholeServer } from '../support/whole-server.js';
import type { WholeServer } from '../support/whole-server.js';

jest.setTimeout(120_000);

const PASSWORD = 'three blue herons sing';
const NOBODY = '01900000-0000-7000-8000-000000000000';
const SOCKETS = ['/ws/console', '/ws/probe?id=web-01'];
/** Proofs of who one is, and the way out: whoever is signed in gains nothing by them. They have the check of the origin alone. */
const WITHOUT_TOKEN = ['/login', '/logout', '/api/v1/auth/login', '/api/v1/auth/login/passkey'].concat([
  '/api/v1/auth/passkey/options',
  '/api/v1/auth/setup',
]);
/** Bodies that do something, had they come from a page of ours; all others are sent `{}`. */
const BODIES: Readonly<Record<string, object>> = {
  '/api/v1/execution/freeze': { scope: { type: 'tenant' }, reason: 'it looks like fun' },
  '/api/v1/sites': { name: 'Evil' },
  '/api/v1/auth/device': { host_name: 'evil' },
};

/** When somebody was last seen, who works off signals, how far vitals are summed up: these move whoever asks for what. */
const OF_ITSELF = ['auth_session.seen_at', 'fleet_rollup.upto'].concat(
  ['lease_owner', 'lease_until', 'updated_at', 'seq'].map((column) => `core_handler.${column}`),
);

interface Answer {
  readonly status: number;
  readonly body: any;
}

/** The route table, with ids that could be. */
function routes(): { method: string; path: string }[] {
  return readFileSync(join(root, 'docs', 'routes.txt'), 'utf8')
    .split('\n')
    .map((line) => /^(GET|POST|PUT|PATCH|DELETE) +(\/\S*)/.exec(line))
    .filter((found) => found !== null)
    .map(([, method, path]) => ({ method: method!, path: path! }));
}

/** Two pages of other people on the victim's own machine, where a check of the address alone would be of no use. */
describeInBrowser('a page of another site, where the victim is signed in', () => {
  let browser: Browser;
  let server: WholeServer;
  let relay: Relay;
  let elsewhere: Server;
  let context: BrowserContext;
  let own: Page;
  let csrf = '';
  let colleague = '';

  beforeAll(async () => {
    browser = await openBrowser();
    server = await startWholeServer({
      LEGATOR_AUTH: 'true',
      LEGATOR_LOCAL_PROBE: 'false',
      // A checkpoint that falls due meanwhile would be a change that no page made.
      LEGATOR_AUDIT_CHECKPOINT_EVERY: '24h',
    });
    relay = await Relay.before(server.url);
    elsewhere = createServer((_request, response) =>
      response.setHeader('content-type', 'text/html').end('<!doctype html><title>cats</title><body>'),
    );
    await new Promise<void>((done) => elsewhere.listen(0, '127.0.0.1', done));
    await signIn();
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    elsewhere?.closeAllConnections();
    elsewhere?.close();
    await relay?.close();
    await server?.remove();
  });
  afterEach(async () => {
    relay.dropsOrigin = false;
    relay.passed = [];
    await Promise.all(
      context
        .pages()
        .filter((page) => page !== own)
        .map((page) => page.close()),
    );
  });

  /** In the browser, so that the cookie is as the server sets it. */
  async function signIn(): Promise<void> {
    const prepared = await server.app.get(FirstPerson, { strict: false }).prepare();
    if (!prepared || !('code' in prepared)) throw new Error('There is somebody already.');
    context = await browser.newContext();
    own = await context.newPage();
    await own.goto(`${relay.url}/version`);
    const account = { code: prepared.code, username: 'ana', display_name: 'Ana', password: PASSWORD };
    expect(await call('POST', '/api/v1/auth/setup', account)).toMatchObject({ status: 201 });
    csrf = (await call('GET', '/api/v1/me')).body.csrf_token;
    const made = await call('POST', '/api/v1/users', { username: 'bo', role: 'viewer', password: PASSWORD });
    expect(made.status).toBe(201);
    colleague = made.body.id;
    relay.passed = [];
  }

  /** From a page of our own. */
  function call(method: string, path: string, body?: object): Promise<Answer> {
    return own.evaluate(
      async ({ method, path, body, csrf }) => {
        const headers = { 'content-type': 'application/json', 'x-legator-csrf': csrf };
        const answer = await fetch(path, {
          method,
          headers,
          ...(body ? { body: JSON.stringify(body) } : {}),
        });
        const text = await answer.text();
        return { status: answer.status, body: text.startsWith('{') ? JSON.parse(text) : text };
      },
      { method, path, body, csrf },
    );
  }

  const filled = (path: string) =>
    path.replace(/^(\/api\/v1\/users\/)\{id\}/, `$1${colleague}`).replace(/\{\w+\}/g, NOBODY);
  const changing = () =>
    routes()
      .filter(({ method }) => method !== 'GET')
      .map(({ method, path }) => ({
        method,
        path: filled(path),
        body: JSON.stringify(BODIES[path] ?? {}),
      }));
  const posts = () => changing().filter(({ method }) => method === 'POST');
  const reading = () =>
    routes()
      .filter(({ method }) => method === 'GET')
      .map(({ path }) => filled(path));
  const attempts = (): Attempt[] =>
    changing().flatMap((route) => [
      { ...route, mode: 'cors', type: 'text/plain' } as const,
      { ...route, mode: 'no-cors', type: 'text/plain' } as const,
      { ...route, mode: 'cors', type: 'application/json' } as const,
    ]);
  const contents = () => tableContents(server.databaseUrl, OF_ITSELF);
  /** Once all that was done before has been written down everywhere. */
  const settled = () =>
    eventually(async () => {
      const found = await contents();
      const waiting = ['audit_inbox', 'core_outbox'].filter((table) => !/^0 rows/.test(found[table]!));
      if (waiting.length > 0) throw new Error(`There is something left in ${waiting.join()}.`);
      return found;
    });
  const port = () => (elsewhere.address() as AddressInfo).port;
  const socketUrl = (path: string) => relay.url.replace(/^http/, 'ws') + path;

  async function lured(to: string): Promise<Page> {
    const page = await context.newPage();
    await page.goto(to);
    return page;
  }

  // Cookies belong to a host whatever its port: to the same one the browser sends them, `SameSite` or not.
  describe.each([
    { what: 'of the same host on another port', host: '127.0.0.1', sendsCookie: true },
    { what: 'of another name', host: 'localhost', sendsCookie: false },
  ])('$what', ({ host, sendsCookie }) => {
    const address = () => `http://${host}:${port()}/`;

    it('changes nothing by any route, and reads no answer', async () => {
      const before = await settled();
      const page = await lured(address());
      expect(await fetchAll(page, relay.url, attempts())).toEqual([]);
      // What is no simple request is never sent: the browser asks for leave first, and gets none.
      expect(relay.changing).toHaveLength(2 * posts().length);
      expect(relay.changing.filter(({ code }) => code !== 'foreign_origin')).toEqual([]);
      expect(relay.changing.filter(({ hasCookie }) => hasCookie !== sendsCookie)).toEqual([]);
      expect(await contents()).toEqual(before);
    });

    it('changes nothing by a form in a hidden frame', async () => {
      const before = await settled();
      const page = await lured(address());
      expect(await postForms(page, relay.url, posts())).toEqual([]);
      expect(relay.changing).toHaveLength(posts().length);
      expect(relay.changing.filter(({ code }) => code !== 'foreign_origin')).toEqual([]);
      expect(await contents()).toEqual(before);
    });

    it('reads nothing', async () => {
      const page = await lured(address());
      const asked = reading().flatMap((path) =>
        (['cors', 'no-cors'] as const).map((mode) => ({ method: 'GET', path, mode })),
      );
      expect(await fetchAll(page, relay.url, asked)).toEqual([]);
      expect(await embedAll(page, relay.url, reading())).toEqual([]);
      const answered = relay.passed.filter(({ status, hasCookie }) => status === 200 && hasCookie);
      // To be kept from a page, an answer has to be there.
      if (sendsCookie) expect(answered.length).toBeGreaterThan(100);
      else expect(answered).toEqual([]);
    });

    it('opens no socket, even with a ticket of the victim', async () => {
      const { body } = await call('POST', '/api/v1/auth/socket-ticket', {});
      const page = await lured(address());
      relay.passed = [];
      for (const path of SOCKETS)
        for (const protocols of [[], ['legator.v1'], body.protocols as string[]])
          expect([path, protocols, await openSocket(page, socketUrl(path), protocols)]).toEqual([
            path,
            protocols,
            'refused',
          ]);
      const consoles = relay.passed.filter(({ path }) => path === '/ws/console');
      expect(consoles.map(({ code }) => code)).toEqual(Array(3).fill('foreign_origin'));
    });
  });

  describe('behind a proxy that takes the origin away', () => {
    const address = () => `http://127.0.0.1:${port()}/`;
    const isGuarded = ({ path }: { path: string }) => !WITHOUT_TOKEN.includes(path);

    it('changes nothing, since it does not know the token', async () => {
      const before = await settled();
      const page = await lured(address());
      relay.dropsOrigin = true;
      expect(await fetchAll(page, relay.url, attempts().filter(isGuarded))).toEqual([]);
      expect(await postForms(page, relay.url, posts().filter(isGuarded))).toEqual([]);
      expect(relay.changing).toHaveLength(3 * posts().filter(isGuarded).length);
      expect(relay.changing.filter(({ code }) => code !== 'csrf')).toEqual([]);
      expect(await contents()).toEqual(before);
    });

    it('opens no socket, since it has no ticket', async () => {
      const page = await lured(address());
      relay.dropsOrigin = true;
      for (const protocols of [[], ['legator.v1'], ['legator.v1', `ticket.${'0'.repeat(64)}`]])
        expect(await openSocket(page, socketUrl('/ws/console'), protocols)).toBe('refused');
      expect(relay.passed.map(({ code }) => code)).toEqual(Array(3).fill('socket_ticket_needed'));
    });
  });

  it('could do none of it, though the victim is signed in all the while and may do it', async () => {
    const { body } = await call('POST', '/api/v1/auth/socket-ticket', {});
    expect(await openSocket(own, socketUrl('/ws/console'), body.protocols)).toBe('open');
    for (const [path, given] of Object.entries(BODIES))
      expect([200, 201]).toContain((await call('POST', path, given)).status);
    expect((await call('POST', `/api/v1/users/${colleague}/disable`, {})).status).toBe(200);
  });
});
