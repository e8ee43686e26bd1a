import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MAX_CAPTURE_TEXT } from '@legator/contracts';
import { readFileThing } from './file-reader.js';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'look-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const budget = (bytes = 1_000_000, over = () => false) => ({ bytes, over });
const at = (name: string, data?: string | Buffer) => {
  const path = join(folder, name);
  if (data !== undefined) writeFileSync(path, data);
  return path;
};
const look = (path: string) => readFileThing(path, budget());
const sha = (data: string) => createHash('sha256').update(data).digest('hex');

it('shows a text file with its rights, its hash and its contents', async () => {
  const path = at('app.txt', 'one\ntwo\n');
  chmodSync(path, 0o640);
  expect(await look(path)).toEqual({
    state: 'present',
    facts: {
      type: 'file',
      mode: '0640',
      owner: `${process.getuid!()}:${process.getgid!()}`,
      modified: expect.any(String),
      size: '8',
      sha256: sha('one\ntwo\n'),
    },
    text: 'one\ntwo\n',
  });
});

it.each(['nothing', 'nothing/below', 'app.txt/below', 'no*'])('says that %s is not there', async (name) => {
  at('app.txt', '');
  expect(await look(join(folder, name))).toEqual({ state: 'absent' });
});

it.each([
  ['what is no text', Buffer.from([0xff, 0xfe, 0x00]), 'binary'],
  ['what is broken text', Buffer.from([0x61, 0xc3, 0x28]), 'binary'],
  ['a long one', 'x'.repeat(MAX_CAPTURE_TEXT + 1), 'too_long'],
])('gives of %s the hash alone', async (_what, data, textNote) => {
  const found = await look(at('file', data));
  expect(found).toMatchObject({ textNote, facts: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) } });
  expect(found.text).toBeUndefined();
});

it.each(['id_rsa', '.env', 'token.txt', 'shadow'])(
  'never shows what is in %s, only its hash',
  async (name) => {
    const found = await look(at(name, 'hunter2'));
    expect(found).toMatchObject({ textNote: 'secret', facts: { sha256: sha('hunter2') } });
    expect(JSON.stringify(found)).not.toContain('hunter2');
  },
);

it('never shows a secret by another name, nor a folder of secrets', async () => {
  mkdirSync(join(folder, '.ssh'));
  writeFileSync(join(folder, '.ssh', 'config'), 'hunter2');
  symlinkSync(join(folder, '.ssh'), join(folder, 'plain'));
  symlinkSync(join(folder, '.ssh', 'config'), join(folder, 'innocent'));
  for (const path of ['plain/config', 'innocent', 'plain', '.ssh']) {
    const found = await look(join(folder, path));
    expect(found.state).toBe('present');
    expect(found.text).toBeUndefined();
  }
});

it('masks secrets in what it shows, and says so', async () => {
  expect(await look(at('app.cnf', 'a = 1\ndb_password = hunter2\n'))).toMatchObject({
    text: 'a = 1\ndb_password = [redacted]\n',
    textNote: 'masked',
  });
});

it('shows what is behind a link, and where it leads', async () => {
  const target = at('real', 'x');
  symlinkSync(target, join(folder, 'link'));
  symlinkSync('nowhere', join(folder, 'broken'));
  expect(await look(join(folder, 'link'))).toMatchObject({ text: 'x', facts: { link_to: target } });
  expect(await look(join(folder, 'broken'))).toMatchObject({ facts: { type: 'broken link' } });
});

it('shows what is in a folder, and what a pattern stands for', async () => {
  at('a.conf', 'a');
  at('b.conf', 'b');
  at('c.txt', 'c');
  mkdirSync(join(folder, 'sub'));
  expect(await look(folder)).toMatchObject({ text: 'a.conf\nb.conf\nc.txt\nsub/\n' });
  const { text } = await look(join(folder, '*.conf'));
  expect(text!.split('\n').map((line) => line.split(' ')[0])).toEqual([
    join(folder, 'a.conf'),
    join(folder, 'b.conf'),
    '',
  ]);
  expect(text).toContain(sha('b'));
  expect(await look(join(folder, '*', 'x'))).toMatchObject({ state: 'unread' });
});

it('never waits for a pipe, and reads no device', async () => {
  const pipe = join(folder, 'pipe');
  spawnSync('mkfifo', [pipe]);
  expect(await look(pipe)).toMatchObject({ state: 'present', facts: { type: 'special' } });
  expect(await look('/dev/zero')).toMatchObject({ facts: { type: 'special' } });
  expect((await look('/proc/kmsg')).text).toBeUndefined();
  // A file of the kernel of which nobody has said that reading it ends and changes nothing.
  const special = await look('/proc/self/coredump_filter');
  expect(special.facts).not.toHaveProperty('sha256');
});

it('reads no more than its share, and stops when its time is over', async () => {
  const path = at('big', 'x'.repeat(1_000));
  for (const share of [budget(999), budget(1_000_000, () => true)]) {
    const found = await readFileThing(path, share);
    expect(found).toMatchObject({ textNote: 'too_long' });
    expect(found.facts).not.toHaveProperty('sha256');
  }
});
