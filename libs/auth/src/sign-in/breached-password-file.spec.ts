import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BreachedPasswordFile } from './breached-password-file.js';

const sha1 = (text: string) => createHash('sha1').update(text).digest('hex').toUpperCase();

describe('a list of leaked passwords', () => {
  let folder: string;
  const opened: BreachedPasswordFile[] = [];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'legator-breached-'));
  });

  afterAll(async () => {
    await Promise.all(opened.map((one) => one.close()));
    rmSync(folder, { recursive: true });
  });

  const list = async (content: string) => {
    const path = join(folder, String(opened.length));
    writeFileSync(path, content);
    const file = await BreachedPasswordFile.open(path);
    opened.push(file);
    return file;
  };

  it.each([
    ['with counts', (hash: string, at: number) => `${hash}:${at * 17}\n`],
    ['without', (hash: string) => `${hash}\n`],
    ['from Windows, in small letters', (hash: string) => `${hash.toLowerCase()}:1\r\n`],
  ])('finds each of its own and nothing else, %s', async (_how, line) => {
    const inside = Array.from({ length: 400 }, (_, at) => `leaked ${at}`);
    const lines = inside.map(sha1).sort().map(line).join('');
    const file = await list(lines);
    for (const one of inside) expect(await file.includes(one)).toBe(true);
    for (let at = 0; at < 400; at += 1) expect(await file.includes(`not leaked ${at}`)).toBe(false);
  });

  it('finds the last line also when nothing ends it, and the only one', async () => {
    const file = await list(`${sha1('only')}:3`);
    expect([await file.includes('only'), await file.includes('other')]).toEqual([true, false]);
  });

  it('finds it however its letters were composed', async () => {
    const file = await list(`${sha1('\u00e9t\u00e9 \u00e0 la mer')}\n`);
    expect(await file.includes('e\u0301te\u0301 a\u0300 la mer')).toBe(true);
  });

  it.each([
    ['is empty', ''],
    ['has lines that are no hashes', 'password\n123456\n'],
    ['has lines that are no hashes', `${'x'.repeat(1_000)}`],
    ['is not sorted', ['F', 'A', 'C', '0'].map((one) => `${one.repeat(40)}\n`).join('')],
  ])('that %s is refused in a sentence', async (why, content) => {
    await expect(list(content)).rejects.toThrow(`which ${why}`);
  });

  it('that is missing, or no file, is refused in a sentence', async () => {
    await expect(BreachedPasswordFile.open(join(folder, 'missing'))).rejects.toThrow(
      /LEGATOR_BREACHED_PASSWORDS_FILE names .*missing, which cannot be read/,
    );
    await expect(BreachedPasswordFile.open(folder)).rejects.toThrow('is no file');
  });
});
