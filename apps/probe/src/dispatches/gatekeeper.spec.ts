import type { CommandRun, Level } from '@legator/contracts';
import { ServerClock } from '@legator/wire';
import { FakeTicker, aRun } from '../testing.js';
import { Gatekeeper, type JudgeArgv } from './gatekeeper.js';
import { HostPolicy } from './host-policy.js';

interface Host {
  ceiling?: Level;
  local?: Level;
  policy?: Level;
  judge?: JudgeArgv;
}

function setup({ ceiling = 'remediate', local, policy = 'observe', judge }: Host = {}) {
  const ticker = new FakeTicker();
  const clock = new ServerClock(() => ticker.monotonicMs());
  clock.welcomed('2026-01-01T00:00:00.000Z');
  const host = new HostPolicy(ceiling, local);
  host.adopt(policy);
  const known: JudgeArgv = () => ({ level: 'observe', known: true });
  return { ticker, host, gatekeeper: new Gatekeeper(host, clock, judge ?? known) };
}

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

it('counts expiry from the server time on a clock that nobody sets', () => {
  const { ticker, gatekeeper } = setup();
  ticker.jump(-365 * 24 * 3_600_000);
  expect(gatekeeper.refuse(aRun())).toBeUndefined();
  ticker.advance(60_000);
  ticker.jump(-3_600_000);
  expect(gatekeeper.refuse(aRun())).toMatchObject({ reason: 'expired' });
});

it('refuses everything as expired before the first welcome', () => {
  const gatekeeper = new Gatekeeper(new HostPolicy('remediate'), new ServerClock(() => 0), needs('observe'));
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
