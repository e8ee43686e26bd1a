import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimFor, releaseClaim } from './launcher-claim.js';

let dir: string;
let path: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'legator-claim-'));
  path = join(dir, 'launcher.json');
});
afterEach(() => rm(dir, { recursive: true }));

it('is refused while another process that lives holds it', async () => {
  await claimFor(path, process.ppid);
  await expect(claimFor(path)).rejects.toThrow(`another Legator (process ${process.ppid})`);
});

it('is free when its holder is gone', async () => {
  const other = spawn('sleep', ['600']);
  const holder = other.pid!;
  await claimFor(path, holder);
  other.kill('SIGKILL');
  await once(other, 'exit');
  await expect(claimFor(path)).resolves.toBeUndefined();
});

it('is free when its holder was killed and its parent has not looked yet', async () => {
  const parent = spawn('sh', ['-c', 'sleep 600 & echo $!; exec tail -f /dev/null'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    const [said] = (await once(parent.stdout, 'data')) as [Buffer];
    const holder = Number(said);
    // Only once the shell has become something that never looks after its children is the killed one left lying.
    while ((await readFile(`/proc/${parent.pid}/comm`, 'utf8')).trim() !== 'tail')
      await new Promise(setImmediate);
    process.kill(holder, 'SIGKILL');
    while (!/\) Z /.test(await readFile(`/proc/${holder}/stat`, 'utf8'))) await new Promise(setImmediate);
    await claimFor(path, holder);
    await expect(claimFor(path)).resolves.toBeUndefined();
  } finally {
    parent.kill('SIGKILL');
  }
});

it('is free when its holder’s process id now belongs to a later process', async () => {
  await writeFile(path, JSON.stringify({ pid: process.ppid, began: 'long ago' }));
  await expect(claimFor(path)).resolves.toBeUndefined();
});

it.each(['', '{"pid":', '{"pid":"1"}', 'null'])('is free when the file says %j', async (text) => {
  await writeFile(path, text);
  await expect(claimFor(path)).resolves.toBeUndefined();
});

it('is let go by its holder alone', async () => {
  await claimFor(path, process.ppid);
  await releaseClaim(path);
  await expect(access(path)).resolves.toBeUndefined();
  await releaseClaim(path, process.ppid);
  await expect(access(path)).rejects.toThrow();
});
