import { spawnSync } from 'node:child_process';
import fs, {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Plan, PlanCommand, PlanStep } from '@legator/contracts';
import { loadReaders, planOf } from '@legator/shell';
import { HostTicker } from '../ticker.js';
import { OnceTicker, until } from '../testing.js';
import type { Chunk } from './chunker.js';
import { Executor, type RunRequest } from './executor.js';
import { HostLook } from './host-look.js';

const executor = new Executor(new HostTicker(), { graceMs: 200, pipeMs: 200 });
const start = (plan: Plan, over: Partial<RunRequest> = {}) =>
  executor.start({ argv: ['sh', '-c', 'exit 99'], plan, timeoutMs: 20_000, outputLimit: 65_536, ...over });
/** A line as the probe reads it. */
const line = async (text: string, over: Partial<RunRequest> = {}) => {
  const plan = planOf(text);
  if (!plan) throw new Error(`There is no plan for: ${text}`);
  return start(plan, over).done;
};
const step = (...argvs: (string[] | PlanCommand)[]): PlanStep => ({
  after: 'then',
  pipeline: argvs.map((one) => (Array.isArray(one) ? { argv: one } : one)),
});
const node = (script: string, ...args: string[]) => [process.execPath, '-e', script, ...args];

let folder: string;
beforeAll(() => loadReaders(), 60_000);
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'probe-plan-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it.each([
  [
    'joins what a program prints to the input of the next',
    'printf "b\\na\\nb\\n" | sort | uniq -c | wc -l',
    '2\n',
    0,
  ],
  ['ends with the code of the last part', 'true | false', '', 1],
  ['takes no notice of the code of an earlier part', 'false | true', '', 0],
  ['goes on after and only if it went well', 'false && echo no; echo yes', 'yes\n', 0],
  ['goes on after or only if it did not', 'false || echo yes; true || echo no', 'yes\n', 0],
  ['looks at the last step that ran', 'false && echo a || echo b', 'b\n', 0],
  ['ends with the code of the last step that ran', 'false && echo a', '', 1],
  ['runs a group as one part', '{ echo b; echo a; } | sort', 'a\nb\n', 0],
  ['chooses', 'if test -e /etc/passwd; then echo there; else echo gone; fi', 'there\n', 0],
  ['chooses nothing', 'if test -e /no/such/file; then echo there; fi', '', 0],
  ['runs every round of a loop', 'for i in 1 2 3; do echo $i; done', '1\n2\n3\n', 0],
  ['throws output away', 'echo gone >/dev/null; echo kept', 'kept\n', 0],
  ['passes errors on with the output', 'ls /no/such/file 2>&1 | wc -l', '1\n', 0],
  ['passes errors on alone', 'sh -c "echo out; echo err >&2" 2>&1 >/dev/null | tr a-z A-Z', 'ERR\n', 0],
  ['reads a file', 'wc -l < /etc/hostname', '1\n', 0],
  ['reads a text', 'tr a-z A-Z <<< hello', 'HELLO\n', 0],
  ['reads nothing unless it is told to', 'cat; echo done', 'done\n', 0],
  ['leaves a pattern without a path as it is', 'echo /no/such/*.log', '/no/such/*.log\n', 0],
  ['runs a word of the shell', 'command -v sh', '/usr/bin/sh\n', 0],
])('%s', async (_what, text, stdout, exitCode) => {
  expect(await line(text)).toMatchObject({ outcome: 'exited', stdout, exitCode, stderr: '' });
});

it('starts no shell, whatever the words are', async () => {
  const words = ['$(id)', '; id', '*', '`id`', '&&', '>'];
  const end = await start({ steps: [step(['printf', '%s\n', ...words], ['cat'])] }).done;
  expect(end.stdout).toBe(words.map((word) => `${word}\n`).join(''));
});

it('has its programs alone for children', async () => {
  const script = `const fs = require('fs'); const parent = process.argv[1];
    const of = (pid) => fs.readFileSync('/proc/' + pid + '/stat', 'utf8').replace(/.*[)] . /, '').split(' ')[0];
    const kids = fs.readdirSync('/proc').filter((pid) => /^\\d+$/.test(pid)).filter((pid) => { try { return of(pid) === parent; } catch { return false; } });
    console.log(kids.map((pid) => fs.readFileSync('/proc/' + pid + '/cmdline', 'utf8').split('\\0')[0].split('/').pop()).sort().join())`;
  const end = await start({ steps: [step(['sleep', '1'], node(script, String(process.pid)))] }).done;
  expect(end.stdout).toBe('node,sleep\n');
});

it('joins programs by a pipe of the system, without itself in between', async () => {
  const see =
    'const l = require("fs").readlinkSync; console.log(l("/proc/self/fd/0").replace(/\\d+/, ""), l("/proc/self/fd/1"))';
  const end = await start({ steps: [step(['true'], node(see.replace('.replace(/\\d+/, "")', '')))] }).done;
  expect(end.stdout).toMatch(/legator-pipes-\S+ \(deleted\) \S+ \(deleted\)/);
});

