import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { Executor, type RunRequest } from '../execution/executor.js';
import { HostTicker } from '../ticker.js';
import { Containment } from './containment.js';

Logger.overrideLogger(false);

let folder: string;
let containment: Containment;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'probe-hidden-'));
  mkdirSync(join(folder, 'data'));
  containment = new Containment([folder, join(folder, 'data')]);
  await containment.check();
  if (!containment.works) process.stderr.write(`SKIPPED: the sandbox is NOT TESTED: ${containment.whyNot}\n`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Whether bubblewrap itself works here; then the sandbox has to. */
const possible = spawnSync('bwrap', ['--ro-bind', '/', '/', 'true']).status === 0;
it('works wherever bubblewrap does', () =>
  expect([containment.works, containment.whyNot]).toEqual([
    possible,
    possible ? undefined : expect.any(String),
  ]));

/** Without figures, which change while a test runs. */
const sizeless = (text: string) =>
  text
    .replace(/\d+([.,:%-]\d*)*[KMGT%]?/g, '#')
    .replace(/ +/g, ' ')
    .split('\n')
    .sort();

/** What a sandbox that does not hold lets through here. */
const TRACES = ['/etc/legator-was-here', join(tmpdir(), 'legator-was-here')];
afterEach(() => TRACES.forEach((path) => rmSync(path, { force: true })));

const run = (argv: string[], over: Partial<RunRequest> = {}) =>
  new Executor(new HostTicker(), { graceMs: 300, pipeMs: 300 }, containment).start({
    argv,
    contained: 'observe',
    timeoutMs: 20_000,
    outputLimit: 262_144,
    ...over,
  }).done;
/** Skipped, and counted as that, where bubblewrap cannot work. */
const sandboxed = possible ? it : it.skip;
const has = (program: string) =>
  ['/bin/', '/usr/bin/', '/usr/sbin/'].some((dir) => existsSync(dir + program));

const DIAGNOSTICS = [
  'ps aux',
  'ps -ef --forest',
  'df -h',
  'df -h /tmp',
  'df -i /run',
  'free -m',
  'uptime',
  'uname -a',
  'id',
  'date',
  'nproc',
  'lscpu',
  'lsblk',
  'ls -la /',
  'ls -la /tmp',
  'ls /run',
  'cat /etc/os-release',
  'cat /proc/meminfo',
  'cat /proc/loadavg',
  'cat /proc/1/cmdline',
  'head -n 3 /etc/passwd',
  'tail -n 3 /etc/passwd',
  'wc -l /etc/passwd',
  'grep root /etc/passwd',
  'du -sh /etc',
  'stat /etc/passwd',
  'find /etc -maxdepth 1 -name *.conf',
  'vmstat',
  'top -bn1',
  'w',
  'ss -tlnp',
  'ss -s',
  'ip addr',
  'ip route',
  'ip -s link',
  'dmesg',
  'sysctl kernel.hostname',
  'getent passwd root',
  'dpkg -l bash',
  'dpkg -S /bin/ls',
  'env',
  'hostname',
  'ipcs',
  'file /bin/ls',
  'sort /etc/passwd',
  'sha256sum /etc/passwd',
  'awk {print$1} /etc/passwd',
  'sed -n 1p /etc/passwd',
  'pgrep -c .',
  'pstree',
  'ldd /bin/ls',
  'timeout 5 df',
  'nice df',
  'ls /proc/self/fd',
].filter((line) => has(line.split(' ')[0]!));

describe('what looks at the host', () => {
  it('is more than a handful', () => expect(DIAGNOSTICS.length).toBeGreaterThanOrEqual(25));

  sandboxed.each(DIAGNOSTICS)('still answers in the sandbox: %s', async (line) => {
    const end = await run(line.split(' '));
    expect({ ...end, stdout: '' }).toMatchObject({ outcome: 'exited', exitCode: 0, contained: true });
    expect(end.stdout).not.toBe('');
  });

  sandboxed('is told of the processes, mounts and name of the host itself', async () => {
    const { stdout } = await run(['ps', '-e', '-o', 'pid=']);
    expect(stdout.split('\n').map((pid) => pid.trim())).toContain(String(process.pid));

    expect((await run(['ls', tmpdir()])).stdout).toContain(folder.split('/').pop());
  });

  sandboxed.each(['df -h', 'df -h /dev/shm', 'ls -l /dev', 'ls /', 'stat /dev/null'])(
    'says of places and devices what the host says: %s',
    async (line) => {
      const [inside, outside] = [
        await run(line.split(' ')),
        await run(line.split(' '), { contained: undefined }),
      ];
      expect(inside).toMatchObject({ exitCode: 0, contained: true });
      expect(sizeless(inside.stdout)).toEqual(sizeless(outside.stdout));
    },
  );

  sandboxed('reads what root may read, and not the keys of the probe', async () => {
    if (process.getuid?.() === 0) expect((await run(['wc', '-l', '/etc/shadow'])).exitCode).toBe(0);
    expect((await run(['ls', '-A', folder])).stdout).toBe('');
  });
});

const CHANGES: [string, string[]][] = [
  ['a file', ['touch', '/etc/legator-was-here']],
  ['a file where anybody may write', ['touch', join(tmpdir(), 'legator-was-here')]],
  ['a file in a private folder of the host', ['sh', '-c', 'echo x > /proc/1/root/tmp/legator-was-here']],
  ['a setting of the kernel', ['sh', '-c', 'echo 1 > /proc/sys/vm/drop_caches']],
  ['a mount', ['mount', '-t', 'tmpfs', 'none', '/mnt']],
  ['namespaces', ['unshare', '-r', 'true']],
  ['the clock', ['date', '-s', '2001-01-01']],
  ['the name of the host', ['hostname', 'other']],
  ['a process of the host', ['kill', '-9', String(process.pid)]],
  ['the priority of a process', ['renice', '-n', '5', '-p', String(process.pid)]],
  ['a device', ['mknod', '/dev/shm/sda', 'b', '8', '0']],
  ['the log of the kernel', ['dmesg', '-C']],
  ['a link', ['ip', 'link', 'set', 'lo', 'mtu', '1400']],
];

describe('what would change the host', () => {
  sandboxed.each(CHANGES)('fails in the sandbox: %s', async (_what, argv) => {
    if (!has(argv[0]!)) return;
    const end = await run(argv);
    expect(end.contained).toBe(true);
    expect(end.exitCode).not.toBe(0);
    expect(existsSync('/etc/legator-was-here') || existsSync(join(tmpdir(), 'legator-was-here'))).toBe(false);
    expect(() => process.kill(process.pid, 0)).not.toThrow();
  });
});

const node = (script: string) => [process.execPath, '-e', script];
const connecting = (what: string) =>
  node(
    `require('net').connect(${what}).on('error', (e) => { console.log(e.code); process.exit(7) }).on('connect', () => { console.log('connected'); process.exit(0) })`,
  );

sandboxed('connects to nobody at observe, by name of a socket or by address', async () => {
  expect((await run(connecting('{ port: 9, host: "127.0.0.1" }'))).stdout).toMatch(/EAFNOSUPPORT|EPERM/);
  expect((await run(connecting('{ path: "/run/docker.sock" }'))).stdout).toMatch(/EAFNOSUPPORT|EPERM/);
  expect((await run(connecting('{ path: "\\0abstract" }'))).stdout).toMatch(/EAFNOSUPPORT|EPERM/);
});

sandboxed('asks other machines at diagnose, and lets nobody ask it', async () => {
  const refused = await run(connecting('{ port: 9, host: "127.0.0.1" }'), { contained: 'diagnose' });
  expect(refused.stdout).toBe('ECONNREFUSED\n');
  const listens = node(
    `require('net').createServer().on('error', (e) => { console.log(e.code); process.exit(7) }).listen(0)`,
  );
  expect((await run(listens, { contained: 'diagnose' })).stdout).toBe('EPERM\n');
});

sandboxed('has a folder of its own to write in, which is gone afterwards', async () => {
  const end = await run(['sh', '-c', 'x=$(mktemp) && echo kept > "$x" && cat "$x"']);
  expect(end).toMatchObject({ stdout: 'kept\n', exitCode: 0 });
});

sandboxed('lets a program that sees into others write nothing at all', async () => {
  if (process.getuid?.() !== 0 || !has('ss')) return;
  // The mounts of the host itself can be reached through a process of it, by whoever may look into that.
  const file = join(tmpdir(), 'legator-was-here');
  await run(['ss', '-tln', '-D', `/proc/${process.pid}/root${file}`]);
  expect(existsSync(file)).toBe(false);
});

sandboxed('bounds memory, files and processes', async () => {
  const memory = await run(node('const keep = []; for (;;) keep.push(Buffer.alloc(64 * 1024 * 1024, 1))'));
  expect(memory.exitCode).not.toBe(0);
  const file = await run(['dd', 'if=/dev/zero', 'of=/dev/shm/x', 'bs=1M', 'count=200']);
  expect(file.exitCode).not.toBe(0);
  const limits = readFileSync('/proc/self/limits', 'utf8');
  const inside = (await run(['cat', '/proc/self/limits'])).stdout;
  expect(inside).not.toBe(limits);
  expect(inside).toMatch(/Max open files\s+1024\s+1024/);
});

sandboxed('dies with everything in it at the timeout', async () => {
  const end = await run(['sh', '-c', 'sleep 4242 & sleep 4242'], { timeoutMs: 1_000 });
  expect(end).toMatchObject({ outcome: 'timed_out' });
  // What was killed is gone once the kernel came to it.
  let left: string;
  do left = (await run(['ps', '-e', '-o', 'args='])).stdout;
  while (/^sleep 4242/m.test(left));
  expect(left).toContain('ps -e');
});

sandboxed('says that a program is not there, instead of starting a sandbox for it', async () => {
  expect(await run(['no-such-program-anywhere'])).toMatchObject({
    outcome: 'not_started',
    message: 'no such program',
  });
});

sandboxed('holds each program of a plan, joined as outside', async () => {
  const plan = {
    steps: [
      {
        after: 'then' as const,
        pipeline: [{ argv: ['cat', '/proc/self/status'] }, { argv: ['grep', 'Seccomp:'] }],
      },
    ],
  };
  expect(await run(['sh'], { plan })).toMatchObject({
    stdout: 'Seccomp:\t2\n',
    exitCode: 0,
    contained: true,
  });
});

it('is not said to work where it does not hold, and then starts nothing', async () => {
  const reason = 'a program in the sandbox could write a file';
  const broken = new Containment([], undefined, () => Promise.reject(new Error(reason)));
  await broken.check();
  expect([broken.works, broken.whyNot]).toEqual([false, possible ? reason : expect.any(String)]);
  const executor = new Executor(new HostTicker(), undefined, broken);
  const request = { argv: ['true'], contained: 'observe' as const, timeoutMs: 1_000, outputLimit: 10 };
  expect(await executor.start(request).done).toMatchObject({ outcome: 'not_started', contained: true });
});

sandboxed('is tried again when a run speaks against it', async () => {
  let tries = 0;
  const shaky = new Containment([], undefined, () =>
    ++tries > 1 ? Promise.reject(new Error('no more')) : Promise.resolve(),
  );
  await shaky.check();
  const executor = new Executor(new HostTicker(), undefined, shaky);
  const argv = ['sh', '-c', 'echo "bwrap: Creating new namespace failed" >&2; exit 1'];
  await executor.start({ argv, contained: 'observe', timeoutMs: 5_000, outputLimit: 1_000 }).done;
  await shaky.check();
  expect([tries, shaky.works]).toEqual([expect.any(Number), false]);
});
