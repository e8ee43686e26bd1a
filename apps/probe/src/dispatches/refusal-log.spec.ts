import { existsSync, mkdtempSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RefusalLog } from './refusal-log.js';

const at = new Date('2026-01-01T00:00:00.000Z');
const refusal = { reason: 'bad_signature', message: 'The signature does not fit the body.' };

it('appends one readable line per refusal, for the owner alone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'probe-refusals-'));
  const log = new RefusalLog(folder);
  log.write(at, refusal);
  new RefusalLog(folder).write(at, refusal, { program: 'a\nb' });
  const path = join(folder, 'refusals.log');
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line).program)).toEqual([undefined, 'a\nb']);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

it('stays bounded, and drops the oldest', () => {
  const folder = mkdtempSync(join(tmpdir(), 'probe-refusals-'));
  const log = new RefusalLog(folder, 500);
  for (let n = 0; n < 100; n++) log.write(at, refusal, { n });
  expect(readdirSync(folder)).toHaveLength(4);
  expect(readFileSync(join(folder, 'refusals.log'), 'utf8')).toContain('"n":99');
  for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).size).toBeLessThan(700);
});

it('says so when it cannot write, and goes on', () => {
  const folder = '/proc/no/such/folder';
  expect(new RefusalLog(folder).write(at, refusal)).toBe(false);
  expect(existsSync(folder)).toBe(false);
});
