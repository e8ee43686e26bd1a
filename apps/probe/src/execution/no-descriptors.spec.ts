import { spawnSync, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import { HostTicker } from '../ticker.js';
import { Executor, type RunRequest, type RunSandbox } from './executor.js';
import { HostLook } from './host-look.js';
import { launch, launchContained } from './launch.js';
import { answer } from './open-input.js';

/** Of this process; children begin with it. */
const allowed = (limit: string) =>
  spawnSync('prlimit', ['--pid', String(process.pid), `--nofile=${limit}:`]).status === 0;
const before = spawnSync('sh', ['-c', 'ulimit -n'], { encoding: 'utf8' }).stdout.trim();
const FEW = 4_096;
const possible = process.platform === 'linux' && allowed(before);
if (!possible) process.stderr.write('SKIPPED: no limit can be set here, so DESCRIPTORS ARE LEFT\n');
const without = possible ? it : it.skip;

/** Does something while this process can open nothing more. */
async function withNoneLeft<T>(work: () => Promise<T>): Promise<T> {
  const held: number[] = [];
  allowed(String(FEW));
  try {
    expect(() => {
      for (;;) held.push(openSync('/dev/null', 'r'));
    }).toThrow('EMFILE');
    return await work();
  } finally {
    held.forEach((one) => closeSync(one));
    allowed(before);
  }
}

const sandbox: RunSandbox = {
  contain: (argv) => ({ argv, filter: Buffer.from('filter') }),
  check: () => Promise.resolve(),
};
const start = (argv: string[], over: Partial<RunRequest> = {}) => {
  const executor = new Executor(new HostTicker(), { graceMs: 200, pipeMs: 200 }, sandbox);
  return executor.start({ argv, timeoutMs: 20_000, outputLimit: 1_000, ...over }).done;
};
const asked = (child: ChildProcess) => {
  answer(child, '/etc/passwd', () => false);
  return child;
};
/** Comes after whatever nobody listened to would have ended this process. */
const settled = async (work: Promise<unknown>) => {
  const [result] = await Promise.allSettled([work]);
  for (let n = 0; n < 3; n++) await turn();
  return result;
};

without.each<[string, string[], Partial<RunRequest>]>([
  ['beside the sandbox', ['true'], {}],
  ['in the sandbox', ['true'], { contained: 'observe' }],
  ['after a look at where it is', ['/opt/none/program'], {}],
])('does not start a command, and says why: %s', async (_where, argv, over) => {
  const end = await withNoneLeft(() => settled(start(argv, over)));
  const message = expect.stringMatching(/^could not be started: spawn .* EMFILE$/);
  expect(end).toMatchObject({ value: { outcome: 'not_started', exitCode: -1, message } });
});

without('ends a look at what is there', async () => {
  const end = await withNoneLeft(() => settled(new HostLook().exist(['etc/passwd'])));
  expect(end).toMatchObject({ status: 'rejected', reason: { code: 'EMFILE' } });
});

without.each<[string, () => ChildProcess]>([
  ['alone', () => launch(['true'], 'ignore')],
  [
    'with a filter',
    () => launchContained({ argv: ['true'], filter: Buffer.of() }, ['ignore', 'pipe', 'pipe']),
  ],
  ['with a question', () => asked(launch(['true'], ['ignore', 'pipe', 'pipe', 'pipe']))],
])('minds nobody who does not listen for it: %s', async (_what, starting) => {
  const end = await withNoneLeft(() => settled((async () => starting().pid)()));
  expect(end).toEqual({ status: 'fulfilled', value: undefined });
});
