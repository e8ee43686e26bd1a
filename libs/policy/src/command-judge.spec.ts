import type { CommandPayload } from '@legator/contracts';
import type { Target } from '@legator/fleet';
import { judgeArgv } from '@legator/shell';
import type { Tx } from '@legator/core';
import type { ProbesService } from '@legator/fleet';
import type { Surroundings } from './surroundings.service.js';
import { CommandJudge, verdict } from './command-judge.js';

const target: Target = {
  id: 'prb-00000001',
  tenantId: 'default',
  hostname: 'web-01',
  status: 'online',
  level: 'observe',
  ceiling: 'remediate',
  protocol: 2,
  tags: [],
  site: null,
  connected: true,
};

const command = (argv: string[], over: Partial<CommandPayload> = {}): CommandPayload => ({
  probe_id: target.id,
  argv,
  timeout_ms: 1_000,
  stream: false,
  request_id: 'cmd-1',
  tags: [],
  ...over,
});

const judge = (argv: string[], over: Partial<Target> = {}, more: Partial<CommandPayload> = {}) =>
  verdict(command(argv, more), { ...target, ...over }, judgeArgv(argv));

it('lets a plain read run and says why', () => {
  const { decision, level, reasons } = judge(['df', '-h']);
  expect({ decision, level }).toEqual({ decision: 'allow', level: 'observe' });
  expect(reasons[0]!.text).toMatch(/without a person/);
});

it.each([
  ['a change', ['systemctl', 'restart', 'nginx']],
  ['a program that nobody listed', ['frobnicate']],
  ['a secret', ['cat', '/etc/shadow']],
])('holds back %s for a person', (_what, argv) => {
  expect(judge(argv).decision).toBe('queue');
});

it('denies what is above the ceiling of the host', () => {
  expect(judge(['systemctl', 'restart', 'nginx'], { ceiling: 'observe' })).toMatchObject({
    decision: 'deny',
    reasons: expect.arrayContaining([expect.objectContaining({ code: 'above_ceiling' })]),
  });
});

it('believes a client that asks for more, never one that asks for less', () => {
  expect(judge(['df'], {}, { level: 'remediate' }).decision).toBe('queue');
  expect(judge(['rm', '-rf', '/srv'], {}, { level: 'observe' }).decision).toBe('queue');
});

it('denies at an upstream probe what would need an approval, because none reaches it', () => {
  const upstream = { ceiling: null, protocol: 1 as const };
  expect(judge(['df', '-h'], upstream).decision).toBe('allow');
  expect(judge(['systemctl', 'restart', 'nginx'], upstream).decision).toBe('deny');
  expect(judge(['frobnicate'], { ...upstream, level: 'remediate' }).decision).toBe('deny');
});

const judgedLine = async (line: string, over: Partial<Target> = {}) => {
  const surroundings = { of: () => Promise.resolve({ at: () => undefined, letRun: () => undefined }) };
  const probes = { targets: () => Promise.resolve([{ ...target, level: 'remediate', ...over }]) };
  const judge = new CommandJudge(probes as unknown as ProbesService, surroundings as unknown as Surroundings);
  return (await judge.judge({} as Tx, [command([], { line })]))[0]!;
};
const SHELL = expect.objectContaining({ code: 'line.shell' });

it('starts no shell for a line without a person, whatever is in it', async () => {
  const verdict = await judgedLine('uptime; df -h | sort');
  expect(verdict).toMatchObject({ decision: 'queue', level: 'remediate' });
  expect(verdict.reasons).toContainEqual(SHELL);
});

it('judges a line by its programs where the probe runs it without a shell', async () => {
  const reads = await judgedLine('uptime; df -h | sort', { lines: true, level: 'observe' });
  expect(reads).toMatchObject({ decision: 'allow', level: 'observe' });
  const changes = await judgedLine('uptime; systemctl restart nginx', { lines: true, level: 'observe' });
  expect(changes).toMatchObject({ decision: 'queue', level: 'remediate' });
  expect([...reads.reasons, ...changes.reasons]).not.toContainEqual(SHELL);
  const unplanned = await judgedLine('uptime & df', { lines: true });
  expect(unplanned).toMatchObject({ decision: 'queue', level: 'remediate' });
  expect(unplanned.reasons).toContainEqual(SHELL);
});

it('denies what is for a probe that is gone, and goes on with the rest', async () => {
  const surroundings = { of: () => Promise.resolve({ at: () => undefined, letRun: () => undefined }) };
  const probes = { targets: () => Promise.resolve([target]) };
  const judge = new CommandJudge(probes as unknown as ProbesService, surroundings as unknown as Surroundings);
  const gone = { ...command(['uptime']), probe_id: 'gone' };
  expect(await judge.judge({} as Tx, [gone, command(['uptime'])])).toMatchObject([
    { decision: 'deny', reasons: [{ code: 'probe_gone' }] },
    { decision: 'allow' },
  ]);
});
