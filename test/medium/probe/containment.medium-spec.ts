import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { Containment } from '../../../apps/probe/src/containment/containment.js';
import { Executor } from '../../../apps/probe/src/execution/executor.js';
import type { RunEnd } from '../../../apps/probe/src/execution/executor.js';
import { HostTicker } from '../../../apps/probe/src/ticker.js';
import { DisposableHost } from '../../support/disposable-host.js';
import { eventually } from '../../support/spine.js';

Logger.overrideLogger(false);
jest.setTimeout(900_000);

/** One in so many rows of the corpus; `npm run soak` tries all of them. */
const EVERY = Number(process.env['LEGATOR_CONTAINED_EVERY'] ?? 6);
const AT_ONCE = 6;

const rows = ['linux-bypass', 'linux-destructive', 'linux-remediate']
  .flatMap((name) =>
    readFileSync(join(__dirname, `../../corpus/${name}.jsonl`), 'utf8')
      .trim()
      .split('\n'),
  )
  .map((text) => (JSON.parse(text) as { command: string }).command)
  // No program can be given a NUL.
  .filter((command, i) => i % EVERY === 0 && !command.includes('\0'));

const containment = new Containment([]);
const host = new DisposableHost();
let why: string | undefined;

beforeAll(async () => {
  if (process.getuid?.() !== 0) why = 'it needs root';
  else {
    await containment.check();
    why = containment.whyNot;
    if (!why) await host.start().catch((error: Error) => (why = error.message));
  }
  if (why) process.stderr.write(`\nSKIPPED: NOTHING IS KNOWN OF THE SANDBOX ALONE, since here ${why}\n\n`);
});
afterAll(() => host.stop());

/** No judgement is asked: each line goes to a shell on the disposable host, in the sandbox or beside it. */
function executor(contained: boolean): Executor {
  return new Executor(
    new HostTicker(),
    { graceMs: 100, pipeMs: 100 },
    {
      contain: (argv, level, timeoutMs) => {
        // What is started here is a shell, and that is always held.
        const held = containment.contain(argv, level, timeoutMs)!;
        return { ...held, argv: host.within(contained ? held.argv : argv) };
      },
      check: () => Promise.resolve(),
    },
  );
}

function run(command: string, contained = true): Promise<RunEnd> {
  return executor(contained).start({
    argv: ['bash', '-c', command],
    contained: 'observe',
    timeoutMs: 2_000,
    outputLimit: 4_096,
  }).done;
}

it('changes nothing with whatever is known to do harm, though nobody judges it', async () => {
  if (why) return;
  const before = host.state();
  const clock = Date.now() - performance.now();
  const queue = [...rows];
  const unheld: string[] = [];
  const turn = async () => {
    for (let command = queue.shift(); command !== undefined; command = queue.shift()) {
      const end = await run(command);
      if (!end.contained || end.outcome === 'not_started') unheld.push(command);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, turn));
  expect(unheld).toEqual([]);
  // What was killed last is gone once the kernel came to it.
  await eventually(() => expect(host.state()).toEqual(before));
  expect(Math.abs(Date.now() - performance.now() - clock)).toBeLessThan(1_000);
  expect(before.files).toEqual([]);
});

it('would be noticed: beside the sandbox the same lines change files, mounts, processes and network', async () => {
  if (why) return;
  const before = host.state();
  await run(
    'rm -f /srv/www/index.html; mount -t tmpfs none /mnt; hostname other; ip addr add 10.9.8.7/32 dev lo',
    false,
  );
  await run(
    'pkill -u nobody sleep; ping -c 1 -W 1 10.9.8.7; curl -s --max-time 1 --unix-socket /run/docker.sock http://x/',
    false,
  );
  const after = host.state();
  const differing = Object.keys(before).filter(
    (key) =>
      JSON.stringify(before[key as keyof typeof before]) !== JSON.stringify(after[key as keyof typeof after]),
  );
  expect(differing).toEqual(
    expect.arrayContaining(['files', 'mounts', 'processes', 'name', 'network', 'asked']),
  );
});
