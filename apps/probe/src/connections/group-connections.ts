import { MAX_CONNECTION_GROUPS } from '@legator/contracts';
import type { ConnectionGroup } from '@legator/contracts';
import { isLoopback, isWildcard } from './socket-table.js';
import type { SocketLine } from './socket-table.js';

/** What the sockets of a host come to. */
export interface GroupedConnections {
  /** Those with the most connections first. */
  readonly groups: ConnectionGroup[];
  /** There were more groups than a host tells of. */
  readonly truncated: boolean;
}

/**
 * Connections by their remote end. One at a port that this host listens on came in; every other one this host opened.
 * What both ends of are on this host is nobody's neighbour.
 */
export function groupConnections(
  sockets: readonly SocketLine[],
  serviceOf: (inodes: readonly string[]) => string | undefined = () => undefined,
): GroupedConnections {
  const listeners = new Listeners(sockets.filter(({ state }) => state === 'listening'));
  const groups = new Map<string, ConnectionGroup>();
  for (const socket of sockets) {
    const { remote, local } = socket;
    if (socket.state !== 'established' || isLoopback(remote) || isWildcard(remote) || remote === local)
      continue;
    const found = listeners.of(socket);
    const direction = found.length > 0 ? 'in' : 'out';
    const port = found.length > 0 ? socket.localPort : socket.remotePort;
    if (port === 0) continue;
    const key = `${direction} ${remote} ${port}`;
    const before = groups.get(key);
    if (before) before.connections++;
    else {
      const service = found.length > 0 ? serviceOf(found) : undefined;
      groups.set(key, { direction, address: remote, port, connections: 1, ...(service && { service }) });
    }
  }
  const sorted = [...groups.values()].sort((a, b) => b.connections - a.connections);
  return {
    groups: sorted.slice(0, MAX_CONNECTION_GROUPS),
    truncated: sorted.length > MAX_CONNECTION_GROUPS,
  };
}

/** Sockets that listen, by their port. */
class Listeners {
  private readonly byPort = new Map<number, SocketLine[]>();
  private readonly known = new Map<string, readonly string[]>();

  constructor(listening: readonly SocketLine[]) {
    for (const one of listening)
      this.byPort.set(one.localPort, [...(this.byPort.get(one.localPort) ?? []), one]);
  }

  /** Inodes of those that a connection came to; none where this host opened it. */
  of(socket: SocketLine): readonly string[] {
    const place = `${socket.localPort} ${socket.local}`;
    const found = this.known.get(place) ?? this.find(socket);
    this.known.set(place, found);
    return found;
  }

  /** One at the very address goes before those at every address. */
  private find({ local, localPort }: SocketLine): readonly string[] {
    const there = this.byPort.get(localPort) ?? [];
    const exact = there.filter((one) => one.local === local);
    const any = there.filter(
      (one) => one.local === '::' || (one.local === '0.0.0.0' && !local.includes(':')),
    );
    return (exact.length > 0 ? exact : any).map(({ inode }) => inode);
  }
}
