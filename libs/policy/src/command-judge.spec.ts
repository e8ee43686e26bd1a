import type { CommandPayload } from '@legator/contracts';
import type { Target } from '@legator/fleet';
import { judgeArgv } from '@legator/shell';
import { verdict } from './command-judge.js';

const target: Target = {
  id: 'prb-00000001',
  tenantId: 'default',
  hostname: 'web-01',
  status: 'online',
  level: 'observe',
  ceiling: 'remediate',
  protocol: 2,
  tags: [],
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
