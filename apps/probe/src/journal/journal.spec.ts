import fs, { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeTicker, aResult, dispatch } from '../testing.js';
import { JOURNAL_LIMITS, Journal, type JournalLimits } from './journal.js';
import type { Disk } from './journal-file.js';

let folder: string;
let path: string;
const ticker = new FakeTicker();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'probe-journal-'));
  path = join(folder, 'dispatches.journal');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (limits: Partial<JournalLimits> = {}, disk: Disk = fs) =>
  Journal.open(folder, ticker, { ...JOURNAL_LIMITS, ...limits }, disk);

/** As after a kill: nothing is closed, the file is read again. */
const reopen = (limits: Partial<JournalLimits> = {}) => open(limits);

function finished(journal: Journal, n: number, stdout = 'out') {
  journal.accept(dispatch(n));
  journal.finish(dispatch(n), aResult({ dispatchId: dispatch(n), stdout }));
}

it('remembers a result across a restart until it is acknowledged, and the id after that', () => {
  finished(open(), 1);
  const second = reopen();
  expect(second.lookup(dispatch(1))).toMatchObject({ state: 'finished', result: { stdout: 'out' } });
  expect(second.waiting()).toEqual([dispatch(1)]);
  second.acknowledge(dispatch(1));
  const third = reopen();
  expect(third.lookup(dispatch(1)).state).toBe('acked');
  expect(third.waiting()).toEqual([]);
  expect(() => third.accept(dispatch(1))).toThrow('known already');
});

it('calls what was accepted and never finished indeterminate, once and for all', () => {
  open().accept(dispatch(1));
  for (const journal of [reopen(), reopen()]) {
    expect(journal.lookup(dispatch(1))).toMatchObject({
      state: 'finished',
      result: { outcome: 'indeterminate', exitCode: -1 },
    });
    expect(() => journal.accept(dispatch(1))).toThrow('known already');
  }
});

it('keeps the first end of a dispatch', () => {
  const journal = open();
  finished(journal, 1, 'first');
  journal.finish(dispatch(1), aResult({ dispatchId: dispatch(1), stdout: 'second' }));
  expect(reopen().lookup(dispatch(1))).toMatchObject({ result: { stdout: 'first' } });
});

it('has the id on the disk before accept returns', () => {
  const calls: string[] = [];
  const disk: Disk = {
    ...fs,
    writeSync: ((...args: Parameters<typeof fs.writeSync>) => (
      calls.push('write'),
      fs.writeSync(...args)
    )) as never,
    fdatasyncSync: (fd) => (calls.push('sync'), fs.fdatasyncSync(fd)),
  };
  const journal = open({}, disk);
  calls.length = 0;
  journal.accept(dispatch(1));
  expect(calls).toEqual(['write', 'sync']);
});

it.each([1, 5, 40])('drops a last record that lost its final %d bytes', (lost) => {
  const journal = open();
  finished(journal, 1);
  const whole = statSync(path).size;
  journal.accept(dispatch(2));
  fs.truncateSync(path, statSync(path).size - lost);
  const after = reopen();
  expect(after.trouble).toBeUndefined();
  expect(after.lookup(dispatch(1)).state).toBe('finished');
  expect(after.lookup(dispatch(2)).state).toBe('unknown');
  expect(statSync(path).size).toBe(whole);
});

it('drops blocks of zeros at the end, as a power cut leaves them', () => {
  finished(open(), 1);
  appendFileSync(path, Buffer.alloc(300));
  const journal = reopen();
  expect(journal.trouble).toBeUndefined();
  finished(journal, 2);
  expect(reopen().waiting()).toEqual([dispatch(1), dispatch(2)]);
});

it('accepts nothing any more when any bit in the middle has flipped, and keeps what is readable', () => {
  const journal = open();
  for (const n of [1, 2, 3]) finished(journal, n);
  const good = readFileSync(path);
  // The newline of the last record is its end: without it, it is torn, not corrupt.
  for (let at = 0; at < good.length - 1; at += 7) {
    const bad = Buffer.from(good);
    bad[at]! ^= 1 << (at % 8);
    writeFileSync(path, bad);
    const after = reopen();
    expect(after.trouble).toMatchObject({ reason: 'journal_corrupt' });
    expect(() => after.accept(dispatch(9))).toThrow('damaged');
    expect(after.waiting().length).toBeGreaterThan(0);
    expect(readFileSync(path)).toEqual(bad);
  }
});

