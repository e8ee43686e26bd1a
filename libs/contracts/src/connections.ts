import { z } from 'zod';
import { ProbeStatus } from './fleet.js';

/** Most groups that a host tells of, those with the most connections first. */
export const MAX_CONNECTION_GROUPS = 512;

const Address = z.union([z.ipv4(), z.ipv6()]);
const Port = z.int().min(1).max(65_535);
const Direction = z.enum(['in', 'out']);

/** Established TCP connections of one host with one remote address over one port. */
export const ConnectionGroup = z.strictObject({
  /** `in`: they came to a port that this host listens on; `out`: this host opened them. */
  direction: Direction,
  /** The remote end. */
  address: Address,
  /** Of `in` the port here, of `out` the port there. */
  port: Port,
  connections: z.int().min(1).max(10_000_000),
  /** Of `in`: the systemd service that listens on the port, without `.service`; left out where it is not certain. */
  service: z.string().min(1).max(256).optional(),
});
export type ConnectionGroup = z.infer<typeof ConnectionGroup>;

/** Whom a host talks to at one moment. A whole picture each time; what stays on the host itself is left out. */
export const HostConnections = z.strictObject({
  groups: z.array(ConnectionGroup).max(MAX_CONNECTION_GROUPS),
  /** There were more, or not all of them could be read. */
  truncated: z.boolean(),
});
export type HostConnections = z.infer<typeof HostConnections>;

/** Who is at the other end, as far as the fleet knows: a probe, several that it could be, or a stranger. */
export const Neighbour = z.object({
  direction: Direction,
  address: z.string(),
  port: Port,
  connections: z.int(),
  service: z.string().optional(),
  /** The one probe of the tenant that has this address on an interface. */
  probe: z.object({ id: z.string(), hostname: z.string(), status: ProbeStatus }).optional(),
  /** Several probes of the tenant have this address, so none of them is named. */
  ambiguous: z.literal(true).optional(),
});
export type Neighbour = z.infer<typeof Neighbour>;

/** Answer of `GET /api/v1/probes/{id}/neighbours`; most connections first. */
export const NeighboursView = z.object({
  probe_id: z.string(),
  /** When the control plane heard of them, by its own clock; null where the probe never told of connections. */
  received_at: z.string().nullable(),
  age_seconds: z.int().nullable(),
  truncated: z.boolean(),
  neighbours: z.array(Neighbour),
});
export type NeighboursView = z.infer<typeof NeighboursView>;