it('lets an endless program end when nobody reads it any more', async () => {
  const end = await line('yes | head -n 2', { timeoutMs: 5_000 });
  expect(end).toMatchObject({ outcome: 'exited', exitCode: 0, stdout: 'y\ny\n' });
});

it('fills in patterns, sorted, and lets none of them pass for an option', async () => {
  for (const name of ['b.log', 'a.log', '.hidden.log', 'c.txt', '-rf.log', '10.log', '9.log', 'ä.log'])
    writeFileSync(join(folder, name), '');
  mkdirSync(join(folder, 'sub'));
  symlinkSync('/no/such/file', join(folder, 'dead.lnk'));
  const of = async (pattern: string) => {
    const end = await start({ steps: [step({ argv: ['printf', '%s\n', pattern], patterns: [2] })] }).done;
    return end.stdout.replaceAll(`${folder}/`, '').trim().split('\n').join(' ');
  };
  expect(await of(`${folder}/*.log`)).toBe('-rf.log 10.log 9.log a.log b.log ä.log');
  expect(await of(`${folder}/.*.log`)).toBe('.hidden.log');
  expect(await of(`${folder}/?.log`)).toBe('9.log a.log b.log ä.log');
  expect(await of(`${folder}/[a-b]*`)).toBe('a.log b.log');
  expect(await of(`${folder}/[!a-b]?log`)).toBe('9.log ä.log');
  expect(await of(`${folder}/*/`)).toBe('sub/');
  expect(await of(`${folder}/*.lnk`)).toBe('dead.lnk');
  expect(await of(`${folder}/[`)).toBe('[');
  expect(await of('*tc/hostnam?')).toBe('./etc/hostname');
});

it('starts nothing with what a pattern may not stand for, and says so', async () => {
  writeFileSync(join(folder, '.env'), 'PASSWORD=x');
  const filled = jest.fn().mockRejectedValue(new Error('not that one'));
  const argv = ['cat', '-n', `${folder}/.e*`];
  const end = await start({ steps: [step({ argv, patterns: [2] })] }, { filled }).done;
  expect(filled).toHaveBeenCalledWith(argv, 2, [`${folder}/.env`]);
  expect(end).toMatchObject({ outcome: 'exited', exitCode: 126, stdout: '' });
  expect(end.stderr).toBe('cat: could not be started: not that one\n');
});

it('is not held up by a pattern that is made to be slow', async () => {
  writeFileSync(join(folder, 'a'.repeat(200)), '');
  const argv = ['echo', `${folder}/${'*a'.repeat(60)}b`];
  const end = await start({ steps: [step({ argv, patterns: [1] })] }, { timeoutMs: 5_000 }).done;
  expect(end).toMatchObject({ outcome: 'exited', stdout: `${argv[1]}\n` });
});

it.each([
  ['no-such-program-anywhere', 127, 'no-such-program-anywhere: no such program\n'],
  ['/etc/passwd x | cat', 0, '/etc/passwd: permission denied\n'],
  ['true && /etc/passwd', 126, '/etc/passwd: permission denied\n'],
  ['wc -l < /no/such/file', 1, '/no/such/file: no such file\n'],
  ['wc -l < /dev/zero', 1, '/dev/zero: is not an ordinary file\n'],
  ['no-such-program-anywhere 2>/dev/null || true', 0, ''],
])('says like a shell what does not start: %s', async (text, exitCode, stderr) => {
  expect(await line(text)).toMatchObject({ outcome: 'exited', exitCode, stderr });
});

it('takes the words of a program and the name of its file as they are', async () => {
  const file = join(folder, 'a "$(touch x)" `id` \n;b');
  writeFileSync(file, 'text');
  const plan = (argv: string[]) => ({ steps: [step({ argv, stdin: { file } })] });
  const words = ['$(id)', '"; id', '-n', '$0'];
  expect(await start(plan(['cat'])).done).toMatchObject({ stdout: 'text', stderr: '', exitCode: 0 });
  const end = await start(plan(['printf', '%s\n', ...words])).done;
  expect(end.stdout).toBe(words.map((word) => `${word}\n`).join(''));
});

it('reads no pipe by name, which would wait for whoever writes', async () => {
  const file = join(folder, 'pipe');
  spawnSync('mkfifo', [file]);
  expect(await line(`head < ${file}`)).toMatchObject({
    ...{ outcome: 'exited', exitCode: 1, stderr: `${file}: is not an ordinary file\n` },
  });
});

it.each([
  ['ls /x*', undefined],
  ['{ ls /x*; echo no; } | cat', undefined],
  ['true && ls /x* || echo no', 'no longer wanted'],
])('ends in its time though a folder never answers: %s', async (text, why) => {
  jest.spyOn(HostLook.prototype, 'names').mockReturnValue(new Promise(() => undefined));
  const run = start(planOf(text)!, { timeoutMs: why ? 20_000 : 100 });
  if (why) setTimeout(() => run.cancel(why), 100);
  expect(await run.done).toMatchObject({ outcome: why ? 'canceled' : 'timed_out', exitCode: -1, stdout: '' });
  jest.restoreAllMocks();
});

