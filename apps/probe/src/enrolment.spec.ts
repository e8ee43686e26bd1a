import { existsSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateKeyPair } from '@legator/wire';
import { ConfigStore } from './config/config-store.js';
import { enrol } from './enrolment.js';

let folder: string;
let server: Server | undefined;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'probe-enrol-'))));
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Seen {
  url?: string;
  body?: Record<string, unknown>;
}

async function controlPlane(
  status: number,
  answer: string,
  headers = {},
): Promise<{ url: string; seen: Seen }> {
  const seen: Seen = {};
  server = createServer((request, response) => {
    let text = '';
    request.on('data', (part) => (text += part));
    request.on('end', () => {
      Object.assign(seen, { url: request.url, body: JSON.parse(text) });
      response.writeHead(status, headers).end(answer);
    });
  });
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

const wish = (url: string) => ({
  server: url,
  token: 'prb_t',
  hostname: 'web-1',
  tags: ['web'],
  ceiling: 'diagnose' as const,
});
const registered = { probe_id: 'prb-0a1b2c3d', api_key: 'lgk_x', policy_id: 'default-observe' };
const signing = () => {
  const { kid, publicKey } = generateKeyPair();
  return { ...registered, protocol: 2, server_keys: [{ kid, public_key: publicKey }] };
};

it('registers with a key of its own and keeps what protocol 2 needs', async () => {
  const { url, seen } = await controlPlane(201, JSON.stringify(signing()));
  const store = new ConfigStore(folder);
  const config = await enrol(store, wish(`${url}/`));
  expect(seen.url).toBe('/api/v1/register');
  expect(seen.body).toMatchObject({ token: 'prb_t', hostname: 'web-1', tags: ['web'], protocols: [1, 2] });
  expect(seen.body).toMatchObject({ ceiling: 'diagnose', public_key: store.loadKey(config).publicKey });
  expect(JSON.stringify(seen.body)).not.toContain('PRIVATE');
  expect(config).toMatchObject({ server_url: url, protocol: 2, ceiling: 'diagnose' });
  expect(readFileSync(store.path, 'utf8')).not.toContain('PRIVATE');
});

it('speaks the older protocol with a control plane that knows no other', async () => {
  const { url } = await controlPlane(201, JSON.stringify(registered));
  const store = new ConfigStore(folder);
  // Never by itself: whoever stands between could have taken the agreement away.
  await expect(enrol(store, wish(url))).rejects.toThrow('--protocol 1');
  expect(store.exists).toBe(false);
  expect(await enrol(store, { ...wish(url), protocol: 1 })).toMatchObject({ protocol: 1, server_keys: [] });
});

it.each([
  ['a refusal', 401, '{"error":"invalid or expired token"}', 'invalid or expired token (status 401)'],
  ['control characters', 401, '{"error":"a\\u001b[2Jb"}', 'a [2Jb'],
  ['another good status', 200, JSON.stringify(registered), 'status 200'],
  ['a page instead of an answer', 201, '<html>', 'not understood'],
  ['an answer with a hole', 201, '{"probe_id":"p"}', 'not understood'],
  ['protocol 2 without keys', 201, JSON.stringify({ ...registered, protocol: 2 }), 'no proper keys'],
  [
    'a key under a wrong name',
    201,
    JSON.stringify({ ...signing(), server_keys: [{ kid: 'x', public_key: 'y' }] }),
    'no proper keys',
  ],
  ['an endless answer', 201, 'x'.repeat(100_000), 'larger than'],
])('writes no config after %s', async (_what, status, answer, message) => {
  const { url } = await controlPlane(status, answer);
  const store = new ConfigStore(folder);
  await expect(enrol(store, wish(url))).rejects.toThrow(message);
  expect(existsSync(store.path)).toBe(false);
});

describe('anew, where this host is enrolled already', () => {
  const enrolled = async () => {
    const { url } = await controlPlane(201, JSON.stringify(signing()));
    const store = new ConfigStore(folder);
    const config = await enrol(store, wish(url));
    server?.close();
    return { store, config, key: store.loadKey(config).publicKey };
  };
  const keys = () => readdirSync(folder).filter((name) => name.endsWith('.pem'));

  it.each([
    ['refused', 401, '{"error":"expired token"}'],
    ['answered by something else', 201, '<html>'],
    ['offered an older protocol', 201, JSON.stringify(registered)],
  ])('is who it was when it is %s', async (_what, status, answer) => {
    const { store, config, key } = await enrolled();
    const { url } = await controlPlane(status, answer);
    await expect(enrol(store, wish(url))).rejects.toThrow();
    expect(store.load()).toEqual(config);
    expect(store.loadKey(store.load()).publicKey).toBe(key);
    expect(keys()).toEqual(['key.pem']);
  });

  it('is who it was when the new config cannot be written', async () => {
    const { store, config, key } = await enrolled();
    const { url } = await controlPlane(201, JSON.stringify(signing()));
    store.save = () => {
      throw new Error('no space left');
    };
    await expect(enrol(store, wish(url))).rejects.toThrow('no space left');
    expect([store.load(), store.loadKey(config).publicKey, keys()]).toEqual([config, key, ['key.pem']]);
  });

  it('is somebody else afterwards, and keeps no key of who it was', async () => {
    const { store, key } = await enrolled();
    const { url, seen } = await controlPlane(201, JSON.stringify(signing()));
    const config = await enrol(store, wish(url));
    expect(store.loadKey(config).publicKey).toBe(seen.body!.public_key);
    expect(seen.body!.public_key).not.toBe(key);
    expect(keys()).toEqual([config.private_key]);
    expect(config.private_key).toMatch(/^key-/);
  });

  it('leaves a key alone that is kept elsewhere', async () => {
    const { store } = await enrolled();
    const own = join(folder, 'mine.pem');
    renameSync(join(folder, 'key.pem'), own);
    store.save({ private_key: own });
    const { url } = await controlPlane(201, JSON.stringify(signing()));
    await enrol(store, wish(url));
    expect(keys().sort()).toEqual(['key.pem', 'mine.pem']);
  });
});

it('does not carry the token to another address', async () => {
  const { url, seen } = await controlPlane(307, '', { location: '/elsewhere' });
  await expect(enrol(new ConfigStore(folder), wish(url))).rejects.toThrow('Cannot reach');
  expect(seen.url).toBe('/api/v1/register');
});

it.each(['ftp://a.example', 'nonsense', ''])('refuses %p as an address', async (url) => {
  await expect(enrol(new ConfigStore(folder), wish(url))).rejects.toThrow('not an http');
});
