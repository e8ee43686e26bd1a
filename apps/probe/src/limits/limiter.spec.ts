import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { execFileSync, spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Executor, type RunRequest } from '../execution/executor.js';
import { until } from '../testing.js';
import { HostTicker } from '../ticker.js';
import { Cgroups, RunCgroup } from './cgroups.js';
import { Limiter } from './limiter.js';
import { limitsOf, type RunLimits } from './run-limits.js';
import { RunWatch } from './run-watch.js';

const MIB = 1024 * 1024;
const ticker = new HostTicker();
const SMALL: RunLimits = { memoryBytes: 200 * MIB, processes: 40 };
const run = (
  argv: string[],
  { limits = SMALL, ...over }: Partial<RunRequest> & { limits?: RunLimits } = {},
) =>
  new Executor(ticker, { graceMs: 200, pipeMs: 200 }, undefined, new Limiter(limits, ticker)).start({
    argv,
    timeoutMs: 30_000,
    outputLimit: 65_536,
    ...over,
  }).done;
/** Doubles itself eight times and no further, so that a limit that does not hold costs little. */
const BOMB = 'f() { if [ $1 -le 0 ]; then sleep 20; else f $(($1-1)) & f $(($1-1)) & wait; fi; }; f 8';
const running = (name: string) =>
  RunWatch.works() && readCommands().filter((one) => one.includes(name)).length;

function readCommands(): string[] {
  return execFileSync('ps', ['-eo', 'stat,args'], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => !line.startsWith('Z'));
}

const onLinux = RunWatch.works() ? it : it.skip;
if (!RunWatch.works())
  process.stdout.write('SKIPPED: there is no /proc here, so nothing holds runs to limits.\n');

describe('a run that changes something', () => {
  onLinux('and multiplies is ended with all that it has started, and says why', async () => {
    const end = await run(['sh', '-c', BOMB.replace('sleep 20', 'sleep 20.125')]);
    expect(end).toMatchObject({
      outcome: 'exited',
      exitCode: -1,
      reason: 'over_limit',
      message: expect.stringContaining('40 processes'),
      limits: 'watch',
    });
    // By itself it would take twenty seconds. What was killed is gone once the kernel came to it.
    expect(end.durationMs).toBeLessThan(20_000);
    await until(() => running('20.125') === 0);
  });

  onLinux('and takes memory without end is ended, and says why', async () => {
    const eat =
      'const all = []; setInterval(() => all.length < 20 && all.push(Buffer.alloc(20 * 1024 * 1024, 1)), 20)';
    const end = await run([process.execPath, '-e', `${eat}; setTimeout(() => process.exit(3), 15_000)`]);
    expect(end).toMatchObject({
      reason: 'over_limit',
      message: expect.stringContaining('200 MiB of memory'),
    });
  });

  onLinux('of several programs is ended as a whole: none of those behind it runs', async () => {
    const bomb = { argv: ['sh', '-c', BOMB] };
    const steps = [{ pipeline: [bomb] }, { after: 'always', pipeline: [{ argv: ['echo', 'after'] }] }];
    expect(await run([], { plan: { steps } as never })).toMatchObject({
      reason: 'over_limit',
      stdout: '',
      exitCode: -1,
    });
  });

  onLinux('is not ended for memory that its processes share: that counts once', async () => {
    const share = `$x = 'a' x (70 * 1024 * 1024); for (1 .. 3) { fork or last } sleep 3; print "fine\\n" if $x`;
    const end = await run(['perl', '-e', share]);
    expect(end).toMatchObject({ outcome: 'exited', exitCode: 0, limits: 'watch' });
    expect(end).not.toHaveProperty('reason');
  });

  onLinux('may start a service that leaves it: that one is none of its processes, and lives on', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'probe-limits-'));
    const leave = `setsid sh -c 'echo $$ > ${folder}/pid; exec sleep 30' > /dev/null 2>&1 < /dev/null & until [ -s ${folder}/pid ]; do sleep 0.1; done`;
    expect(await run(['sh', '-c', leave], { limits: { ...SMALL, processes: 16 } })).toMatchObject({
      exitCode: 0,
    });
    const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
    expect(() => process.kill(pid, 0)).not.toThrow();
    process.kill(pid, 'SIGKILL');
    rmSync(folder, { recursive: true });
  });

  it('has three quarters of the memory of its host, unless somebody says otherwise', () => {
    expect(limitsOf({ memory_mb: 512 })).toEqual({ memoryBytes: 512 * MIB, processes: 4_096 });
    expect(limitsOf().memoryBytes).toBeGreaterThan(64 * MIB);
  });
});

