import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readControlPlaneConfig } from './config.js';
import { isLoopback, parseDuration } from './values.js';

it('has a default for everything', () => {
  expect(readControlPlaneConfig({})).toMatchObject({
    listen: { host: '127.0.0.1', port: 8080 },
    auth: false,
    logLevel: 'info',
    approvalTtlMs: 900_000,
  });
});

it.each([
  ['LEGATOR_LISTEN_ADDR', 'here', /host:port/],
  ['LEGATOR_LISTEN_ADDR', '127.0.0.1:99999', /host:port/],
  ['LEGATOR_AUTH', 'maybe', /true or false/],
  ['LEGATOR_LOG_LEVEL', 'loud', /one of fatal/],
  ['LEGATOR_SIGNING_KEY', 'short', /64 hexadecimal/],
  ['LEGATOR_EXTERNAL_URL', 'ftp://x', /address/],
  ['LEGATOR_BUS', 'pigeon', /memory, postgres or redis/],
  ['LEGATOR_DATABASE_POOL', '0', /2 to 200|>=2/],
])('stops the start when %s is "%s", and says why', (name, value, why) => {
  expect(() => readControlPlaneConfig({ [name]: value })).toThrow(why);
  expect(() => readControlPlaneConfig({ [name]: value })).toThrow(name);
});

it('names every bad setting at once', () => {
  const read = () => readControlPlaneConfig({ LEGATOR_AUTH: 'x', LEGATOR_LOG_LEVEL: 'y' });
  expect(read).toThrow(/LEGATOR_AUTH[\s\S]*LEGATOR_LOG_LEVEL/);
});

it('reads any setting from a file, and says which file it cannot read', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'legator-')), 'url');
  writeFileSync(file, 'postgresql://a@b/c\n');
  expect(readControlPlaneConfig({ LEGATOR_DATABASE_URL_FILE: file }).databaseUrl).toBe('postgresql://a@b/c');
  expect(() => readControlPlaneConfig({ LEGATOR_DATABASE_URL_FILE: `${file}.not` })).toThrow(
    /LEGATOR_DATABASE_URL_FILE/,
  );
});

it('prefers the name with the prefix over its alias', () => {
  const env = { DATABASE_URL: 'postgresql://alias/x', LEGATOR_DATABASE_URL: 'postgresql://own/x' };
  expect(readControlPlaneConfig(env).databaseUrl).toBe('postgresql://own/x');
  expect(readControlPlaneConfig({ DATABASE_URL: env.DATABASE_URL }).databaseUrl).toBe(env.DATABASE_URL);
});

it.each([
  ['90s', 90_000],
  ['1h30m', 5_400_000],
  ['250ms', 250],
  ['1.5h', 5_400_000],
  ['30d', 2_592_000_000],
  ['', undefined],
  ['-5s', undefined],
  ['5', undefined],
  ['5 s', undefined],
  ['s', undefined],
])('reads the duration "%s" as %p ms', (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

it.each([
  ['127.0.0.1', true],
  ['127.8.9.1', true],
  ['::1', true],
  ['localhost', true],
  ['127.evil.example', false],
  ['0.0.0.0', false],
  ['', false],
])('knows whether only this machine reaches "%s"', (host, answer) => {
  expect(isLoopback({ host, port: 1 })).toBe(answer);
});
