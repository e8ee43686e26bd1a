import { Logger } from '@nestjs/common';
import type { Level, UpstreamCommand } from '@legator/contracts';
import { deriveUpstreamKey, signUpstreamCommand } from '@legator/wire';
import { HostPolicy } from '../dispatches/host-policy.js';
import { Executor } from '../execution/executor.js';
import { until } from '../testing.js';
import { HostTicker } from '../ticker.js';
import { UpstreamCommands } from './upstream-commands.js';

Logger.overrideLogger(false);

const text = '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f';
const probeId = 'prb-0a1b2c3d';
const command = (over: Partial<UpstreamCommand> = {}): UpstreamCommand => ({
  request_id: 'cmd-1',
  command: 'echo',
  args: ['hi'],
  timeout: 0,
  level: 'observe',
  stream: false,
  ...over,
});

function setup({
  level = 'observe' as Level,
  ceiling = 'remediate' as Level,
  needs = 'observe' as Level,
  masterText = '',
} = {}) {
  const policy = new HostPolicy(ceiling);
  policy.adopt(level);
  const sent: { type: string; [key: string]: unknown }[] = [];
  const commands = new UpstreamCommands(
    policy,
    () => ({ level: needs, known: true }),
    new Executor(new HostTicker()),
    { masterText: masterText || undefined, probeId },
    (type, payload) => sent.push({ type, ...payload }),
  );
  let n = 0;
  const run = (over: Partial<UpstreamCommand> = {}, signature?: string, id = `e-${++n}`) =>
    commands.run({ id, type: 'command', timestamp: '', signature }, command(over));
  return { commands, sent, run };
}

it('runs a command and answers with a result', async () => {
  const { sent, run } = setup();
  run();
  await until(() => sent.length === 1);
  expect(sent[0]).toMatchObject({
    type: 'command_result',
    request_id: 'cmd-1',
    exit_code: 0,
    stdout: 'hi\n',
    truncated: false,
  });
});

it('streams, and ends with one final chunk and no result', async () => {
  const { sent, run } = setup();
  run({ stream: true, command: 'sh', args: ['-c', 'echo hi; exit 3'] });
  await until(() => sent.some(({ final }) => final));
  expect(sent).toMatchObject([
    { type: 'output_chunk', seq: 1, data: 'hi\n', final: false },
    { type: 'output_chunk', seq: 2, data: '', final: true, exit_code: 3 },
  ]);
});

it.each([
  ['what its policy does not cover', { needs: 'diagnose' as Level }, {}, 'policy violation'],
  [
    'what is above the ceiling, whatever was pushed',
    { needs: 'diagnose' as Level, level: 'remediate' as Level, ceiling: 'observe' as Level },
    {},
    'policy violation',
  ],
  ['what claims to need more', {}, { level: 'remediate' }, 'policy violation'],
])('refuses %s', (_what, host, over, why) => {
  const { sent, run } = setup(host);
  run(over);
  expect(sent).toMatchObject([
    { type: 'command_result', exit_code: -1, stderr: expect.stringContaining(why) },
  ]);
  run({ ...over, stream: true });
  expect(sent[1]).toMatchObject({ type: 'output_chunk', final: true, seq: 0, exit_code: -1 });
});

it('keeps to the lists that were pushed', () => {
  const { commands, sent, run } = setup();
  commands.rules = { allowed: ['uptime'], blocked: [] };
  run();
  commands.rules = { allowed: [], blocked: ['ECHO'] };
  run();
  expect(sent.map(({ exit_code }) => exit_code)).toEqual([-1, -1]);
});

it('takes either of the two keys when it has a signing text, and nothing else', async () => {
  const { sent, run } = setup({ masterText: text });
  run({}, undefined, 'a');
  run({}, 'f'.repeat(64), 'b');
  expect(sent.map(({ exit_code }) => exit_code)).toEqual([-1, -1]);
  run({}, signUpstreamCommand('c', command(), deriveUpstreamKey(text, probeId)), 'c');
  run({}, signUpstreamCommand('d', command(), Buffer.from(text, 'hex')), 'd');
  await until(() => sent.length === 4);
  expect(sent.slice(2).map(({ exit_code }) => exit_code)).toEqual([0, 0]);
});

it('ignores an envelope that comes twice', async () => {
  const { sent, run, commands } = setup();
  run({}, undefined, 'same');
  run({}, undefined, 'same');
  await until(() => commands.running().length === 0);
  expect(sent).toHaveLength(1);
});
