import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEvents } from './event-reader.js';
import { Operator } from './testing.js';

it('knows its version', async () => {
  expect(await new Operator().run('version')).toMatchObject({ exitCode: 0, stdout: 'legatorctl 1.2.3\n' });
  expect((await new Operator().run('version', '--json')).stdout).toBe('{"version":"1.2.3"}\n');
});

describe('completion', () => {
  const complete = (script: string, line: string) => {
    const words = line.split(' ');
    const ask = `${script}\nCOMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')})\nCOMP_CWORD=${words.length - 1}\n_legatorctl\necho "\${COMPREPLY[*]}"`;
    return spawnSync('bash', ['--norc', '-c', ask], { encoding: 'utf8' }).stdout.trim().split(' ');
  };
  const bash = spawnSync('bash', ['-c', 'true']).status === 0;

  (bash ? it : it.skip).each([
    ['legatorctl pro', ['probes', 'probe']],
    ['legatorctl audit ', expect.arrayContaining(['list', 'export', 'verify'])],
    ['legatorctl -s http://x audit verify --ch', ['--checkpoint']],
    ['legatorctl keys create --p', ['--perms']],
    ['legatorctl command web-1 -- l', ['']],
  ])('completes %j in bash', async (line, words) => {
    const { stdout } = await new Operator().run('completion', 'bash');
    expect(complete(stdout, line)).toEqual(words);
  });

  it.each(['zsh', 'fish'])('offers every command in %s', async (shell) => {
    const { exitCode, stdout } = await new Operator().run('completion', shell);
    expect(exitCode).toBe(0);
    for (const word of ['probes', 'verify', 'revoke', 'multi-use']) expect(stdout).toContain(word);
  });
});

describe('events of a stream', () => {
  const read = async (...pieces: string[]) => {
    const body = (async function* () {
      for (const piece of pieces) yield Buffer.from(piece, 'latin1');
    })();
    const events = [];
    for await (const event of readEvents(body)) events.push(event);
    return events;
  };

  it.each([
    ['whole', ['id: 1\nevent: a\ndata: x\n\n']],
    ['in pieces', ['id', ': 1\nev', 'ent: a\nda', 'ta: x', '\n', '\n']],
    ['with other line ends, cut within one', ['id:1\r', '\nevent:a\r\ndata:x\r\n\r', '\n']],
    ['between comments', [': hello\n\n', 'id: 1\nevent: a\n: ping\ndata: x\n\n', ': bye\n\n']],
  ])('are read %s', async (_how, pieces) => {
    expect(await read(...pieces)).toEqual([{ id: '1', event: 'a', data: 'x' }]);
  });

  it('are joined over lines, and dropped when cut off', async () => {
    expect(await read('data: a\ndata: b\n\ndata: half\n')).toEqual([
      { id: undefined, event: 'message', data: 'a\nb' },
    ]);
  });

  it('keep a character whole that came in two pieces', async () => {
    expect(await read('data: \xc3', '\xbc\n\n')).toMatchObject([{ data: 'ü' }]);
  });
});

describe.each(['legatorctl', 'probe'])('bin/%s', (name) => {
  const root = mkdtempSync(join(tmpdir(), 'legator-bin-'));
  mkdirSync(join(root, 'bin'));
  copyFileSync(`bin/${name}`, join(root, 'bin', name));
  const link = join(root, 'link');
  symlinkSync(join('bin', name), link);

  it('says what to do when nothing is built, then runs what is, also through a link', () => {
    expect(spawnSync(link, { encoding: 'utf8' })).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('npm run build'),
    });
    mkdirSync(join(root, 'dist', 'apps', name, 'src'), { recursive: true });
    writeFileSync(join(root, 'dist', 'apps', name, 'src', 'main.js'), '');
    mkdirSync(join(root, 'node_modules', '.bin'), { recursive: true });
    const node = join(root, 'node_modules', '.bin', 'node');
    writeFileSync(node, '#!/bin/sh\nshift; echo "$@"; exit 7\n');
    chmodSync(node, 0o755);
    expect(spawnSync(link, ['a b', '-c'], { encoding: 'utf8' })).toMatchObject({
      status: 7,
      stdout: 'a b -c\n',
    });
  });
});
