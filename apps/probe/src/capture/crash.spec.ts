import fs, { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { MAX_FRAME_BYTES, type Capture, type CommandResult, type CommandRun } from '@legator/contracts';
import { linkedPair } from '@legator/wire/testing';
import { Dispatches } from '../dispatches/dispatches.js';
import { RefusalLog } from '../dispatches/refusal-log.js';
import { Executor } from '../execution/executor.js';
import { JOURNAL_LIMITS, Journal } from '../journal/journal.js';
import { FakeTicker, PairUplink, aRun, dispatch, until } from '../testing.js';
import { HostTicker } from '../ticker.js';
import { CaptureReader } from './capture-reader.js';
import { WatchingExecutor } from './watching-executor.js';

Logger.overrideLogger(false);

let folder: string;
let file: string;
let watched: Capture[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'probe-look-'));
  file = join(folder, 'app.txt');
  watched = [{ kind: 'file', name: file }];
  writeFileSync(file, 'one\n');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Each call is a probe started anew on the same folder. */
function setup(limits = {}, disk = fs) {
  const ticker = new HostTicker();
  const pair = linkedPair();
  pair.greet();
  const journal = Journal.open(folder, new FakeTicker(), { ...JOURNAL_LIMITS, ...limits }, disk);
  const executor = new WatchingExecutor(
    new Executor(ticker),
    new CaptureReader(ticker),
    {
      own: () => watched,
      before: (id, side) => journal.before(id, side),
      refused: () => undefined,
    },
    ticker,
  );
  const uplink = new PairUplink(pair);
  const gatekeeper = {
    refuse: () => undefined,
    terms: ({ argv }: CommandRun) => ({ argv }),
  };
  const dispatches = new Dispatches(journal, gatekeeper, executor, new RefusalLog(folder), uplink, ticker);
  const results = () =>
    pair.control.received.filter((body): body is CommandResult => body.kind === 'command.result');
  return { journal, dispatches, results };
}

const change = (script: string) => aRun({ argv: ['sh', '-c', script], capture: watched });

it('reports what was and what became of it', async () => {
  const { dispatches, results } = setup();
  dispatches.run(change(`echo two >> ${file}`));
  await until(() => results().length === 1);
  expect(results()[0]).toMatchObject({
    outcome: 'exited',
    before: { items: [{ name: file, text: 'one\n' }] },
    after: { items: [{ name: file, text: 'one\ntwo\n' }] },
  });
});

it('still knows what was when the probe dies while it runs, also after the journal was written anew', async () => {
  const first = setup({ compactBytes: 1 });
  first.dispatches.run(change(`echo two >> ${file}; sleep 60`));
  await until(() => fs.readFileSync(file, 'utf8') === 'one\ntwo\n');
  first.journal.tend();
  first.journal.tend();
  const second = setup();
  second.dispatches.resendAll();
  expect(second.results()).toMatchObject([
    { outcome: 'indeterminate', before: { items: [{ name: file, text: 'one\n' }] } },
  ]);
  expect(second.results()[0]).not.toHaveProperty('after');
  await first.dispatches.stop();
});

it('says nothing of before when the probe dies while it looks, and does not run it again', async () => {
  setup().journal.accept(dispatch(1));
  const { dispatches, results } = setup();
  dispatches.run(change(`echo two >> ${file}`));
  expect(results()).toMatchObject([{ outcome: 'indeterminate' }]);
  expect(results()[0]).not.toHaveProperty('before');
  expect(fs.readFileSync(file, 'utf8')).toBe('one\n');
});

it('runs although the disk does not take what it saw', async () => {
  let full = false;
  const disk = {
    ...fs,
    writeSync: ((...args: Parameters<typeof fs.writeSync>) => {
      if (full) throw new Error('ENOSPC');
      return fs.writeSync(...args);
    }) as typeof fs.writeSync,
  };
  const { dispatches, results, journal } = setup({}, disk as typeof fs);
  const accept = journal.accept.bind(journal);
  journal.accept = (id) => {
    accept(id);
    full = true;
  };
  dispatches.run(change(`echo two >> ${file}`));
  await until(() => results().length === 1);
  expect(results()[0]).toMatchObject({ outcome: 'exited', before: { items: [{ text: 'one\n' }] } });
});

it('fits into one frame beside the largest output', async () => {
  writeFileSync(file, '\u0001"'.repeat(30_000));
  const { dispatches, results } = setup();
  dispatches.run({ ...change('head -c 1048576 /dev/zero'), outputLimit: 1024 * 1024 });
  await until(() => results().length === 1);
  const [result] = results();
  expect(result).toMatchObject({ outcome: 'exited', truncated: true });
  expect(Buffer.byteLength(JSON.stringify(JSON.stringify(result)))).toBeLessThan(MAX_FRAME_BYTES);
});
