import { Logger } from '@nestjs/common';
import type { Inventory } from '@legator/contracts';
import { FakeTicker } from '../testing.js';
import { InventoryReporter } from './inventory-reporter.js';

Logger.overrideLogger(false);

const MINUTE = 60_000;
const disk = { mount: '/', device: '/dev/sda1', type: 'ext4', total_bytes: 100, used_bytes: 1 };

function setup() {
  const ticker = new FakeTicker();
  const sent: Inventory[] = [];
  const host = { kernel: '6.1', used: 1, broken: false };
  const collect = async (): Promise<Inventory> => {
    if (host.broken) throw new Error('no');
    const at = { collected_at: ticker.now().toISOString() };
    const disks = [{ ...disk, used_bytes: host.used }];
    return {
      hostname: 'w',
      os: 'linux',
      arch: 'amd64',
      kernel: host.kernel,
      cpus: 1,
      mem_total_bytes: 1,
      disk_total_bytes: 1,
      disks,
      ...at,
    };
  };
  const reporter = new InventoryReporter((one) => (sent.push(one), true), ticker, collect);
  const pass = async (ms: number) => {
    ticker.advance(ms);
    await new Promise(setImmediate);
  };
  return { reporter, sent, host, pass };
}

it('reports at once, after 15 minutes, and in between only what changed', async () => {
  const { reporter, sent, host, pass } = setup();
  const stop = reporter.start();
  await pass(0);
  expect(sent).toHaveLength(1);
  host.used = 50;
  await pass(5 * MINUTE);
  expect(sent).toHaveLength(1);
  host.kernel = '6.2';
  await pass(5 * MINUTE);
  expect(sent).toHaveLength(2);
  await pass(5 * MINUTE);
  await pass(5 * MINUTE);
  expect(sent).toHaveLength(2);
  await pass(5 * MINUTE);
  expect(sent).toHaveLength(3);
  stop();
  await pass(60 * MINUTE);
  expect(sent).toHaveLength(3);
});

it('reports on every new connection, changed or not', async () => {
  const { reporter, sent, pass } = setup();
  reporter.start()();
  await pass(0);
  reporter.start();
  await pass(0);
  expect(sent).toHaveLength(2);
});

it('tries again after a failure', async () => {
  const { reporter, sent, host, pass } = setup();
  host.broken = true;
  reporter.start();
  await pass(0);
  host.broken = false;
  await pass(5 * MINUTE);
  expect(sent).toHaveLength(1);
});