it('tells by its code that a signal ended the last program', async () => {
  const end = await start({ steps: [step(node('process.kill(process.pid, "SIGKILL")'))] }).done;
  expect(end).toMatchObject({ outcome: 'exited', exitCode: 137 });
});

it('takes every program down at the timeout, and begins nothing further', async () => {
  const files = ['a', 'b'].map((name) => join(folder, name));
  const wait = (file: string) =>
    node(
      `process.on('SIGTERM', () => {}); require('fs').writeFileSync(process.argv[1], String(process.pid)); setInterval(() => {}, 1000)`,
      file,
    );
  const never = step(['touch', join(folder, 'never')]);
  const timeoutMs = 30_000;
  const isThere = (file: string) => existsSync(file) && readFileSync(file, 'utf8') !== '';
  const patient = new Executor(new OnceTicker(timeoutMs, () => files.every(isThere)), {
    graceMs: 200,
    pipeMs: 200,
  });
  const plan = { steps: [step(wait(files[0]!), wait(files[1]!)), never] };
  const end = await patient.start({ argv: ['sh', '-c', 'exit 99'], plan, timeoutMs, outputLimit: 65_536 })
    .done;
  expect(end).toMatchObject({ outcome: 'timed_out', exitCode: -1 });
  for (const file of files) {
    const pid = readFileSync(file, 'utf8');
    await until(() => !existsSync(`/proc/${pid}/fd`));
  }
  expect(existsSync(join(folder, 'never'))).toBe(false);
});

it('stops on request, while a group writes into a pipe', async () => {
  const run = start({
    steps: [
      {
        after: 'then',
        pipeline: [{ steps: [step(['sleep', '300']), step(['echo', 'x'])] }, { argv: ['cat'] }],
      },
    ],
  });
  await new Promise((resolve) => setTimeout(resolve, 50));
  run.cancel('no longer wanted');
  expect(await run.done).toMatchObject({ outcome: 'canceled', message: 'no longer wanted', stdout: '' });
});

it('leaves nobody behind who left the pipeline and goes on', async () => {
  const file = join(folder, 'pid');
  const script = `const c = require('child_process').spawn('sleep', ['300']); require('fs').writeFileSync(process.argv[1], String(c.pid)); process.exit(0)`;
  await start({ steps: [step(node(script, file)), step(['true'])] }).done;
  await until(() => !existsSync(`/proc/${readFileSync(file, 'utf8')}/fd`));
});

it('keeps the limit of the output and streams the same text', async () => {
  const chunks: Chunk[] = [];
  const end = await line('yes zäöü | head -n 100000', {
    outputLimit: 1_000,
    onChunk: (chunk) => chunks.push(chunk),
  });
  expect(end).toMatchObject({ outcome: 'exited', exitCode: 0, truncated: true });
  expect(Buffer.byteLength(end.stdout)).toBeLessThanOrEqual(1_000);
  expect(chunks.map(({ data }) => data).join('')).toContain(end.stdout);
});

it('leaves no descriptor open', async () => {
  const before = readdirSync('/proc/self/fd').length;
  for (let n = 0; n < 3; n++)
    await line('{ echo b; echo a; } | sort | head -n 1; no-such-program | cat; wc -l < /etc/hostname');
  await until(() => readdirSync('/proc/self/fd').length <= before);
});

const noSpace = () => {
  throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
};

it('says that a later pipeline could not be built, and not that nothing was started', async () => {
  const made = join(folder, 'made');
  const real = fs.mkdtempSync;
  const spy = jest.spyOn(fs, 'mkdtempSync').mockImplementationOnce(real).mockImplementationOnce(noSpace);
  const end = await start({ steps: [step(['touch', made]), step(['ls', '/'], ['wc', '-l'])] }).done;
  spy.mockRestore();
  expect(existsSync(made)).toBe(true);
  expect(end).toMatchObject({
    outcome: 'exited',
    exitCode: 126,
    stderr: 'a pipeline could not be built: no space left on device\n',
  });
});

it('starts nothing further where its first pipeline could not be built', async () => {
  const made = join(folder, 'made');
  const real = fs.mkdtempSync;
  const spy = jest.spyOn(fs, 'mkdtempSync').mockImplementationOnce(real).mockImplementationOnce(noSpace);
  const end = await start({ steps: [step(['ls', '/'], ['wc', '-l']), step(['touch', made])] }).done;
  spy.mockRestore();
  expect(end).toMatchObject({ outcome: 'not_started', message: expect.stringMatching('no space') });
  expect(existsSync(made)).toBe(false);
});

it('says why it could not begin, where there is no place for its pipes', async () => {
  jest.spyOn(fs, 'mkdtempSync').mockImplementationOnce(noSpace);
  const end = await start({ steps: [step(['true'])] }).done;
  expect(end).toMatchObject({
    outcome: 'not_started',
    exitCode: -1,
    message: expect.stringMatching('no space'),
  });
});
