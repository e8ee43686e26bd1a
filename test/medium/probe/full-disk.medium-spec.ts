import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockData } from '../../../apps/probe/src/data-lock.js';
import { RefusalLog } from '../../../apps/probe/src/dispatches/refusal-log.js';
import { Journal } from '../../../apps/probe/src/journal/journal.js';
import { Reserve } from '../../../apps/probe/src/journal/reserve.js';
import { StateFile } from '../../../apps/probe/src/state-file.js';
import { FakeTicker, aResult, dispatch } from '../../../apps/probe/src/testing.js';

const folder = mkdtempSync(join(tmpdir(), 'legator-full-'));
const state = {
  ...{ pid: 1, version: '0.1.0', probe_id: 'p', server_url: 'http://a', protocol: 2, ceiling: 'observe' },
  ...{ level: 'observe', started_at: '', connected_since: null, last_welcome: null, running: [] },
  ...{ unacknowledged: 0, trouble: null },
};
let why: string | undefined;

beforeAll(() => {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'legator-full', folder], { stdio: 'pipe' });
  } catch (error) {
    why = (error as Error).message;
    process.stderr.write(`\nSKIPPED: NOTHING IS KNOWN OF FULL DISKS, since here ${why}\n\n`);
  }
});
afterAll(() => {
  if (!why) execFileSync('umount', ['-l', folder]);
  rmSync(folder, { recursive: true, force: true });
});

function fillDisk(): void {
  for (let length = 1024 * 1024; length > 0; length = length >> 1) {
    try {
      for (;;) appendFileSync(join(folder, 'log'), Buffer.alloc(length, 'x'));
    } catch {
      // Smaller pieces may still fit.
    }
  }
}

it('runs, refuses, starts anew and tells its status on a disk that is full, and recovers when it is not', () => {
  if (why) return;
  const reserve = new Reserve(folder);
  reserve.fill();
  const journal = Journal.open(folder, new FakeTicker(), undefined, undefined, reserve);
  const notes = new StateFile(folder);
  notes.write(state);
  fillDisk();
  expect(() => appendFileSync(join(folder, 'log'), Buffer.alloc(4_096))).toThrow('ENOSPC');

  for (let n = 1; n <= 20; n++) {
    journal.accept(dispatch(n));
    journal.finish(dispatch(n), aResult({ dispatchId: dispatch(n), stdout: 'x'.repeat(1_000) }));
    fillDisk();
  }
  expect(journal.unwritable).toBeUndefined();
  const refused = { reason: 'above_ceiling', message: 'It needs more.' };
  expect(new RefusalLog(folder, undefined, reserve).write(new Date(), refused)).toBe(true);
  fillDisk();
  notes.write({ ...state, trouble: 'the disk is full' });
  expect(new StateFile(folder).read()).toMatchObject({ trouble: 'the disk is full' });

  journal.close();
  new Reserve(folder).use(() => lockData(folder))();
  const again = new Reserve(folder);
  const second = Journal.open(folder, new FakeTicker(), undefined, undefined, again);
  expect(second.waiting()).toHaveLength(20);
  second.accept(dispatch(21));

  rmSync(join(folder, 'log'));
  second.tend();
  expect(statSync(join(folder, 'reserve')).size).toBe(1024 * 1024);
  expect(
    readFileSync(join(folder, 'refusals.log'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).reason),
  ).toEqual(['above_ceiling']);
  second.close();
});
