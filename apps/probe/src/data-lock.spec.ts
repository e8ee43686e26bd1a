import { once } from 'node:events';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { holderOf, lockData } from './data-lock.js';
import { describeStatus } from './status.js';

const make = () => mkdtempSync(join(tmpdir(), 'probe-lock-'));

it('lets no second probe use the folder', () => {
  const folder = make();
  const other = spawn('sleep', ['300']);
  const started = readFileSync(`/proc/${other.pid}/stat`, 'utf8').split(') ')[1]!.split(' ')[19];
  writeFileSync(join(folder, 'probe.lock'), JSON.stringify({ pid: other.pid, started }));
  expect(() => lockData(folder)).toThrow(`process ${other.pid}`);
  expect(describeStatus(folder)).toEqual({ running: true, text: expect.stringContaining('starting') });
  other.kill('SIGKILL');
});

it('takes over from a probe that was killed and whose parent has not looked yet', async () => {
  const folder = make();
  const parent = spawn('sh', ['-c', 'sleep 600 & echo $!; exec tail -f /dev/null'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    const [said] = (await once(parent.stdout, 'data')) as [Buffer];
    const pid = Number(said);
    // Only once the shell has become something that never looks after its children is the killed one left lying.
    while (readFileSync(`/proc/${parent.pid}/comm`, 'utf8').trim() !== 'tail')
      await new Promise(setImmediate);
    process.kill(pid, 'SIGKILL');
    const stat = () => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    while (stat()[0] !== 'Z') await new Promise(setImmediate);
    writeFileSync(join(folder, 'probe.lock'), JSON.stringify({ pid, started: stat()[19] }));
    lockData(folder)();
  } finally {
    parent.kill('SIGKILL');
  }
});

it.each([
  ['a process that is gone', JSON.stringify({ pid: 2 ** 22 + 1, started: '1' })],
  ['another process with the same number', JSON.stringify({ pid: 1, started: 'long ago' })],
  ['half a note', '{"pid"'],
])('takes over from %s, and gives the folder back', (_who, text) => {
  const folder = make();
  writeFileSync(join(folder, 'probe.lock'), text);
  expect(describeStatus(folder)).toEqual({ running: false, text: 'The probe is not running.' });
  const unlock = lockData(folder);
  expect(holderOf(folder)).toMatchObject({ pid: process.pid });
  unlock();
  expect(holderOf(folder)).toBeUndefined();
});
