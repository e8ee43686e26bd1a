import type { CommandRun, Level } from '@legator/contracts';
import { judgeArgv, judgeLine, loadReaders } from '@legator/shell';
import { ServerClock } from '@legator/wire';
import { FakeTicker, aRun } from '../testing.js';
import { Gatekeeper, type JudgeArgv } from './gatekeeper.js';
import type { LocalPolicy } from '../config/local-policy.js';
import { HostPolicy } from './host-policy.js';

interface Host {
  ceiling?: Level;
  local?: Level;
  policy?: Level;
  judge?: JudgeArgv;
  limits?: LocalPolicy;
  contains?: boolean;
}

function setup({
  ceiling = 'remediate',
  local,
  policy = 'observe',
  judge,
  limits,
  contains = false,
}: Host = {}) {
  const ticker = new FakeTicker();
  const clock = new ServerClock(() => ticker.monotonicMs());
  clock.welcomed('2026-01-01T00:00:00.000Z');
  const host = new HostPolicy(ceiling, { ...limits, ...(local && { level: local }) });
  host.adopt(policy);
  const known: JudgeArgv = () => ({ level: 'observe', known: true });
  return {
    ticker,
    host,
    clock,
    gatekeeper: new Gatekeeper(host, clock, judges(judge ?? known), () => contains),
  };
}

const judges = (argv: JudgeArgv) => ({ argv, line: (line: string) => argv([line]) });

const approved = (grantedLevel: Level) => ({
  approval: { id: '00000000-0000-4000-8000-000000000001', grantedLevel },
});
const needs =
  (level: Level, known = true): JudgeArgv =>
  () => ({ level, known });

it.each<[string, Host, Partial<CommandRun>]>([
  ['what only reads', {}, {}],
  ['what the policy covers', { policy: 'diagnose', judge: needs('diagnose') }, {}],
  ['what people approved', { judge: needs('remediate') }, approved('remediate')],
  ['the unknown, once people approved it', { judge: needs('observe', false) }, approved('remediate')],
])('lets %s run', (_what, host, over) => {
  expect(setup(host).gatekeeper.refuse(aRun(over))).toBeUndefined();
});

it.each<[string, string, Host, Partial<CommandRun>]>([
  ['above_level', 'what it judges higher than the control plane did', { judge: needs('remediate') }, {}],
  ['above_level', 'what the control plane judges higher than it does', {}, { level: 'diagnose' }],
  [
    'unknown',
    'what nobody knows, at whatever level',
    { policy: 'remediate', judge: needs('observe', false) },
    {},
  ],
  [
    'critical',
    'what may cost the host, at whatever level',
    { policy: 'remediate', judge: () => ({ level: 'remediate', known: true, risk: 'critical' }) },
    {},
  ],
  ['above_level', 'what nobody knows', { policy: 'diagnose', judge: needs('observe', false) }, {}],
  [
    'above_level',
    'an approval that does not reach far enough',
    { judge: needs('remediate') },
    approved('diagnose'),
  ],
  [
    'above_level',
    'a policy raised over the local level',
    { policy: 'remediate', local: 'observe', judge: needs('diagnose') },
    {},
  ],
  [
    'above_ceiling',
    'the unknown, on a host that can never be changed',
    { ceiling: 'observe', judge: needs('observe', false) },
    approved('remediate'),
  ],
  [
    'above_ceiling',
    'what is above the ceiling, approved or not',
    { ceiling: 'diagnose', policy: 'remediate', judge: needs('remediate') },
    approved('remediate'),
  ],
  [
    'sensitive',
    'what shows secrets, without approval',
    { policy: 'remediate', judge: () => ({ level: 'observe', known: true, sensitive: true }) },
    {},
  ],
  [
    'above_level',
    'what it fails to judge',
    {
      policy: 'diagnose',
      judge: () => {
        throw new Error('broken');
      },
    },
    {},
  ],
])('refuses as %s %s', (reason, _what, host, over) => {
  expect(setup(host).gatekeeper.refuse(aRun(over))).toMatchObject({
    reason,
    message: expect.stringMatching(/\w/),
  });
});

