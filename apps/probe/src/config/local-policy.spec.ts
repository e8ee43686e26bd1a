import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLocalPolicy } from './local-policy.js';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'lgt-local-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(content: unknown, mode = 0o600): void {
  const path = join(folder, 'local-policy.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  chmodSync(path, mode);
}

it('says nothing where there is no file', () => {
  expect(readLocalPolicy(folder)).toEqual({});
  expect(readLocalPolicy(folder, 'observe')).toEqual({ level: 'observe' });
});

it('takes the stricter of its level and that of the config', () => {
  write({ level: 'diagnose', blocked: ['dd'] });
  expect(readLocalPolicy(folder, 'remediate')).toEqual({ level: 'diagnose', blocked: ['dd'] });
  expect(readLocalPolicy(folder, 'observe')).toEqual({ level: 'observe', blocked: ['dd'] });
});

it.each<[string, unknown, RegExp]>([
  ['is no JSON', '{', /not understood/],
  ['would let more run', { sandbox: 'preferred' }, /not understood/],
  ['has a spelling mistake', { blokced: ['dd'] }, /not understood/],
])('stops the probe when it %s', (_what, content, message) => {
  write(content);
  expect(() => readLocalPolicy(folder)).toThrow(message);
});

it('stops the probe when somebody else could have written it', () => {
  write({ level: 'observe' }, 0o620);
  expect(() => readLocalPolicy(folder)).toThrow(/its owner alone/);
});
