import type { HostConnections } from '@legator/contracts';
import { groupConnections } from './group-connections.js';
import { readSockets } from './read-sockets.js';
import { servicesOfSockets } from './services-of-sockets.js';

/**
 * Whom this host talks to over TCP, now, from the kernel's own tables; no program is run. Undefined where there are none
 * to read. Containers with a network of their own are not in them.
 */
export async function collectConnections(
  folder = '/proc/net',
  servicesOf: typeof servicesOfSockets = servicesOfSockets,
): Promise<HostConnections | undefined> {
  const four = await readSockets(`${folder}/tcp`);
  if (!four) return undefined;
  // Absent where a host has no IPv6.
  const six = await readSockets(`${folder}/tcp6`);
  const sockets = [...four.sockets, ...(six?.sockets ?? [])];
  const listening = sockets.flatMap(({ state, inode }) => (state === 'listening' ? inode : []));
  const services = await servicesOf(new Set(listening));
  const { groups, truncated } = groupConnections(sockets, (inodes) => same(inodes, services));
  return { groups, truncated: truncated || four.cut || six?.cut === true };
}

/** The service of all of them, where it is one. */
function same(inodes: readonly string[], services: ReadonlyMap<string, string>): string | undefined {
  const [first, ...others] = inodes.map((inode) => services.get(inode));
  return others.every((one) => one === first) ? first : undefined;
}