const nginx = { kind: 'service', verb: 'restart', target: 'nginx.service' };
const restarts: JudgeArgv = () => ({ level: 'remediate', known: true, risk: 'medium', effects: [nginx] });
const block = (rule: object) => ({ block: [{ then: 'deny' as const, ...rule }] });

it.each<[string, string, Host, Partial<CommandRun>]>([
  [
    'blocked',
    'a prefix',
    { limits: { blocked: ['Rm  -rf'] } },
    { argv: ['/bin/rm', '-rf', 'x'], ...approved('remediate') },
  ],
  [
    'blocked_effect',
    'an effect, approved or not',
    { judge: restarts, limits: block({ target: 'nginx' }) },
    approved('remediate'),
  ],
  [
    'blocked_effect',
    'an effect that needs a person',
    { policy: 'remediate', judge: restarts, limits: block({ target: 'nginx', then: 'queue' }) },
    {},
  ],
  [
    'blocked_effect',
    'what may do it',
    { policy: 'remediate', judge: needs('remediate'), limits: block({ kind: 'power' }) },
    {},
  ],
  ['not_contained', 'a look without a sandbox', { limits: { sandbox: 'required' } }, {}],
])('refuses as %s %s by the policy of the host', (reason, _what, host, over) => {
  expect(setup(host).gatekeeper.refuse(aRun(over))).toMatchObject({ reason });
});

it.each<[string, Host, Partial<CommandRun>]>([
  ['another effect', { policy: 'remediate', judge: restarts, limits: block({ target: 'postgres' }) }, {}],
  [
    'an effect that people approved',
    { judge: restarts, limits: block({ target: 'nginx', then: 'queue' }) },
    approved('remediate'),
  ],
  [
    'what may do it, once people approved it',
    { judge: needs('remediate'), limits: block({ kind: 'power' }) },
    approved('remediate'),
  ],
  ['a look in a sandbox', { limits: { sandbox: 'required' }, contains: true }, {}],
])('lets %s run under the policy of the host', (_what, host, over) => {
  expect(setup(host).gatekeeper.refuse(aRun(over))).toBeUndefined();
});

const lineOf = (line: string, over: Partial<CommandRun> = {}) =>
  aRun({ argv: ['sh', '-c', line], line, ...over });
const lineJudge = { argv: () => ({ level: 'observe', known: true }) as const, line: judgeLine };
const keeper = (over: Host = {}) => {
  const { host, clock } = setup(over);
  return new Gatekeeper(host, clock, lineJudge, () => over.contains ?? false);
};

