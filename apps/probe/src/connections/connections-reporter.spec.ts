import { Logger } from '@nestjs/common';
import type { HostConnections } from '@legator/contracts';
import { FakeTicker } from '../testing.js';
import { ConnectionsReporter } from './connections-reporter.js';

Logger.overrideLogger(false);

const MINUTE = 60_000;
const some: HostConnections = {
  groups: [{ direction: 'in', address: '10.0.0.7', port: 22, connections: 1 }],
  truncated: false,
};

function setup() {
  const ticker = new FakeTicker();
  const sent: HostConnections[] = [];
  const host = { now: some as HostConnections | undefined, broken: false };
  const collect = () => (host.broken ? Promise.reject(new Error('no')) : Promise.resolve(host.now));
  const reporter = new ConnectionsReporter((one) => (sent.push(one), true), ticker, collect);
  const pass = async (ms: number) => {
    ticker.advance(ms);
    await new Promise(setImmediate);
  };
  return { reporter, sent, host, pass };
}

it('reports at once and every 15 minutes, whatever comes and goes in between', async () => {
  const { reporter, sent, host, pass } = setup();
  const stop = reporter.start();
  await pass(0);
  expect(sent).toEqual([some]);
  host.now = { groups: [], truncated: false };
  await pass(14 * MINUTE);
  expect(sent).toHaveLength(1);
  await pass(MINUTE);
  expect(sent).toHaveLength(2);
  stop();
  await pass(60 * MINUTE);
  expect(sent).toHaveLength(2);
});

it('says nothing where it cannot know, and tries again', async () => {
  const { reporter, sent, host, pass } = setup();
  host.now = undefined;
  reporter.start();
  await pass(0);
  host.broken = true;
  await pass(15 * MINUTE);
  expect(sent).toEqual([]);
  Object.assign(host, { now: some, broken: false });
  await pass(15 * MINUTE);
  expect(sent).toHaveLength(1);
});
