import type { Neighbour, NeighboursView } from '../app/core/api/models';
import type { DemoHost, Role } from './demo-host';
import { hash } from './random';

/** What listens on a machine of each role. */
const SERVED: Readonly<Record<Role, readonly [port: number, service: string]>> = {
  edge: [443, 'haproxy'],
  web: [443, 'nginx'],
  api: [8080, 'api'],
  worker: [9000, 'worker'],
  db: [5432, 'postgresql@16-main'],
  cache: [6379, 'redis-server'],
  queue: [5672, 'rabbitmq-server'],
  ci: [22, 'ssh'],
  mon: [9090, 'prometheus'],
};

/** Whom a machine of each role uses, and how many of them. */
const TALKS: Readonly<Partial<Record<Role, readonly (readonly [Role, number])[]>>> = {
  edge: [['web', 3]],
  web: [
    ['api', 2],
    ['cache', 1],
  ],
  api: [
    ['db', 2],
    ['cache', 1],
    ['queue', 1],
  ],
  worker: [
    ['db', 1],
    ['queue', 1],
  ],
};

/** Roles whose probes are too old to tell. */
const SILENT: readonly Role[] = ['queue'];

/** Whom a machine of the demo talks to, the same from both ends: machines of its site, and a few that have no probe. */
export function neighboursOf(host: DemoHost, all: readonly DemoHost[], now: number): NeighboursView {
  if (SILENT.includes(host.role) || host.status === 'pending')
    return { probe_id: host.id, received_at: null, age_seconds: null, truncated: false, neighbours: [] };
  const near = all.filter(({ site, id }) => site === host.site && id !== host.id);
  const heard = host.status === 'offline' ? host.lostAt : now - (hash(host.id) % 800) * 1_000;
  const neighbours = [
    ...near.filter((one) => usedBy(one, all).includes(host.id)).map((one) => line('in', one, host)),
    ...usedBy(host, all).map((id) =>
      line(
        'out',
        all.find((one) => one.id === id)!,
        host,
      ),
    ),
    ...strangers(host),
  ];
  return {
    probe_id: host.id,
    received_at: new Date(heard).toISOString(),
    age_seconds: Math.max(0, Math.floor((now - heard) / 1_000)),
    truncated: false,
    neighbours: neighbours.sort((a, b) => b.connections - a.connections),
  };
}

function usedBy(host: DemoHost, all: readonly DemoHost[]): readonly string[] {
  return (TALKS[host.role] ?? []).flatMap(([role, count]) => {
    const there = all.filter((one) => one.role === role && one.site === host.site && one.id !== host.id);
    const first = hash(`${host.id} ${role}`) % Math.max(1, there.length);
    return there.slice(first, first + count).map(({ id }) => id);
  });
}

function line(direction: Neighbour['direction'], other: DemoHost, host: DemoHost): Neighbour {
  const [port, service] = SERVED[direction === 'in' ? host.role : other.role];
  const { id, hostname, status, address } = other;
  const connections = 1 + (hash(direction === 'in' ? id + host.id : host.id + id) % 24);
  const named = direction === 'in' ? { service } : {};
  return { direction, address, port, connections, ...named, probe: { id, hostname, status } };
}

function strangers(host: DemoHost): readonly Neighbour[] {
  const ssh = { direction: 'in', port: 22, connections: 1, service: 'ssh' } as const;
  const bastion: Neighbour = { ...ssh, address: '10.0.0.4' };
  if (host.role === 'db') return [{ direction: 'out', address: '192.0.2.53', port: 443, connections: 1 }];
  if (host.role === 'mon') return [bastion, { ...ssh, address: '172.18.0.5', port: 9090, ambiguous: true }];
  if (host.role !== 'edge') return [bastion];
  return Array.from({ length: 15 }, (_none, at) => ({
    ...{ direction: 'in' as const, address: `198.51.100.${20 + at * 7}`, port: 443, service: 'haproxy' },
    connections: 40 - at * 2,
  }));
}
