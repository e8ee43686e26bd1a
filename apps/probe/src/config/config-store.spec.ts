import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateKeyPair } from '@legator/wire';
import { ConfigStore } from './config-store.js';

let folder: string;
let path: string;
let store: ConfigStore;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'probe-config-')), 'legator');
  path = join(folder, 'config.yaml');
  store = new ConfigStore(folder);
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

const basic = { server_url: 'http://127.0.0.1:8080', probe_id: 'prb-0a1b2c3d', api_key: 'lgk_x' };
const mode = (file: string) => (statSync(file).mode & 0o777).toString(8);

function write(text: string): void {
  store.save(basic);
  writeFileSync(path, text);
}

it('keeps folder and files for their owner alone', () => {
  store.save(basic);
  store.makeKey();
  expect([mode(folder), mode(path), mode(join(folder, 'key.pem'))]).toEqual(['700', '600', '600']);
});

it('reads the three keys of an upstream config as protocol 1, open up to remediate', () => {
  store.save(basic);
  expect(store.load()).toMatchObject({ ...basic, protocol: 1, ceiling: 'remediate', server_keys: [] });
});

it('leaves comments and keys it does not know as they are', () => {
  write(`# by hand\n${JSON.stringify(basic)}\n`);
  writeFileSync(
    path,
    '# by hand\nserver_url: http://a.example\nprobe_id: p\napi_key: k\nmtls: { enabled: true } # soon\n',
  );
  store.save({ api_key: 'new' });
  const text = readFileSync(path, 'utf8');
  expect(text).toContain('# by hand');
  expect(text).toContain('mtls: { enabled: true } # soon');
  expect(store.load().api_key).toBe('new');
});

it.each([
  ['half a file', 'server_url: "http://a'],
  ['something else altogether', '\0\x01\x02'],
  ['a list', '- 1'],
  ['an empty file', ''],
  [
    'a key given twice',
    'server_url: http://a.example\nprobe_id: p\napi_key: k\nceiling: observe\nceiling: remediate\n',
  ],
  ['an unknown ceiling', 'server_url: http://a.example\nprobe_id: p\napi_key: k\nceiling: observ\n'],
  [
    'an unknown local level',
    'server_url: http://a.example\nprobe_id: p\napi_key: k\nlocal_policy: { level: all }\n',
  ],
  [
    'a mistyped local policy',
    'server_url: http://a.example\nprobe_id: p\napi_key: k\nlocal_policy: { levle: observe }\n',
  ],
  ['another kind of URL', 'server_url: ftp://a.example\nprobe_id: p\napi_key: k\n'],
  ['protocol 2 without keys', 'server_url: http://a.example\nprobe_id: p\napi_key: k\nprotocol: 2\n'],
])('refuses %s and names the file', (_what, text) => {
  write(text);
  expect(() => store.load()).toThrow(path);
});

it('refuses keys of the control plane once the protocol is no longer 2', () => {
  const { kid, publicKey } = generateKeyPair();
  store.save({ ...basic, protocol: 1, server_keys: [{ kid, public_key: publicKey }] });
  expect(() => store.load()).toThrow('server_keys need protocol: 2');
});

it('refuses a key of the control plane under a wrong name', () => {
  const { publicKey } = generateKeyPair();
  store.save({
    ...basic,
    protocol: 2,
    private_key: 'key.pem',
    server_keys: [{ kid: 'x', public_key: publicKey }],
  });
  expect(() => store.load()).toThrow('not the name');
});

it('refuses a config that others may change, and a key that others may read', () => {
  store.save(basic);
  store.makeKey();
  chmodSync(join(folder, 'key.pem'), 0o640);
  expect(() => store.loadKey(store.load())).toThrow('may be read by others');
  chmodSync(path, 0o620);
  expect(() => store.load()).toThrow('may be changed by others');
});

it('refuses a damaged key', () => {
  store.save(basic);
  store.makeKey();
  writeFileSync(join(folder, 'key.pem'), '-----BEGIN PRIVATE KEY-----\nnot\n');
  expect(() => store.loadKey(store.load())).toThrow('key.pem');
});
