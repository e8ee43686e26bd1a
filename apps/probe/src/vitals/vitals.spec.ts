import { Vitals } from '@legator/contracts';
import { FakeTicker } from '../testing.js';
import { diskUse } from './disks.js';
import { VitalsReader } from './vitals.js';

const texts: Record<string, string> = {
  '/proc/uptime': '100.5 1\n',
  '/proc/loadavg': '0.5 0.4 0.3 1/200 9\n',
  '/proc/meminfo': 'MemTotal: 1000 kB\nMemAvailable: 400 kB\nSwapTotal: 0 kB\nSwapFree: 0 kB\n',
  '/proc/stat': 'cpu 100 0 0 100 0 0 0 0\n',
  '/proc/net/dev': 'eth0: 1000 0 0 0 0 0 0 0 500 0\n',
};
const disk = (mount: string, bfree: number) =>
  diskUse(
    { device: mount, mount, type: 'ext4' },
    { bsize: 4096, blocks: 1_000, bfree, bavail: bfree - 50, files: 200, ffree: 50 },
  );

it('gives a whole picture, with rates since the reading before', async () => {
  const ticker = new FakeTicker();
  const files = { ...texts };
  const reader = new VitalsReader(
    ticker,
    async (path) => files[path],
    async () => [disk('/', 500), disk('/srv', 100)],
    async () => 7,
  );
  const first = Vitals.parse(await reader.now());
  expect(first).toMatchObject({
    uptimeSeconds: 100,
    load: [0.5, 0.4, 0.3],
    memoryTotal: 1_024_000,
    memoryUsed: 614_400,
    diskTotal: 8_192_000,
    diskUsed: (500 + 900) * 4096,
    fullestMount: { path: '/srv', percent: 94.7 },
    processes: 7,
  });
  expect(first).not.toHaveProperty('cpuPercent');
  files['/proc/stat'] = 'cpu 125 0 0 175 0 0 0 0\n';
  files['/proc/net/dev'] = 'eth0: 3000 0 0 0 0 0 0 0 100 0\n';
  ticker.advance(10_000);
  const second = Vitals.parse(await reader.now());
  expect(second).toMatchObject({ cpuPercent: 25, netRxBytesPerSecond: 200 });
  expect(second).not.toHaveProperty('netTxBytesPerSecond');
});

it('leaves out what it cannot read', async () => {
  const nothing = async () => undefined;
  const vitals = await new VitalsReader(new FakeTicker(), nothing, nothing, nothing).now();
  expect(Object.keys(vitals)).toEqual(['cpus']);
});

it('fits the contract on this very host', async () => {
  expect(Vitals.safeParse(await new VitalsReader(new FakeTicker()).now()).error).toBeUndefined();
});

it('counts use as df does, and inodes beside it', () => {
  expect(disk('/', 100)).toMatchObject({
    total: 4_096_000,
    used: 3_686_400,
    percent: 94.7,
    inodesPercent: 75,
  });
});