describe('a line', () => {
  beforeAll(() => loadReaders(), 60_000);

  it('is read by the probe itself, and run as what it comes to', () => {
    const run = lineOf('df -h | sort');
    expect(keeper().refuse(run)).toBeUndefined();
    expect(keeper({ contains: true }).terms(run)).toMatchObject({
      plan: { steps: [{ pipeline: [{ argv: ['df', '-h'] }, { argv: ['sort'] }] }] },
      contained: 'observe',
    });
  });

  it.each<[string, string, CommandRun, Host]>([
    ['above_level', 'what the control plane took for a look', lineOf('df; systemctl restart x'), {}],
    ['above_level', 'what only a shell could run', lineOf('df & uptime'), {}],
    ['above_level', 'what only a shell could run', lineOf('df > /tmp/x'), {}],
    [
      'above_ceiling',
      'a change where nothing may change',
      lineOf('df; reboot', approved('remediate')),
      { ceiling: 'observe' },
    ],
    ['bad_line', 'words that are not its own', aRun({ argv: ['df'], line: 'df | sort' }), {}],
    ['bad_line', 'words that hide another line', aRun({ argv: ['sh', '-c', 'id', 'x'], line: 'id' }), {}],
    [
      'blocked',
      'a blocked beginning in the middle',
      lineOf('uptime; df -h'),
      { limits: { blocked: ['df'] } },
    ],
    [
      'not_contained',
      'what has to read the mounts beside the sandbox',
      lineOf('grep ro < /proc/mounts'),
      { limits: { sandbox: 'required' }, contains: true },
    ],
  ])('is refused as %s: %s', (reason, _what, run, over) => {
    expect(keeper(over).refuse(run)).toMatchObject({ reason });
  });

  it('without a plan waits for a person, however it was judged', () => {
    const { host, clock } = setup();
    const easy = { argv: lineJudge.argv, line: () => ({ level: 'observe', known: true }) as const };
    const gatekeeper = new Gatekeeper(host, clock, easy);
    expect(gatekeeper.refuse(lineOf('df & uptime'))).toMatchObject({ reason: 'above_level' });
    expect(gatekeeper.refuse(lineOf('df; uptime'))).toBeUndefined();
  });

  it('has what its patterns stand for judged once more, unless a person has approved it', async () => {
    const { host, clock } = setup();
    const gatekeeper = new Gatekeeper(host, clock, { argv: judgeArgv, line: judgeLine });
    const { filled } = gatekeeper.terms(lineOf('cat /srv/?*'));
    await expect(filled!(['cat', '/srv/?*'], 1, ['/srv/notes'])).resolves.toBeUndefined();
    await expect(filled!(['cat', '/srv/?*'], 1, ['/srv/id_rsa'])).rejects.toThrow('stands for /srv/id_rsa');
    expect(gatekeeper.terms(lineOf('cat /srv/?*', approved('remediate'))).filled).toBeUndefined();
  });

  it('without a plan is given to a shell once people approved it, never in the sandbox of those that look', () => {
    const run = lineOf('df & uptime', approved('remediate'));
    const gatekeeper = keeper({ contains: true });
    expect(gatekeeper.refuse(run)).toBeUndefined();
    expect(gatekeeper.terms(run)).toEqual({ argv: run.argv, plan: undefined, contained: undefined });
  });
});

it('holds in the sandbox what looks, and nothing that changes', () => {
  const { gatekeeper } = setup({ contains: true });
  expect(gatekeeper.terms(aRun())).toMatchObject({ contained: 'observe' });
  expect(gatekeeper.terms(aRun({ level: 'diagnose' }))).toMatchObject({ contained: 'diagnose' });
  expect(gatekeeper.terms(aRun({ level: 'remediate' }))).toMatchObject({ contained: undefined });
  expect(setup({ contains: true, judge: needs('observe', false) }).gatekeeper.terms(aRun())).toMatchObject({
    contained: undefined,
  });
  expect(setup().gatekeeper.terms(aRun())).toMatchObject({ contained: undefined });
});

it('counts expiry from the server time on a clock that nobody sets', () => {
  const { ticker, gatekeeper } = setup();
  ticker.jump(-365 * 24 * 3_600_000);
  expect(gatekeeper.refuse(aRun())).toBeUndefined();
  ticker.advance(60_000);
  ticker.jump(-3_600_000);
  expect(gatekeeper.refuse(aRun())).toMatchObject({ reason: 'expired' });
});

it('refuses everything as expired before the first welcome', () => {
  const gatekeeper = new Gatekeeper(
    new HostPolicy('remediate'),
    new ServerClock(() => 0),
    judges(needs('observe')),
  );
  expect(gatekeeper.refuse(aRun({ expiresAt: '9999-01-01T00:00:00.000Z' }))).toMatchObject({
    reason: 'expired',
  });
});

it('shows the host its own limits, whatever the control plane grants', () => {
  const { host } = setup({ ceiling: 'diagnose', local: 'remediate', policy: 'remediate' });
  expect([host.own, host.level]).toEqual(['diagnose', 'diagnose']);
  host.adopt('observe');
  expect([host.own, host.level]).toEqual(['diagnose', 'observe']);
});
