import fs, { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeTicker, aResult, dispatch } from '../testing.js';
import { JOURNAL_LIMITS, Journal } from './journal.js';
import type { Disk } from './journal-file.js';
import { Reserve, SLICE } from './reserve.js';

const MEBIBYTE = 1024 * 1024;
let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'probe-reserve-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const size = () => statSync(join(folder, 'reserve')).size;
const full = () => Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });

/** A disk that has exactly what the reserve has given up; whatever is freed besides is somebody else's at once. */
function fullDisk() {
  const whole = size();
  let used = 0;
  const disk: Disk & { isFull: boolean } = {
    ...fs,
    isFull: true,
    writeSync: ((fd: number, data: Buffer, at: number, length: number) => {
      if (disk.isFull && used + length > whole - size()) throw full();
      if (disk.isFull) used += length;
      return fs.writeSync(fd, data, at, length);
    }) as never,
  };
  return disk;
}

function aFullHost(kept = MEBIBYTE) {
  fs.writeFileSync(join(folder, 'reserve'), Buffer.alloc(kept));
  const reserve = new Reserve(folder);
  const disk = fullDisk();
  disk.isFull = false;
  const journal = Journal.open(folder, new FakeTicker(), JOURNAL_LIMITS, disk, reserve);
  disk.isFull = true;
  return { disk, journal, reserve };
}

it('is really allocated, and readable by its owner alone', () => {
  new Reserve(folder).fill();
  const { blocks, mode } = statSync(join(folder, 'reserve'));
  expect([size(), blocks * 512 >= MEBIBYTE, mode & 0o777]).toEqual([MEBIBYTE, true, 0o600]);
});

it('writes down what runs on a full disk, and how it ended, and so runs it once', () => {
  const { journal } = aFullHost();
  journal.accept(dispatch(1));
  journal.finish(dispatch(1), aResult({ dispatchId: dispatch(1), stdout: 'x'.repeat(5_000) }));
  expect(journal.unwritable).toBeUndefined();
  expect(size()).toBe(MEBIBYTE - SLICE);
  const after = Journal.open(folder, new FakeTicker());
  expect(after.lookup(dispatch(1))).toMatchObject({ state: 'finished', result: { outcome: 'exited' } });
  expect(() => after.accept(dispatch(1))).toThrow('known already');
});

it('keeps half of it for ids, whatever results and refusals there are', () => {
  const { journal, reserve } = aFullHost();
  for (let n = 1; n <= 100; n++)
    journal.finish(dispatch(n), aResult({ dispatchId: dispatch(n), stdout: 'x'.repeat(20_000) }));
  expect(size()).toBe(MEBIBYTE / 2);
  expect(() =>
    reserve.use(() => {
      throw full();
    }, 'others'),
  ).toThrow('no space');
  for (let n = 101; n <= 500; n++) journal.accept(dispatch(n));
  expect(size()).toBe(MEBIBYTE / 2 - SLICE);
});

it('gives nothing to a result that could take all of it', () => {
  const { journal } = aFullHost();
  journal.accept(dispatch(1));
  const before = size();
  journal.finish(dispatch(1), aResult({ dispatchId: dispatch(1), stdout: 'x'.repeat(200_000) }));
  expect(size()).toBe(before);
  expect(journal.unwritable).toContain('no space left');
});

it('is used up some day: then nothing runs, as it cannot be written down, and the probe says so', () => {
  const { journal, disk } = aFullHost(0);
  expect(() => journal.accept(dispatch(1))).toThrow('no space');
  expect(journal.lookup(dispatch(1)).state).toBe('unknown');
  expect(journal.unwritable).toContain('no space left');
  disk.isFull = false;
  journal.tend();
  expect(journal.unwritable).toBeUndefined();
});

it('is whole again once there is room, and never takes the last of it', () => {
  const reserve = new Reserve(folder);
  reserve.fill();
  expect(() =>
    reserve.use(() => {
      throw full();
    }),
  ).toThrow('no space');
  expect(size()).toBe(MEBIBYTE - SLICE);
  const statfs = jest.spyOn(fs, 'statfsSync');
  statfs.mockReturnValueOnce({ bavail: 2 * 256, bsize: 4_096 } as never);
  reserve.fill();
  expect(size()).toBe(MEBIBYTE - SLICE);
  reserve.fill();
  expect(size()).toBe(MEBIBYTE);
  statfs.mockRestore();
});

it('is given up for a full disk alone', () => {
  const reserve = new Reserve(folder);
  reserve.fill();
  expect(() =>
    reserve.use(() => {
      throw new Error('input/output error');
    }),
  ).toThrow('input/output');
  expect(size()).toBe(MEBIBYTE);
});
