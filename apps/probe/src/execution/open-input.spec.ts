import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { Containment } from '../containment/containment.js';
import { HostTicker } from '../ticker.js';
import { Executor, type RunRequest, type RunSandbox } from './executor.js';
import { opening } from './open-input.js';

Logger.overrideLogger(false);

const possible = spawnSync('bwrap', ['--ro-bind', '/', '/', 'true']).status === 0;
/** Skipped, and counted as that, where bubblewrap cannot work. */
const sandboxed = possible ? it : it.skip;
let folder: string;
let containment: Containment;

const run = (argv: string[], over: Partial<RunRequest> = {}) => runIn(containment, argv, over);
const runIn = (sandbox: RunSandbox, argv: string[], over: Partial<RunRequest> = {}) =>
  new Executor(new HostTicker(), { graceMs: 300, pipeMs: 300 }, sandbox).start({
    argv,
    contained: 'observe',
    timeoutMs: 20_000,
    outputLimit: 262_144,
    ...over,
  }).done;
const from = (file: string, argv: string[]): Partial<RunRequest> => ({
  plan: { steps: [{ after: 'then', pipeline: [{ argv, stdin: { file } }] }] },
});
const read = (argv: string[], file: string, over: Partial<RunRequest> = {}) =>
  run(['sh'], { ...from(file, argv), ...over });
let place: string;
const at = (name: string) => join(place, name);
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'probe-hidden-'));
  containment = new Containment([folder]);
  await containment.check();
  if (!containment.works) process.stderr.write(`SKIPPED: the sandbox is NOT TESTED: ${containment.whyNot}\n`);
  place = mkdtempSync(join(tmpdir(), 'probe-input-'));
  writeFileSync(join(folder, 'config.yaml'), 'yek\n');
  symlinkSync(join(folder, 'config.yaml'), at('x'));
  writeFileSync(join(folder, 'numbers'), '1\n');
  symlinkSync(join(folder, 'numbers'), at('y'));
  writeFileSync(at('id_rsa'), 'a key\n');
  symlinkSync('id_rsa', at('notes'));
  writeFileSync(at('text'), 'text\n');
  symlinkSync('text', at('link'));
});
afterAll(() => {
  containment.stop();
  for (const one of [folder, place]) rmSync(one, { recursive: true, force: true });
});

sandboxed('opens what a program reads inside, where the folders of the probe are hidden', async () => {
  const end = await read(['rev'], at('x'));
  expect(end).toMatchObject({ stdout: '', exitCode: 1, contained: true });
  expect(end.stderr).toBe(`${at('x')}: no such file\n`);
  expect(await read(['rev'], at('link'))).toMatchObject({ stdout: 'txet\n', contained: true });
  expect(await read(['rev'], at('link').slice(1))).toMatchObject({ stdout: 'txet\n', exitCode: 0 });
});

sandboxed('takes nothing from the program of what that needs', async () => {
  if (process.getuid?.() === 0 && existsSync('/usr/bin/dmesg'))
    expect(await read(['dmesg'], '/etc/passwd')).toMatchObject({ exitCode: 0, contained: true, stderr: '' });
  expect(await read(['no-such-program'], '/etc/passwd')).toMatchObject({
    ...{ exitCode: 127, stderr: 'no-such-program: no such program\n' },
  });
});

/** As a kernel before 5.8, which knows no `faccessat2`: there the system asks for a real user's rights, without capabilities. */
const older = (): RunSandbox => ({
  check: () => containment.check(),
  contain: (...asked) => {
    const contained = containment.contain(...asked);
    return contained && { ...contained, filter: Buffer.concat([NO_FACCESSAT2, contained.filter]) };
  },
});
const NO_FACCESSAT2 = Buffer.from('2000000000000000' + '15000001b7010000' + '0600000026000500', 'hex');

(process.getuid?.() === 0 ? sandboxed : it.skip)(
  'reads what only root may, on older systems too',
  async () => {
    writeFileSync(at('shadow'), 'text\n', { mode: 0o600 });
    expect(await read(['rev'], at('shadow'))).toMatchObject({ stdout: 'txet\n', contained: true });
    const end = await runIn(older(), ['sh'], from(at('shadow'), ['rev']));
    expect(end).toMatchObject({ stdout: 'txet\n', stderr: '', exitCode: 0, contained: true });
  },
);

it.each(['sh', 'bash'])('says of a file that it cannot be read, and starts nothing: %s', (shell) => {
  writeFileSync(at('closed'), 'text\n', { mode: 0o000 });
  chmodSync(place, 0o755);
  const [, ...words] = opening(at('closed'), ['echo', 'begun']);
  const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const { status, stdout, stderr } = spawnSync(shell, words, { ...nobody, encoding: 'utf8' });
  expect([status, stdout, stderr]).toEqual([1, '', `${at('closed')}: it cannot be read\n`]);
});

it.each(['x', 'y', 'notes'])('gives no secret under another name beside the sandbox: %s', async (name) => {
  const end = await read(['rev'], at(name), { contained: undefined });
  expect(end).toMatchObject({ stdout: '', exitCode: 1, contained: false });
  expect(end.stderr).toBe(`${at(name)}: leads to a place of secrets; name that place itself\n`);
});

it.each(['id_rsa', 'text', 'link'])(
  'reads beside the sandbox what was judged by its name: %s',
  async (name) => {
    const end = await read(['cat'], at(name), { contained: undefined });
    expect(end).toMatchObject({ stdout: readFileSync(at(name), 'utf8'), exitCode: 0, stderr: '' });
  },
);

it('leaves the program no more descriptors than others have', async () => {
  const end = await read(['ls', '/proc/self/fd'], at('text'), { contained: undefined });
  const plain = await run(['ls', '/proc/self/fd'], { contained: undefined });
  expect([end.exitCode, end.stdout]).toEqual([0, plain.stdout]);
});
