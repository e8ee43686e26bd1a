import type { Capture, CapturedSide, CommandRun } from '@legator/contracts';
import type { Run, RunEnd } from '../execution/executor.js';
import { FakeTicker, aRun } from '../testing.js';
import { WatchingExecutor } from './watching-executor.js';

const MOTD: Capture = { kind: 'file', name: '/etc/motd' };
const REQUEST = { argv: ['true'], timeoutMs: 1_000, outputLimit: 1_000 };

/** A run that ends when told, on a host where the file has a new version at each look. */
function setup({ own = [MOTD], state = 'present' }: { own?: Capture[]; state?: 'present' | 'unread' } = {}) {
  const said: string[] = [];
  const ticker = new FakeTicker();
  let looks = 0;
  let end!: (end: RunEnd) => void;
  const side = (things: readonly Capture[]): CapturedSide => ({
    at: ticker.now().toISOString(),
    items: things.map(({ kind, name }) => ({ kind, name, state, facts: { sha256: String(looks) } })),
  });
  const reader = {
    read: (things: readonly Capture[]) => {
      looks += 1;
      said.push(`look ${looks}`);
      return Promise.resolve(side(things));
    },
  };
  const run: Run = {
    done: new Promise((resolve) => (end = resolve)),
    cancel: (why) => said.push(`cancel ${why}`),
  };
  const starter = {
    start: () => {
      said.push('start');
      return run;
    },
  };
  const watchers = {
    own: () => own,
    before: (id: string) => void said.push(`kept ${id.slice(-1)}`),
    refused: (_frame: CommandRun, { reason }: { reason: string }) => void said.push(`refused ${reason}`),
  };
  const executor = new WatchingExecutor(starter, reader, watchers, ticker);
  const start = (capture: Capture[] | undefined) => executor.start({ ...REQUEST, watch: aRun({ capture }) });
  const finish = () =>
    end({
      outcome: 'exited',
      exitCode: 0,
      stdout: 'ok',
      stderr: '',
      truncated: false,
      durationMs: 1,
      startedAt: ticker.now(),
      endedAt: ticker.now(),
      contained: false,
    });
  return { said, start, finish };
}

it('looks before it starts, keeps that, and looks again when it ended', async () => {
  const { said, start, finish } = setup();
  const run = start([MOTD]);
  finish();
  expect(await run.done).toMatchObject({
    outcome: 'exited',
    stdout: 'ok',
    before: { items: [{ name: '/etc/motd', facts: { sha256: '1' } }] },
    after: { items: [{ name: '/etc/motd', facts: { sha256: '2' } }] },
  });
  expect(said).toEqual(['look 1', 'kept 1', 'start', 'look 2']);
});

it.each([[undefined], [[]]])('starts at once where nothing is asked for (%j)', (capture) => {
  const { said, start } = setup();
  start(capture);
  expect(said).toEqual(['start']);
});

it('reads nothing that it does not find in the command itself, whoever asks', async () => {
  const { start, finish } = setup({ own: [MOTD] });
  const run = start([{ kind: 'file', name: '/srv/other' }, MOTD]);
  finish();
  const { before } = await run.done;
  expect(before!.items).toMatchObject([
    { name: '/etc/motd', state: 'present' },
    { name: '/srv/other', state: 'unread', why: 'this host does not find it in the command' },
  ]);
});

it('runs although nothing could be read', async () => {
  const { start, finish } = setup({ state: 'unread' });
  const run = start([MOTD]);
  finish();
  expect(await run.done).toMatchObject({ outcome: 'exited' });
});

it('never starts what was canceled while it looked', async () => {
  const { said, start } = setup();
  const run = start([MOTD]);
  run.cancel('changed my mind');
  expect(await run.done).toMatchObject({ outcome: 'canceled', exitCode: -1, message: 'changed my mind' });
  expect(said).toEqual(['look 1']);
});

it('hands a later cancel on', async () => {
  const { said, start, finish } = setup();
  const run = start([MOTD]);
  while (!said.includes('start')) await Promise.resolve();
  run.cancel('enough');
  finish();
  await run.done;
  expect(said).toContain('cancel enough');
});

const expecting = (facts: Record<string, string>, state: 'present' | 'absent' = 'present'): Capture[] => [
  { ...MOTD, expect: { state, facts } },
];

it('runs what expects a thing as it is', async () => {
  const { start, finish } = setup();
  const run = start(expecting({ sha256: '1' }));
  finish();
  expect(await run.done).toMatchObject({ outcome: 'exited' });
});

it.each([
  ['another hash', {}, expecting({ sha256: '7' }), 'sha256 is 1, not 7'],
  ['a fact that is not there', {}, expecting({ mode: '0644' }), 'mode is not known, not 0644'],
  ['a thing that should be gone', {}, expecting({}, 'absent'), 'it is there again'],
  ['what cannot be read', { state: 'unread' as const }, expecting({ sha256: '1' }), 'it could not be read'],
  ['what it may not look at', { own: [] }, expecting({ sha256: '1' }), 'does not find it in the command'],
])('refuses %s and never starts', async (_what, over, capture, why) => {
  const { said, start } = setup(over);
  const end = await start(capture).done;
  expect(end).toMatchObject({ outcome: 'refused', reason: 'changed_since', exitCode: -1 });
  expect(end.message).toContain(why);
  expect(said).toEqual(['look 1', 'refused changed_since']);
});
