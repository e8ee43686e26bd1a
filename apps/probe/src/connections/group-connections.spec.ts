import { groupConnections } from './group-connections.js';
import type { SocketLine } from './socket-table.js';

const listening = (local: string, localPort: number, inode = '1'): SocketLine => ({
  ...{ state: 'listening', local, localPort, remote: '0.0.0.0', remotePort: 0, inode },
});
const between = (local: string, localPort: number, remote: string, remotePort: number): SocketLine => ({
  ...{ state: 'established', local, localPort, remote, remotePort, inode: '9' },
});

it('tells what came in by the port here from what went out by the port there, and counts', () => {
  const { groups, truncated } = groupConnections([
    listening('0.0.0.0', 5432),
    between('10.0.0.1', 5432, '10.0.0.7', 50_001),
    between('10.0.0.1', 5432, '10.0.0.7', 50_002),
    between('10.0.0.1', 40_000, '10.0.0.9', 5432),
  ]);
  expect(groups).toEqual([
    { direction: 'in', address: '10.0.0.7', port: 5432, connections: 2 },
    { direction: 'out', address: '10.0.0.9', port: 5432, connections: 1 },
  ]);
  expect(truncated).toBe(false);
});

it.each<[string, SocketLine[], 'in' | 'out']>([
  ['its very address', [listening('10.0.0.1', 80)], 'in'],
  ['every address of IPv6 and IPv4', [listening('::', 80)], 'in'],
  ['another address', [listening('127.0.0.1', 80)], 'out'],
  ['another port', [listening('0.0.0.0', 81)], 'out'],
])(
  'says where a connection to port 80 came from when something listens at %s',
  (_what, listeners, direction) => {
    const { groups } = groupConnections([...listeners, between('10.0.0.1', 80, '10.0.0.7', 9)]);
    expect(groups).toMatchObject([{ direction, address: '10.0.0.7' }]);
  },
);

it('takes a listener of IPv4 for none of IPv6', () => {
  const { groups } = groupConnections([
    listening('0.0.0.0', 80),
    between('2001:db8::1', 80, '2001:db8::2', 9),
  ]);
  expect(groups).toMatchObject([{ direction: 'out', port: 9 }]);
});

it.each([
  ['over loopback', '127.0.0.1', '127.8.0.1'],
  ['over loopback of IPv6', '::1', '::1'],
  ['between its own addresses', '10.0.0.1', '10.0.0.1'],
])('leaves out what the host says to itself %s', (_what, local, remote) => {
  expect(groupConnections([between(local, 40_000, remote, 80)]).groups).toEqual([]);
});

it('keeps those with the most connections, and says that there were more', () => {
  const many = Array.from({ length: 600 }, (_none, at) =>
    between('10.0.0.1', at + 1, `10.1.${at >> 8}.${at & 255}`, 80),
  );
  const busy = between('10.0.0.1', 7_000, '10.9.9.9', 80);
  const { groups, truncated } = groupConnections([...many, busy, { ...busy, localPort: 7_001 }]);
  expect(groups).toHaveLength(512);
  expect(groups[0]).toMatchObject({ address: '10.9.9.9', connections: 2 });
  expect(truncated).toBe(true);
});

it('names the service of the port that a connection came to, and of none that went out', () => {
  const { groups } = groupConnections(
    [
      listening('0.0.0.0', 80, '7'),
      listening('10.0.0.2', 80, '8'),
      between('10.0.0.1', 80, '10.0.0.7', 9),
      between('10.0.0.2', 80, '10.0.0.8', 9),
      between('10.0.0.1', 4_000, '10.0.0.9', 443),
    ],
    (inodes) => `held by ${inodes.join()}`,
  );
  expect(groups.map(({ service }) => service)).toEqual(['held by 7', 'held by 8', undefined]);
});
