import { readdirSync, readFileSync } from 'node:fs';
import type { RunEnd } from '../../apps/probe/src/execution/executor.js';
import { Executor } from '../../apps/probe/src/execution/executor.js';
import { Limiter } from '../../apps/probe/src/limits/limiter.js';
import { HostTicker } from '../../apps/probe/src/ticker.js';

/**
 * Runs alone on a machine with control groups of version 2 (`npm run soak -- limits`), in a group of its own that hands
 * out controllers. Writes a line for each case: `LIMITS ok …`, or what was wrong.
 */
const BASE = '/sys/fs/cgroup/probe';
const MIB = 1024 * 1024;
const BOMB = 'f() { if [ $1 -le 0 ]; then sleep 30; else f $(($1-1)) & f $(($1-1)) & wait; fi; }; f 8';
const EAT = 'const all = []; setInterval(() => all.push(Buffer.alloc(20 * 1024 * 1024, 1)), 20)';

const ticker = new HostTicker();
const limiter = Limiter.find({ memoryBytes: 200 * MIB, processes: 40 }, ticker);
const executor = new Executor(ticker, { graceMs: 200, pipeMs: 200 }, undefined, limiter);
const run = (...argv: string[]): Promise<RunEnd> =>
  executor.start({ argv, timeoutMs: 120_000, outputLimit: 65_536 }).done;
const groups = () => readdirSync(BASE).filter((name) => name.startsWith('legator-run-'));
const ours = (file: string) => `/sys/fs/cgroup$(sed s/0::// /proc/self/cgroup)/${file}`;

const CASES: Record<string, () => Promise<unknown>> = {
  'the probe is in a group of its own': async () => {
    expect(limiter.by, 'cgroup');
    expect(readFileSync('/proc/self/cgroup', 'utf8').trim(), '0::/probe/legator-probe');
  },
  'each run has a group with its limits': async () => {
    const { stdout, limits } = await run(
      ...['sh', '-c', `cat ${['memory.max', 'pids.max', 'cpu.weight'].map(ours).join(' ')}`],
    );
    expect(`${limits} ${stdout.trim().split('\n').join(' ')}`, `cgroup ${200 * MIB} 40 50`);
  },
  'what multiplies is ended': async () => {
    const { reason, message = '' } = await run('sh', '-c', BOMB);
    expect(`${reason} ${message.includes('40 processes')}`, 'over_limit true');
  },
  'what eats memory is ended': async () => {
    const { reason, message = '' } = await run(process.execPath, '-e', EAT);
    expect(`${reason} ${message.includes('200 MiB of memory')}`, 'over_limit true');
  },
  'what an ordinary end leaves behind goes on outside': async () => {
    const { stdout } = await run('sh', '-c', 'setsid sleep 600 >/dev/null 2>&1 & echo $!');
    expect(readFileSync(`/proc/${stdout.trim()}/cgroup`, 'utf8').trim(), '0::/probe/legator-probe');
    process.kill(Number(stdout));
  },
  'a program that is not there is said to be not there': async () => {
    expect((await run('no-such-program')).outcome, 'not_started');
  },
  'many at once keep their own ends, and no group stays': async () => {
    const ends = await Promise.all(Array.from({ length: 20 }, (_, code) => run('sh', '-c', `exit ${code}`)));
    expect(ends.map(({ exitCode }) => exitCode).join(), Array.from({ length: 20 }, (_, code) => code).join());
    const until = Date.now() + 10_000;
    while (groups().length > 0 && Date.now() < until) await new Promise((next) => setTimeout(next, 50));
    expect(groups().join(), '');
  },
};

function say(line: string): void {
  process.stdout.write(`LIMITS ${line}\n`);
}

function expect(is: unknown, wanted: unknown): void {
  if (is !== wanted) throw new Error(`${String(is)} instead of ${String(wanted)}`);
}

async function main(): Promise<void> {
  for (const [name, work] of Object.entries(CASES))
    await work().then(
      () => say(`ok ${name}`),
      (error: Error) => say(`FAILED ${name}: ${error.message}`),
    );
  say('ok all of them');
}

void main().then(() => process.exit(0));
