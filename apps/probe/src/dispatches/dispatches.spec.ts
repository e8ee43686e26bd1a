import fs, { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import type { CommandResult, CommandRun } from '@legator/contracts';
import { linkedPair } from '@legator/wire/testing';
import { Executor } from '../execution/executor.js';
import { Journal } from '../journal/journal.js';
import { FakeTicker, PairUplink, aRun, dispatch, until } from '../testing.js';
import { HostTicker } from '../ticker.js';
import { Dispatches, MOST_RUNNING, MOST_WAITING } from './dispatches.js';
import type { Refusal } from './gatekeeper.js';
import { RefusalLog } from './refusal-log.js';

Logger.overrideLogger(false);

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'probe-dispatch-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const counter = () => join(folder, 'counter');
const count = () => readFileSync(counter(), 'utf8').length;
const counting = (over: Partial<CommandRun> = {}) =>
  aRun({ argv: ['sh', '-c', `printf x >> ${counter()}`], ...over });

/** Each call is a probe started anew on the same folder, with a new connection. */
function setup(over: { refuse?: () => Refusal | undefined; journal?: Journal } = {}) {
  const ticker = new FakeTicker();
  const pair = linkedPair();
  pair.greet();
  const journal = over.journal ?? Journal.open(folder, ticker);
  const uplink = new PairUplink(pair);
  const refuse = over.refuse ?? (() => undefined);
  const gatekeeper = { refuse, terms: ({ argv }: CommandRun) => ({ argv }) };
  const executor = new Executor(new HostTicker(), { graceMs: 200, pipeMs: 200 });
  const dispatches = new Dispatches(journal, gatekeeper, executor, new RefusalLog(folder), uplink, ticker);
  const results = () =>
    pair.control.received.filter((body): body is CommandResult => body.kind === 'command.result');
  const kinds = () => pair.control.received.map(({ kind }) => kind).slice(1);
  return { ticker, pair, journal, uplink, dispatches, results, kinds };
}

it('writes down, runs, reports, and forgets once acknowledged', async () => {
  const { dispatches, journal, results, kinds } = setup();
  dispatches.run(aRun({ argv: ['echo', 'hello'] }));
  await until(() => results().length === 1);
  expect(kinds()).toEqual(['command.accepted', 'command.result']);
  expect(results()).toMatchObject([
    { outcome: 'exited', exitCode: 0, stdout: 'hello\n', dispatchId: dispatch(1) },
  ]);
  dispatches.acknowledge([dispatch(1)]);
  expect(journal.waiting()).toEqual([]);
});

it('runs a dispatch once, however often it comes and wherever the probe is restarted', async () => {
  const first = setup();
  for (const _time of [1, 2, 3]) first.dispatches.run(counting());
  await until(() => first.results().length === 1);
  first.dispatches.run(counting());
  expect(first.results().map(({ outcome }) => outcome)).toEqual(['exited', 'exited']);

  const second = setup();
  second.dispatches.run(counting());
  expect(second.results()).toMatchObject([{ outcome: 'exited' }]);
  second.dispatches.acknowledge([dispatch(1)]);

  const third = setup();
  third.dispatches.run(counting());
  expect(third.results()).toMatchObject([{ outcome: 'indeterminate', reason: 'already_ran' }]);
  expect(count()).toBe(1);
});

it('never runs again what was under way when the probe died', () => {
  setup().journal.accept(dispatch(1));
  const { dispatches, results } = setup();
  dispatches.run(counting());
  expect(results()).toMatchObject([{ outcome: 'indeterminate' }]);
  expect(count).toThrow('ENOENT');
});

it('has the dispatch in the journal when the command starts', async () => {
  const { dispatches, results } = setup();
  const path = join(folder, 'dispatches.journal');
  dispatches.run(aRun({ argv: ['cat', path] }));
  await until(() => results().length === 1);
  expect(results()[0]!.stdout).toContain(`"accepted","id":"${dispatch(1)}"`);
});

it('does not run what it cannot write down', () => {
  let full = false;
  const writeSync = ((...args: Parameters<typeof fs.writeSync>) => {
    if (full) throw new Error('no space left on device');
    return fs.writeSync(...args);
  }) as never;
  const journal = Journal.open(folder, new FakeTicker(), undefined, { ...fs, writeSync });
  const { dispatches, results } = setup({ journal });
  full = true;
  dispatches.run(counting());
  expect(results()).toMatchObject([{ outcome: 'refused', reason: 'journal_unwritable' }]);
  expect(count).toThrow('ENOENT');
});

it('reports a refusal, keeps it until acknowledged, and writes it into the local log without the words', () => {
  const refuse = () => ({ reason: 'above_ceiling', message: 'It needs remediate.' });
  const { dispatches, results, journal } = setup({ refuse });
  dispatches.run(counting({ argv: ['rm', '--secret=hunter2'] }));
  expect(results()).toMatchObject([{ outcome: 'refused', exitCode: -1, reason: 'above_ceiling' }]);
  expect(journal.waiting()).toEqual([dispatch(1)]);
  const log = readFileSync(join(folder, 'refusals.log'), 'utf8');
  const why = { reason: 'above_ceiling', policyVersion: 1 };
  expect(JSON.parse(log)).toMatchObject({ ...why, dispatchId: dispatch(1), program: 'rm' });
  expect(log).not.toContain('hunter2');
});

it('does not reconsider what it refused', () => {
  let refusal: Refusal | undefined = { reason: 'above_level', message: 'No.' };
  const { dispatches, results } = setup({ refuse: () => refusal });
  dispatches.run(counting());
  refusal = undefined;
  dispatches.run(counting());
  expect(results().map(({ reason }) => reason)).toEqual(['above_level', 'above_level']);
  expect(count).toThrow('ENOENT');
});

it('lets what is too much at once wait for its turn, and refuses what would wait for ever', async () => {
  const { dispatches, results, journal } = setup();
  const all = MOST_RUNNING + MOST_WAITING;
  for (let n = 1; n <= all + 1; n++) {
    dispatches.run(aRun({ dispatchId: dispatch(n), argv: ['sleep', '300'], timeoutMs: 600_000 }));
  }
  expect(dispatches.running()).toHaveLength(MOST_RUNNING);
  expect(results()).toMatchObject([{ reason: 'busy' }]);
  dispatches.cancel(dispatch(MOST_RUNNING + 1), 'no longer needed');
  expect(results().at(-1)).toMatchObject({ outcome: 'canceled', message: 'no longer needed' });
  await dispatches.stop();
  const waited = results().filter(({ reason }) => reason === 'stopping');
  expect(waited).toHaveLength(MOST_WAITING - 1);
  expect(journal.running()).toEqual([]);
});

it('runs everything that waited, once, also when it is delivered again meanwhile', async () => {
  const { dispatches, results } = setup();
  const frames = Array.from({ length: MOST_RUNNING * 3 }, (_, n) =>
    aRun({ dispatchId: dispatch(n + 1), argv: ['true'] }),
  );
  for (const frame of [...frames, ...frames]) dispatches.run(frame);
  await until(() => results().length >= frames.length);
  expect(results().map(({ outcome }) => outcome)).toEqual(frames.map(() => 'exited'));
});

it('cancels on request, and nothing else', async () => {
  const { dispatches, results } = setup();
  dispatches.run(aRun({ argv: ['sleep', '300'] }));
  dispatches.run(aRun({ argv: ['sleep', '300'], dispatchId: dispatch(2) }));
  dispatches.cancel(dispatch(1), 'by ana');
  await until(() => results().length === 1);
  expect(results()).toMatchObject([{ outcome: 'canceled', message: 'by ana' }]);
  expect(dispatches.running()).toEqual([dispatch(2)]);
  await dispatches.stop();
});

it('never runs what was canceled before it came, even after a restart', async () => {
  const first = setup();
  first.dispatches.cancel(dispatch(1), 'by ana');
  first.dispatches.run(counting());
  expect(first.results().map(({ outcome }) => outcome)).toEqual(['canceled', 'canceled']);

  const second = setup();
  second.dispatches.run(counting());
  expect(second.results()).toMatchObject([{ outcome: 'canceled', message: 'by ana' }]);
  expect(count).toThrow('ENOENT');
});

it('tells again how it ended when a cancel comes too late', async () => {
  const { dispatches, results } = setup();
  dispatches.run(aRun());
  await until(() => results().length === 1);
  dispatches.cancel(dispatch(1), 'by ana');
  dispatches.acknowledge([dispatch(1)]);
  dispatches.cancel(dispatch(1), 'by ana');
  expect(results().map(({ outcome }) => outcome)).toEqual(['exited']);
});

it('forgets what waits when the line is lost: it may be canceled there, and it comes again if not', async () => {
  const { dispatches, results } = setup();
  for (let n = 1; n <= MOST_RUNNING; n++) {
    dispatches.run(aRun({ dispatchId: dispatch(n), argv: ['sleep', '300'], timeoutMs: 600_000 }));
  }
  dispatches.run(counting({ dispatchId: dispatch(99) }));
  dispatches.disconnected();
  dispatches.cancel(dispatch(1), 'to make room');
  await until(() => results().length === 1);
  expect(dispatches.running()).toHaveLength(MOST_RUNNING - 1);
  expect(count).toThrow('ENOENT');
  dispatches.run(counting({ dispatchId: dispatch(99) }));
  await until(() => results().length === 2);
  expect(count()).toBe(1);
  await dispatches.stop();
});

it('drops chunks while the line is slow, and sends the result all the same', async () => {
  const { dispatches, results, kinds, uplink } = setup();
  uplink.congested = true;
  dispatches.run(aRun({ argv: ['echo', 'hello'], stream: true }));
  await until(() => results().length === 1);
  expect(kinds()).toEqual(['command.accepted', 'command.result']);
  uplink.congested = false;
  dispatches.run(aRun({ argv: ['echo', 'hello'], stream: true, dispatchId: dispatch(2) }));
  await until(() => results().length === 2);
  expect(kinds().slice(2)).toEqual(['command.accepted', 'command.chunk', 'command.result']);
});

it('keeps a result that the line lost, and sends it on the next one, at its pace', async () => {
  const first = setup();
  first.dispatches.run(aRun());
  first.dispatches.run(aRun({ dispatchId: dispatch(2) }));
  first.pair.control.close();
  await until(() => first.journal.waiting().length === 2);
  expect(first.results()).toEqual([]);

  const { dispatches, results, uplink, ticker } = setup();
  uplink.congested = true;
  dispatches.resendAll();
  expect(results()).toEqual([]);
  uplink.congested = false;
  ticker.advance(1_000);
  expect(results()).toHaveLength(2);
});

it('sends a result again after a minute without acknowledgement', async () => {
  const { dispatches, results, ticker } = setup();
  dispatches.run(aRun());
  await until(() => results().length === 1);
  ticker.advance(59_000);
  dispatches.tend();
  expect(results()).toHaveLength(1);
  ticker.advance(1_000);
  dispatches.tend();
  expect(results()).toHaveLength(2);
});

it('fits the largest result into one frame', async () => {
  const { dispatches, results, pair } = setup();
  const script =
    'process.stdout.write("\\u0001\\"".repeat(524288)); process.stderr.write("é".repeat(524288))';
  dispatches.run(aRun({ argv: [process.execPath, '-e', script], outputLimit: 1_048_576 }));
  await until(() => results().length === 1);
  expect(results()[0]).toMatchObject({ outcome: 'exited', truncated: true });
  expect(results()[0]!.stderr.length).toBeGreaterThan(200_000);
  const bytes = Buffer.byteLength(pair.texts().at(-1)!.text);
  expect(bytes).toBeGreaterThan(1_040_000);
});