describe('control groups, on files that stand for those of the kernel', () => {
  let root: string;
  let base: string;
  const file = (name: string) => readFileSync(join(base, name), 'utf8');
  const put = (name: string, text = '') => {
    mkdirSync(join(base, name, '..'), { recursive: true });
    writeFileSync(join(base, name), text);
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'probe-cgroup-'));
    base = join(root, 'system.slice/probe.service');
    put('cgroup.controllers', 'cpu memory pids');
    put('cgroup.subtree_control');
    put('cgroup.procs');
    put('legator-probe/cgroup.procs');
    writeFileSync(join(root, 'own'), '12:pids:/x\n0::/system.slice/probe.service\n');
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));
  const open = () => Cgroups.open(root, join(root, 'own'), 4_711);

  it('are handed out after the probe has gone to one of its own', () => {
    open();
    expect([file('legator-probe/cgroup.procs'), file('cgroup.subtree_control')]).toEqual([
      '4711',
      '+memory +pids +cpu',
    ]);
  });

  it.each([
    ['without a controller for processes', () => put('cgroup.controllers', 'cpu memory'), /no pids/],
    [
      'of version 1',
      () => writeFileSync(join(root, 'own'), '4:memory:/x\n'),
      /no control group of version 2/,
    ],
  ])('are not used %s', (_what, change, message) => {
    change();
    expect(open).toThrow(message);
    expect(file('legator-probe/cgroup.procs')).toBe('');
  });

  describe('of a run', () => {
    const path = 'run';
    const files = [
      'memory.max',
      'pids.max',
      'memory.oom.group',
      'cpu.weight',
      'memory.events',
      'pids.events',
    ];
    beforeEach(() => [...files, 'cgroup.procs', 'cgroup.kill'].forEach((name) => put(`${path}/${name}`)));
    const group = () => new RunCgroup(join(base, path), join(base, 'legator-probe'), SMALL);

    it('has its limits before anything is in it', () => {
      group();
      const said = files.slice(0, 4).map((name) => file(`${path}/${name}`));
      expect(said).toEqual([String(200 * MIB), '40', '1', '50']);
    });

    it.each([
      ['memory.events', 'low 0\noom 3\noom_kill 1\n', /200 MiB/],
      ['pids.events', 'max 7\n', /40 processes/],
    ])('says by %s at which limit it was', (name, text, message) => {
      const one = group();
      expect(one.look()).toBeUndefined();
      put(`${path}/${name}`, text);
      expect(one.look()).toMatch(message);
    });

    it('is entered by the very process that becomes the program, words as they are', () => {
      const words = group().enter(['echo', '$(id)', "'", '']);
      const { stdout } = spawnSync(words[0]!, words.slice(1), { encoding: 'utf8' });
      expect(stdout).toBe("$(id) ' \n");
      expect(Number(file(`${path}/cgroup.procs`))).toBeGreaterThan(1);
    });

    it('is ended as a whole, and what stays behind goes on without its limits', () => {
      const one = group();
      one.kill();
      expect(file(`${path}/cgroup.kill`)).toBe('1');
      put(`${path}/cgroup.procs`, '815\n');
      one.remove();
      expect(file('legator-probe/cgroup.procs')).toBe('815');
    });
  });

  it('that cannot be made cost the run nothing but its group', async () => {
    const limiter = new Limiter(SMALL, ticker, open());
    expect(limiter.by).toBe('cgroup');
    const executor = new Executor(ticker, undefined, undefined, limiter);
    const end = await executor.start({ argv: ['echo', 'x'], timeoutMs: 9_000, outputLimit: 99 }).done;
    expect(end).toMatchObject({ stdout: 'x\n', limits: RunWatch.works() ? 'watch' : 'none' });
  });
});