it('refuses while the disk is full, and goes on when there is space again', () => {
  let full = false;
  const disk: Disk = {
    ...fs,
    writeSync: ((fd: number, data: Buffer, at: number, length: number) => {
      if (!full) return fs.writeSync(fd, data, at, length);
      if (length <= 10) throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
      return fs.writeSync(fd, data, at, 10);
    }) as never,
  };
  const journal = open({}, disk);
  journal.accept(dispatch(1));
  full = true;
  expect(() => journal.accept(dispatch(2))).toThrow('no space');
  journal.finish(dispatch(1), aResult({ dispatchId: dispatch(1), stdout: 'x'.repeat(100) }));
  expect(journal.lookup(dispatch(1))).toMatchObject({ state: 'finished' });
  full = false;
  journal.tend();
  journal.accept(dispatch(2));
  const after = reopen();
  expect(after.trouble).toBeUndefined();
  expect(after.lookup(dispatch(1))).toMatchObject({ result: { outcome: 'exited' } });
  expect(after.lookup(dispatch(2))).toMatchObject({ result: { outcome: 'indeterminate' } });
});

it('trusts nothing any more after a failed sync', () => {
  let failing = false;
  const disk: Disk = {
    ...fs,
    fdatasyncSync: (fd) => {
      if (failing) throw new Error('input/output error');
      fs.fdatasyncSync(fd);
    },
  };
  const journal = open({}, disk);
  failing = true;
  expect(() => journal.accept(dispatch(1))).toThrow('input/output');
  failing = false;
  expect(() => journal.accept(dispatch(2))).toThrow('broke earlier');
});

it('shrinks, and forgets neither waiting results nor acknowledged ids', () => {
  const journal = open({ compactBytes: 20_000 });
  for (let n = 1; n <= 20; n++) finished(journal, n, 'x'.repeat(2_000));
  for (let n = 1; n <= 18; n++) journal.acknowledge(dispatch(n));
  journal.accept(dispatch(21));
  const before = statSync(path).size;
  journal.tend();
  expect(statSync(path).size).toBeLessThan(before / 3);
  finished(journal, 22);
  expect(journal.running()).toEqual([dispatch(21)]);
  const after = reopen();
  expect(after.lookup(dispatch(18)).state).toBe('acked');
  expect(after.lookup(dispatch(19))).toMatchObject({ result: { stdout: 'x'.repeat(2_000) } });
  expect(after.waiting()).toEqual([dispatch(19), dispatch(20), dispatch(22), dispatch(21)]);
});

it('forgets an acknowledged id only when it is old and there are many younger ones', () => {
  const journal = open({ compactBytes: 1, rememberIds: 2 });
  const acked = (n: number) => (finished(journal, n), journal.acknowledge(dispatch(n)));
  for (const n of [1, 2, 3]) acked(n);
  journal.tend();
  expect(journal.lookup(dispatch(1)).state).toBe('acked');
  ticker.advance(JOURNAL_LIMITS.rememberMs + 1);
  acked(4);
  journal.tend();
  expect([1, 2, 3, 4].map((n) => journal.lookup(dispatch(n)).state)).toEqual([
    'unknown',
    'unknown',
    'acked',
    'acked',
  ]);
});

it('accepts nothing while too many results wait', () => {
  const journal = open({ waiting: 2 });
  finished(journal, 1);
  finished(journal, 2);
  expect(journal.trouble).toMatchObject({ reason: 'journal_full' });
  expect(() => journal.accept(dispatch(3))).toThrow('wait');
  journal.acknowledge(dispatch(1));
  journal.accept(dispatch(3));
});

it('is readable by its owner alone', () => {
  open();
  expect(statSync(path).mode & 0o777).toBe(0o600);
});
