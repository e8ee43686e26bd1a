import { Logger } from '@nestjs/common';
import { UPSTREAM_TIMING } from '@legator/contracts';
import { Reconnect, UPSTREAM_RECONNECT } from '@legator/wire';
import { HostPolicy } from '../dispatches/host-policy.js';
import { InventoryReporter } from '../inventory/inventory-reporter.js';
import { Lifeline } from '../link/lifeline.js';
import { FakeConnector, FakeTicker } from '../testing.js';
import { UpstreamAgent } from './upstream-agent.js';
import type { UpstreamCommands } from './upstream-commands.js';

Logger.overrideLogger(false);

function setup() {
  const ticker = new FakeTicker();
  const connector = new FakeConnector();
  const reconnect = new Reconnect(UPSTREAM_RECONNECT, () => 0);
  const target = { url: 'ws://cp', headers: () => ({}), timing: UPSTREAM_TIMING };
  const policy = new HostPolicy('diagnose');
  const saved: object[] = [];
  const ran: string[] = [];
  const commands = {
    running: () => [],
    run: ({ id }: { id: string }) => void ran.push(id),
    stop: async () => undefined,
  };
  const agent = new UpstreamAgent({
    probeId: 'prb-0a1b2c3d',
    lifeline: new Lifeline(target, connector, reconnect, ticker),
    commands: commands as unknown as UpstreamCommands,
    policy,
    inventory: new InventoryReporter(
      () => true,
      ticker,
      () => Promise.reject(new Error('none')),
    ),
    readVitals: async () => ({ uptimeSeconds: 9, memoryTotal: 100 }),
    save: (changes) => void saved.push(changes),
    ticker,
  });
  agent.start();
  connector.last.events.opened();
  const receive = (type: string, payload?: object, id = 'e-1') =>
    connector.last.events.text(JSON.stringify({ id, type, timestamp: '', payload }));
  const sent = () => connector.last.sent.map((text) => JSON.parse(text));
  return { ticker, connector, policy, saved, ran, receive, sent };
}

it('beats every thirty seconds with whole numbers', async () => {
  const { ticker, sent } = setup();
  ticker.advance(30_000);
  await new Promise(setImmediate);
  expect(sent()).toMatchObject([
    {
      type: 'heartbeat',
      payload: { probe_id: 'prb-0a1b2c3d', uptime_seconds: 9, mem_total_bytes: 100, disk_total_bytes: 0 },
    },
  ]);
});

it('keeps a pushed policy, never above its ceiling', () => {
  const { policy, saved, receive } = setup();
  receive('policy_update', { policy_id: 'p', level: 'remediate', allowed: null, blocked: ['rm'] });
  expect(policy.level).toBe('diagnose');
  expect(saved).toEqual([
    { policy_id: 'p', policy_level: 'remediate', policy_allowed: [], policy_blocked: ['rm'] },
  ]);
  receive('policy_update', { policy_id: 'p', level: 'everything' });
  expect(policy.level).toBe('observe');
});

it('keeps a new key', () => {
  const { saved, receive } = setup();
  receive('key_rotation', { new_key: 'lgk_new' });
  expect(saved).toEqual([{ api_key: 'lgk_new' }]);
});

it('refuses an update and says why', () => {
  const { receive, sent } = setup();
  receive('update', { url: 'http://x/y', checksum: '' }, 'u-1');
  expect(sent()).toMatchObject([
    {
      type: 'command_result',
      payload: { request_id: 'u-1', exit_code: 1, stdout: expect.stringContaining('refused') },
    },
  ]);
});

it('hands on commands, answers pings, and lives through noise', () => {
  const { connector, receive, sent, ran } = setup();
  for (const noise of ['', '{', '[]', '{"id":1}', 'null']) connector.last.events.text(noise);
  receive('command', { request_id: 5 }, 'bad');
  receive('heartbeat', {}, 'wrong side');
  receive('command', { request_id: 'r', command: 'id' }, 'good');
  receive('ping');
  expect(ran).toEqual(['good']);
  expect(sent().map(({ type }) => type)).toEqual(['pong']);
});
