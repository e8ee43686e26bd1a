import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HostTicker } from '../ticker.js';
import { OnceTicker, until } from '../testing.js';
import type { Chunk } from './chunker.js';
import { Executor, type RunRequest } from './executor.js';

const executor = new Executor(new HostTicker(), { graceMs: 200, pipeMs: 200 });
const node = (script: string, ...args: string[]) => [process.execPath, '-e', script, ...args];
const run = (argv: string[], over: Partial<RunRequest> = {}) =>
  executor.start({ argv, timeoutMs: 20_000, outputLimit: 65_536, ...over }).done;

/** Its time is over once it has come so far. */
const runUntil = (so: () => boolean, argv: string[], over: Partial<RunRequest> = {}) => {
  const timeoutMs = 30_000;
  const ticker = new OnceTicker(timeoutMs, so);
  const request = { argv, timeoutMs, outputLimit: 65_536, ...over };
  return new Executor(ticker, { graceMs: 200, pipeMs: 200 }).start(request).done;
};
const hasPid = (file: string) => existsSync(file) && pidIn(file) > 0;

/** Whether a process is there and not merely waiting to be reaped. */
function alive(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'probe-exec-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const pidIn = (file: string) => Number(readFileSync(file, 'utf8'));

it('returns what a command printed and how it ended', async () => {
  expect(await run(node('console.log("out"); console.error("err"); process.exit(3)'))).toMatchObject({
    outcome: 'exited',
    exitCode: 3,
    stdout: 'out\n',
    stderr: 'err\n',
    truncated: false,
  });
});

it('hands the words over as they stand, without a shell', async () => {
  const end = await run(['echo', '$(id)', '; rm -rf /tmp/x', '*', "'"]);
  expect(end.stdout).toBe("$(id) ; rm -rf /tmp/x * '\n");
});

it('gives a command a fixed environment, the root folder, no input and a strict umask', async () => {
  process.env.LEGATOR_SECRET_OF_THE_PROBE = 'x';
  const script = `console.log(JSON.stringify({ env: process.env, cwd: process.cwd(), umask: process.umask(),
    input: require('fs').readFileSync(0, 'utf8') }))`;
  const seen = JSON.parse((await run(node(script))).stdout);
  delete process.env.LEGATOR_SECRET_OF_THE_PROBE;
  expect(seen).toMatchObject({ cwd: '/', umask: 0o077, input: '' });
  expect(seen.env).toMatchObject({ PAGER: 'cat', LC_ALL: 'C.UTF-8', HOME: '/' });
  expect(seen.env).not.toHaveProperty('LEGATOR_SECRET_OF_THE_PROBE');
});

it.each([
  ['an unknown program', ['no-such-program-anywhere'], 'no such program'],
  ['a file that is not executable', ['/etc/passwd'], 'permission denied'],
  ['a word with a NUL byte', ['echo', 'a\0b'], 'could not be started'],
  ['an empty program name', [''], 'could not be started'],
  ['arguments beyond what the kernel takes', ['echo', 'x'.repeat(3_000_000)], 'too long'],
])('says that %s could not be started', async (_what, argv, message) => {
  expect(await run(argv)).toMatchObject({
    outcome: 'not_started',
    exitCode: -1,
    message: expect.stringContaining(message),
  });
});

it('keeps the first bytes of an endless output and nothing more', async () => {
  const chunks: Chunk[] = [];
  const onChunk = (chunk: Chunk) => void chunks.push(chunk);
  const end = await runUntil(() => chunks.length > 0, ['yes'], { outputLimit: 1_000, onChunk });
  expect(end).toMatchObject({ outcome: 'timed_out', exitCode: -1, truncated: true, signal: 'SIGTERM' });
  expect(end.stdout).toBe('y\n'.repeat(500));
});

it('reads on beyond the limit, so that a chatty command comes to its end', async () => {
  const script = 'process.stdout.write("x".repeat(5_000_000), () => process.exit(7))';
  const end = await run(node(script), { outputLimit: 10 });
  expect(end).toMatchObject({ outcome: 'exited', exitCode: 7, stdout: 'xxxxxxxxxx', truncated: true });
});

it('kills a command that ignores the request to end', async () => {
  const script = 'process.on("SIGTERM", () => {}); console.log("deaf"); setInterval(() => {}, 1000)';
  const chunks: Chunk[] = [];
  const onChunk = (chunk: Chunk) => void chunks.push(chunk);
  const end = await runUntil(() => chunks.length > 0, node(script), { onChunk });
  expect(end).toMatchObject({ outcome: 'timed_out', signal: 'SIGKILL', stdout: 'deaf\n' });
});

it('takes the whole process group down at the timeout', async () => {
  const file = join(folder, 'pid');
  const line = `trap "" TERM; (trap "" TERM; sh -c 'echo $PPID' > ${file}; while :; do sleep 1; done) & wait; while :; do sleep 1; done`;
  const end = await runUntil(() => hasPid(file), ['sh', '-c', line]);
  expect(end.outcome).toBe('timed_out');
  await until(() => !alive(pidIn(file)));
});

it('does not wait for a grandchild that holds the pipe, and kills it', async () => {
  const file = join(folder, 'pid');
  const end = await run(['sh', '-c', `sleep 300 & echo $! > ${file}; echo done`]);
  expect(end).toMatchObject({ outcome: 'exited', exitCode: 0, stdout: 'done\n', truncated: true });
  await until(() => !alive(pidIn(file)));
});

it('leaves nobody of the group behind, even when the pipes are closed', async () => {
  const file = join(folder, 'pid');
  const end = await run(['sh', '-c', `sleep 300 >/dev/null 2>&1 & echo $! > ${file}`]);
  expect(end).toMatchObject({ outcome: 'exited', truncated: false });
  await until(() => !alive(pidIn(file)));
});

it('comes back even when a grandchild in a session of its own holds the pipe', async () => {
  const file = join(folder, 'pid');
  const script = `const c = require('child_process').spawn('sleep', ['300'], { detached: true, stdio: 'inherit' });
    require('fs').writeFileSync(process.argv[1], String(c.pid)); setInterval(() => {}, 1000)`;
  const end = await runUntil(() => hasPid(file), node(script, file));
  process.kill(pidIn(file), 'SIGKILL');
  expect(end).toMatchObject({ outcome: 'timed_out', truncated: true });
});

it('stops a command on request, and says so', async () => {
  const file = join(folder, 'started');
  const started = executor.start({
    argv: ['sh', '-c', `: > ${file}; sleep 300`],
    timeoutMs: 20_000,
    outputLimit: 10,
  });
  await until(() => existsSync(file));
  started.cancel('no longer wanted');
  started.cancel('again');
  expect(await started.done).toMatchObject({
    outcome: 'canceled',
    message: 'no longer wanted',
    exitCode: -1,
  });
});

it('gives up a command that nothing ends, and says how far it came', async () => {
  const chunks: Chunk[] = [];
  // As one that hangs in the kernel, where no signal reaches it.
  const kill = jest.spyOn(process, 'kill').mockReturnValue(true);
  const script = 'console.log(process.pid); setInterval(() => {}, 1000)';
  const end = await runUntil(() => chunks.length > 0, node(script), {
    onChunk: (chunk) => chunks.push(chunk),
  });
  kill.mockRestore();
  process.kill(Number(end.stdout), 'SIGKILL');
  expect(end).toMatchObject({ outcome: 'timed_out', exitCode: -1, truncated: true });
});

it('replaces bytes that are not text', async () => {
  const end = await run(node('process.stdout.write(Buffer.from([0x61, 0xff, 0xfe, 0x00, 0x62]))'));
  expect(end.stdout).toBe('a\ufffd\ufffd\0b');
});

it('leaves out a character which the limit cuts in half', async () => {
  expect((await run(['printf', 'aé'], { outputLimit: 2 })).stdout).toBe('a');
});

it('streams the same text that the result carries', async () => {
  const chunks: Chunk[] = [];
  const script = 'for (let i = 0; i < 400; i++) process.stdout.write("zäöü€𝄞".repeat(20) + i + "\\n")';
  const end = await run(node(script), { onChunk: (chunk) => chunks.push(chunk) });
  expect(chunks.map(({ data }) => data).join('')).toBe(end.stdout);
  expect(end.stdout).not.toContain('\ufffd');
  expect(chunks.map(({ seq }) => seq)).toEqual(chunks.map((_, index) => index + 1));
});

it('takes nothing for cut off that was there in time, however late this process comes to read it', async () => {
  class LateTicker extends HostTicker {
    /** As when this process stood still until the patience with pipes was over. */
    override after(ms: number, call: () => void): () => void {
      return ms === 200 ? (process.nextTick(call), () => undefined) : super.after(ms, call);
    }
  }
  const late = new Executor(new LateTicker(), { graceMs: 300, pipeMs: 200 });
  const echo = { argv: ['echo', 'done'], timeoutMs: 20_000, outputLimit: 100 };
  const ends = await Promise.all(Array.from({ length: 12 }, () => late.start(echo).done));
  expect(ends.map(({ stdout, truncated }) => ({ stdout, truncated }))).toEqual(
    Array(12).fill({ stdout: 'done\n', truncated: false }),
  );
});

it('masks the secrets in a result, as in what it streams', async () => {
  const chunks: Chunk[] = [];
  const script = `const key = 'lgk_' + '0a'.repeat(32);
    process.stdout.write('a ' + key.slice(0, 30)); setTimeout(() => process.stdout.write(key.slice(30) + ' b'), 100);`;
  const end = await run(node(script), { onChunk: (chunk) => chunks.push(chunk) });
  expect(end.stdout).toBe('a [redacted] b');
  expect(chunks.map(({ data }) => data).join('')).toBe(end.stdout);
});
