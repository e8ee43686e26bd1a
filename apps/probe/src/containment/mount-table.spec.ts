import { spawnSync } from 'node:child_process';
import { loadReaders, planOf } from '@legator/shell';
import { Executor } from '../execution/executor.js';
import { HostTicker } from '../ticker.js';
import { Containment } from './containment.js';
import { tellsOfMounts } from './mount-table.js';

it.each([
  [['mount']],
  [['mount', '-l']],
  [['cat', '/proc/mounts']],
  [['grep', '-w', 'ro', '/proc/self/mountinfo']],
])('%j tells how the host is mounted', (argv) => {
  expect(tellsOfMounts(argv)).toBe(true);
});

it('looks at the file that is read as well', () => {
  expect(tellsOfMounts(['wc', '-l'], '/proc/mounts')).toBe(true);
  expect(tellsOfMounts(['wc', '-l'], '/etc/hosts')).toBe(false);
  expect(tellsOfMounts(['sort'], '/proc/mounts')).toBe(false);
});

it.each([
  [['mount', '-o', 'remount,rw', '/']],
  [['mount', '/dev/sdb1']],
  [['cat', '/etc/hosts']],
  [['sort', '--compress-program=sh', '/proc/mounts']],
  [['sh', '-c', 'mount', '/proc/mounts']],
  [['/tmp/mount']],
  [['nothing-of-that-name', '/proc/mounts']],
  [[]],
])('%j stays in the sandbox, whatever it names', (argv) => {
  expect(tellsOfMounts(argv)).toBe(false);
});

beforeAll(() => loadReaders(), 60_000);

const possible = spawnSync('bwrap', ['--ro-bind', '/', '/', 'true']).status === 0;
if (!possible)
  process.stderr.write('SKIPPED: bubblewrap does not work here, so NOBODY LOOKS at what runs beside it\n');

(possible ? it : it.skip)('says what the host says, and that it was not contained', async () => {
  const containment = new Containment([]);
  await containment.check();
  expect(containment.whyNot).toBeUndefined();
  const executor = new Executor(new HostTicker(), undefined, containment);
  const run = (argv: string[], contained?: 'observe') =>
    executor.start({ argv, contained, timeoutMs: 10_000, outputLimit: 100_000 }).done;
  const [held, free] = [await run(['cat', '/proc/mounts'], 'observe'), await run(['cat', '/proc/mounts'])];
  expect(held.stdout).toBe(free.stdout);
  expect(held.contained).toBe(false);
  const plan = planOf('cat < /proc/mounts')!;
  const request = { argv: ['sh'], plan, contained: 'observe' as const };
  const read = await executor.start({ ...request, timeoutMs: 10_000, outputLimit: 100_000 }).done;
  expect(read).toMatchObject({ stdout: free.stdout, contained: false, exitCode: 0 });
  expect((await run(['cat', '/etc/hosts'], 'observe')).contained).toBe(true);
  containment.stop();
});
