import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { loadReaders, planOf } from '@legator/shell';
import { CaptureReader } from '../capture/capture-reader.js';
import { Containment } from '../containment/containment.js';
import { tellsOfMounts } from '../containment/mount-table.js';
import { until } from '../testing.js';
import { HostTicker } from '../ticker.js';
import { Executor, type RunRequest } from './executor.js';

Logger.overrideLogger(false);

/** A file system that nobody answers for, as when a file server is gone; it fails at last, so that this spec ends. */
const HOLD =
  'exec 3<>/dev/fuse && mount -i -t fuse -o fd=3,rootmode=40000,user_id=0,group_id=0,allow_other none "$0"';

const folder = mkdtempSync(join(tmpdir(), 'probe-hung-'));
let holder: ChildProcess;
const containment = new Containment([]);
const isMounted = () => readFileSync('/proc/mounts', 'utf8').includes(` ${folder} fuse `);
const possible =
  process.getuid?.() === 0 &&
  spawnSync('sh', ['-c', `${HOLD} && umount -l "$0"`, folder], { stdio: 'ignore' }).status === 0;
if (!possible) process.stderr.write('SKIPPED: nothing can be mounted here, so NOTHING HANGS\n');
const hanging = possible ? it : it.skip;

beforeAll(async () => {
  await loadReaders();
  await containment.check();
  if (!possible) return;
  holder = spawn('sh', ['-c', `${HOLD} && exec sleep 30`, folder], { stdio: 'ignore' });
  await until(isMounted);
}, 60_000);
afterAll(() => {
  if (possible) spawnSync('umount', ['-l', folder]);
  holder?.kill('SIGKILL');
  rmdirSync(folder);
  containment.stop();
});

const executor = new Executor(new HostTicker(), { graceMs: 200, pipeMs: 200 }, containment);
const run = (text: string, over: Partial<RunRequest> = {}) => {
  const plan = planOf(text.replaceAll('@', folder));
  if (!plan) throw new Error(`There is no plan for: ${text}`);
  return executor.start({ argv: ['sh'], plan, timeoutMs: 400, outputLimit: 1_000, ...over });
};

describe.each(['beside the sandbox', 'in the sandbox'])('%s', (where) => {
  const contained = where === 'in the sandbox' && containment ? ('observe' as const) : undefined;

  hanging.each(['head < @/app.log', '@/bin/program', 'ls @/*', '{ cat @/a; echo b; } | wc -l'])(
    'ends in its time what reaches for a place that never answers, and does all else meanwhile: %s',
    async (text) => {
      if (contained && !containment.works) return;
      const end = await run(text, { contained }).done;
      expect(end).toMatchObject({ outcome: 'timed_out', exitCode: -1 });
      // Whoever stands still goes on when the place fails at last.
      expect(end.durationMs).toBeLessThan(15_000);
    },
  );
});

hanging('starts one program of such a place in the same way', async () => {
  const argv = [`${folder}/bin/program`, 'word'];
  const request = { argv, timeoutMs: 400, outputLimit: 1_000 };
  expect(await executor.start(request).done).toMatchObject({ outcome: 'timed_out' });
});

hanging('keeps no thread waiting, however many look there', async () => {
  const runs = Array.from({ length: 8 }, () => run('ls @/* @/*/b'));
  const ends = await Promise.all(runs.map(({ done }) => done));
  expect(ends.map(({ outcome }) => outcome)).toEqual(Array(8).fill('timed_out'));
  expect(await readFile('/proc/self/comm', 'utf8')).not.toBe('');
});

hanging('keeps threads free, however many of its files are looked at before a change', async () => {
  const reader = new CaptureReader(new HostTicker(), undefined, 300);
  const files = Array.from({ length: 6 }, (_, n) => ({ kind: 'file' as const, name: `${folder}/${n}` }));
  const { items } = await reader.read(files);
  expect(items.map(({ state }) => state)).toEqual(files.map(() => 'unread'));
  expect(await readFile('/proc/self/comm', 'utf8')).not.toBe('');
});

hanging('does not go there to judge', () => {
  expect(tellsOfMounts([`${folder}/mount`])).toBe(false);
});
