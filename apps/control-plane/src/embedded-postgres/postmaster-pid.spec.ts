import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspectPostmaster, parsePostmasterPid } from './postmaster-pid.js';

describe('postmaster.pid', () => {
  it('tells the process, the port and the socket directory', () => {
    const text = '4711\n/data/cluster\n1790000000\n5432\n/run/legator\n\n  1 2\nready   \n';
    expect(parsePostmasterPid(text)).toEqual({ pid: 4711, port: 5432, socketDir: '/run/legator' });
  });

  it.each(['', 'nonsense\n', '-4\n', '0\n', '1e3.5\n'])('is of no use when it begins with %j', (text) => {
    expect(parsePostmasterPid(text)).toBeUndefined();
  });
});

describe('a data directory', () => {
  let dir: string;
  beforeEach(async () => (dir = await mkdtemp(join(tmpdir(), 'legator-postmaster-'))));
  afterEach(() => rm(dir, { recursive: true }));

  it('without the file has no server', async () => {
    expect(await inspectPostmaster(dir)).toEqual({ state: 'absent' });
  });

  it('whose process id now belongs to another program has a stale file', async () => {
    await writeFile(join(dir, 'postmaster.pid'), `${process.pid}\n${dir}\n0\n5432\n${dir}\n`);
    expect(await inspectPostmaster(dir)).toEqual({ state: 'stale' });
  });

  it('whose file was cut short has a stale file', async () => {
    await writeFile(join(dir, 'postmaster.pid'), '');
    expect(await inspectPostmaster(dir)).toEqual({ state: 'stale' });
  });
});
