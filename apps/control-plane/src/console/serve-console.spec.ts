import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { ExpressAdapter } from '@nestjs/platform-express';
import { NONCE_MARK } from './console-page.js';
import { serveConsole } from './serve-console.js';

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const SCRIPT = 'console.log(1);'.repeat(200);
const PAGE = `<!doctype html><script nonce="${NONCE_MARK}"></script><lg-root ngcspnonce="${NONCE_MARK}"></lg-root>`;

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

describe('serving the console', () => {
  const folder = mkdtempSync(join(tmpdir(), 'legator-console-'));
  const root = join(folder, 'console');
  let server: Server;

  beforeAll(async () => {
    writeFileSync(join(folder, 'secret.js'), 'secret');
    buildInto(root);
    server = await listen(root);
  });

  afterAll(async () => {
    await new Promise((resolve) => server.close(resolve));
    rmSync(folder, { recursive: true });
  });

  it('keeps files with a hash in their name for ever, and asks again for the others', async () => {
    const hashed = await get('/main-AB12CD34.js');
    expect(hashed).toMatchObject({ status: 200, body: SCRIPT });
    expect(hashed.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(hashed.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect((await get('/favicon.svg')).headers['cache-control']).toBe('no-cache');
    expect((await get('/with-darkmode.svg')).headers['cache-control']).toBe('no-cache');
  });

  it.each([
    ['br, gzip', 'br', brotliCompressSync(SCRIPT).length],
    ['gzip', 'gzip', gzipSync(SCRIPT).length],
    ['br;q=0, gzip;q=0.5', 'gzip', gzipSync(SCRIPT).length],
    ['identity', undefined, SCRIPT.length],
  ])('answers "%s" with the best twin', async (accepted, encoding, bytes) => {
    const { headers, status } = await get('/main-AB12CD34.js', { 'accept-encoding': accepted });
    expect(status).toBe(200);
    expect(headers['content-encoding']).toBe(encoding);
    expect(headers['content-length']).toBe(String(bytes));
    expect(headers.vary).toBe('Accept-Encoding');
  });

  it('says 304 to who has it already, per encoding', async () => {
    const { headers } = await get('/favicon.svg');
    expect(await get('/favicon.svg', { 'if-none-match': headers.etag! })).toMatchObject({
      status: 304,
      body: '',
    });
    const plain = await get('/main-AB12CD34.js');
    const packed = await get('/main-AB12CD34.js', {
      'accept-encoding': 'br',
      'if-none-match': plain.headers.etag!,
    });
    expect(packed.status).toBe(200);
  });

  it('gives the page, with a nonce of its own each time, to whatever a browser opens', async () => {
    const [first, second] = [await open('/fleet/prb-1'), await open('/')];
    const nonces = [first, second].map(({ body }) => /nonce="([^"]+)"/.exec(body)![1]!);
    expect(nonces[0]).not.toBe(nonces[1]);
    expect(nonces[0]!.length).toBeGreaterThanOrEqual(22);
    expect(first.body).not.toContain(NONCE_MARK);
    expect(first.headers['cache-control']).toBe('no-store');
    expect(first.headers['content-security-policy']).toBe(
      `default-src 'self'; script-src 'self' 'nonce-${nonces[0]}'; style-src 'self' 'nonce-${nonces[0]}'; ` +
        `img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'; ` +
        `require-trusted-types-for 'script'`,
    );
  });

  it('never hands out the built page itself', async () => {
    const { body, headers } = await open('/index.html');
    expect(body).not.toContain(NONCE_MARK);
    expect(headers['cache-control']).toBe('no-store');
  });

  it.each(['/', '/main-AB12CD34.js', '/favicon.svg'])(
    'says on %s what a browser must not do with it',
    async (path) => {
      expect((await open(path)).headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
      });
    },
  );

  it.each([
    '/api',
    '/api/v1/nothing',
    '/API/v1',
    '/%61pi/v1',
    '/ws/probe',
    '/healthz',
    '/readyz',
    '/version',
    '/metrics',
    '/download/probe',
    '/install.sh',
    '/reserved/too',
  ])('leaves %s to the routes', async (path) => {
    expect(await open(path)).toMatchObject({ status: 404, body: 'routes' });
  });

  it.each([
    '/../secret.js',
    '/..%2fsecret.js',
    '/%2e%2e/secret.js',
    '/media/../../secret.js',
    '/%252e%252e/secret.js',
    '/..%5csecret.js',
    '//secret.js',
    '/secret.js%00.svg',
    '/%',
    '//elsewhere',
    '/fleet/%2e%2e/audit',
    '/fleet%00',
    '/main-AB12CD34.js.br',
    '/notes.md',
    '/gone-AB12CD34.js',
  ])('finds nothing at %s', async (path) => {
    expect(await open(path)).toMatchObject({ status: 404, body: 'routes' });
  });

  it('lets programs that mistype a path fail plainly', async () => {
    expect((await get('/fleets', { accept: '*/*' })).body).toBe('routes');
    expect((await get('/fleets', { accept: 'application/json' })).body).toBe('routes');
    expect((await get('/', { accept: '*/*' })).status).toBe(200);
  });

  it('answers HEAD with the same headers and no body, and leaves other methods alone', async () => {
    const page = await get('/fleet', { accept: BROWSER }, 'HEAD');
    expect(page).toMatchObject({ status: 200, body: '' });
    expect(Number(page.headers['content-length'])).toBeGreaterThan(0);
    expect(await get('/main-AB12CD34.js', {}, 'HEAD')).toMatchObject({ status: 200, body: '' });
    expect((await get('/fleet', { accept: BROWSER }, 'POST')).body).toBe('routes');
  });

  it('says so while it is not built, and serves a build that comes later', async () => {
    const later = join(folder, 'later');
    const waiting = await listen(later);
    try {
      const before = await open('/fleet', waiting);
      expect(before.status).toBe(503);
      expect(before.body).toContain('npm run build');
      expect(before.headers['cache-control']).toBe('no-store');
      buildInto(later);
      expect((await open('/fleet', waiting)).status).toBe(200);
      writeFileSync(join(later, 'main-ZZ99ZZ99.js'), 'newer');
      utimesSync(join(later, 'index.html'), new Date(), new Date(Date.now() + 5_000));
      expect((await open('/main-ZZ99ZZ99.js', waiting)).body).toBe('newer');
    } finally {
      await new Promise((resolve) => waiting.close(resolve));
    }
  });

  function open(path: string, from = server): Promise<Answer> {
    return get(path, { accept: BROWSER }, 'GET', from);
  }

  /** By hand, because any client would tidy up the paths this is about. */
  function get(
    path: string,
    headers: Record<string, string> = {},
    method = 'GET',
    from = server,
  ): Promise<Answer> {
    const { port } = from.address() as AddressInfo;
    return new Promise((resolve, reject) => {
      const asked = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode!,
            headers: response.headers,
            body: String(Buffer.concat(parts)),
          }),
        );
      });
      asked.on('error', reject).end();
    });
  }
});

function buildInto(root: string): void {
  mkdirSync(join(root, 'media'), { recursive: true });
  writeFileSync(join(root, 'main-AB12CD34.js'), SCRIPT);
  writeFileSync(join(root, 'main-AB12CD34.js.br'), brotliCompressSync(SCRIPT));
  writeFileSync(join(root, 'main-AB12CD34.js.gz'), gzipSync(SCRIPT));
  writeFileSync(join(root, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(join(root, 'with-darkmode.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(join(root, 'notes.md'), 'not for the browser');
  writeFileSync(join(root, 'index.html'), PAGE);
}

async function listen(root: string): Promise<Server> {
  const app = new ExpressAdapter().getInstance();
  app.use(serveConsole({ root, reserved: ['reserved'] }));
  app.use((_request: unknown, response: { status(code: number): { end(text: string): void } }) =>
    response.status(404).end('routes'),
  );
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
