import { mkdtempSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HostConnections } from '@legator/contracts';
import { collectConnections } from './collect-connections.js';
import { readSockets } from './read-sockets.js';
import { serviceIn, servicesOfSockets } from './services-of-sockets.js';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'sockets-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const HEADING =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';
const line = (local: string, remote: string, state: string, inode = 1) =>
  `   0: ${local} ${remote} ${state} 00000000:00000000 00:00000000 00000000     0        0 ${inode} 1 0 20 4 30 10 -1\n`;
const write = (name: string, ...lines: string[]) =>
  writeFileSync(join(folder, name), HEADING + lines.join(''));
const nobody = async () => new Map<string, string>();

it('reads both tables of the kernel', async () => {
  write(
    'tcp',
    line('00000000:0016', '00000000:0000', '0A'),
    'no line of a kernel\n',
    line('0100000A:0016', '0700000A:C350', '01'),
  );
  write(
    'tcp6',
    line('00000000000000000000000000000000:01BB', '00000000000000000000000000000000:0000', '0A', 5),
    line('0000000000000000FFFF00000100000A:01BB', '0000000000000000FFFF00000800000A:C350', '01'),
  );
  expect(await collectConnections(folder, async () => new Map([['5', 'nginx']]))).toEqual({
    groups: [
      { direction: 'in', address: '10.0.0.7', port: 22, connections: 1 },
      { direction: 'in', address: '10.0.0.8', port: 443, connections: 1, service: 'nginx' },
    ],
    truncated: false,
  });
});

it('needs no table of IPv6, and tells nothing without that of IPv4', async () => {
  expect(await collectConnections(folder, nobody)).toBeUndefined();
  write('tcp', line('0100000A:9C40', '0700000A:0050', '01'));
  expect(await collectConnections(folder, nobody)).toEqual({
    groups: [{ direction: 'out', address: '10.0.0.7', port: 80, connections: 1 }],
    truncated: false,
  });
});

it('reads a part of a huge table and says so', async () => {
  const lines = Array.from({ length: 2_000 }, (_none, at) =>
    line(`0100000A:${hex(at + 1)}`, `${hex(at)}000A:0050`.padStart(13, '0'), '01'),
  );
  write('tcp', ...lines);
  const all = await readSockets(join(folder, 'tcp'));
  expect([all?.sockets.length, all?.cut]).toEqual([2_000, false]);
  const part = await readSockets(join(folder, 'tcp'), 200_000);
  expect(part?.cut).toBe(true);
  expect(part?.sockets.length).toBeLessThan(2_000);
  expect(part?.sockets.length).toBeGreaterThan(500);
});

it('keeps little of a line without an end', async () => {
  writeFileSync(
    join(folder, 'tcp'),
    'x'.repeat(3_000_000) + '\n' + line('0100000A:9C40', '0700000A:0050', '01'),
  );
  expect((await readSockets(join(folder, 'tcp')))?.sockets).toHaveLength(1);
});

it('fits the contract on this very host, and finds a real connection', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1');
  await new Promise((resolve) => socket.once('connect', resolve));
  const found = await readSockets('/proc/net/tcp');
  expect(found?.sockets).toContainEqual(
    expect.objectContaining({ state: 'established', remote: '127.0.0.1', remotePort: port }),
  );
  expect(HostConnections.safeParse(await collectConnections()).error).toBeUndefined();
  socket.destroy();
  server.close();
});

describe('the service of a socket', () => {
  const process = (pid: number, cgroup: string, ...inodes: number[]) => {
    mkdirSync(join(folder, `${pid}/fd`), { recursive: true });
    writeFileSync(join(folder, `${pid}/cgroup`), `0::${cgroup}\n`);
    inodes.forEach((inode, at) => symlinkSync(`socket:[${inode}]`, join(folder, `${pid}/fd/${at}`)));
  };
  const find = (...inodes: string[]) => servicesOfSockets(new Set(inodes), folder);

  it('is that of the processes which have it open', async () => {
    process(10, '/system.slice/nginx.service', 1, 2);
    process(11, '/system.slice/nginx.service', 1);
    process(12, '/user.slice/user-0.slice/session-1.scope', 3);
    mkdirSync(join(folder, 'self'));
    expect([...(await find('1', '3', '4'))]).toEqual([['1', 'nginx']]);
  });

  it('is not told where another has it open as well', async () => {
    process(1, '/init.scope', 1);
    process(10, '/system.slice/nginx.service', 1, 2);
    process(11, '/system.slice/haproxy.service', 2);
    expect([...(await find('1', '2'))]).toEqual([]);
  });

  it('is not told where not everybody could be looked at', async () => {
    process(10, '/system.slice/nginx.service', 1, 2, 3);
    expect([...(await servicesOfSockets(new Set(['1']), folder, 2))]).toEqual([]);
    mkdirSync(join(folder, '11'));
    writeFileSync(join(folder, '11/fd'), 'no folder, so it cannot be listed');
    expect([...(await find('1'))]).toEqual([]);
  });

  it('is not told where no process is to be seen', async () => {
    expect([...(await servicesOfSockets(new Set(['1']), join(folder, 'nowhere')))]).toEqual([]);
  });

  it.each([
    ['0::/system.slice/nginx.service', 'nginx'],
    ['0::/system.slice/system-postgresql.slice/postgresql@16-main.service', 'postgresql@16-main'],
    ['12:cpu:/\n1:name=systemd:/system.slice/ssh.service\n', 'ssh'],
    ['0::/system.slice/nginx.service/workers', 'nginx'],
    ['0::/user.slice/user-1.slice/user@1.service/app.slice/mine.service', undefined],
    ['0::/system.slice/docker-0a1b.scope', undefined],
    ['0::/system.slice/docker-0a1b.scope/system.slice/nginx.service', undefined],
    ['0::/../system.slice/nginx.service', undefined],
    ['0::/', undefined],
    ['', undefined],
  ])('in %j is %s', (cgroup, service) => {
    expect(serviceIn(cgroup)).toBe(service);
  });
});

function hex(value: number): string {
  return value.toString(16).toUpperCase().padStart(4, '0');
}
