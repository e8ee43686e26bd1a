import { z } from 'zod';
import { ProbeStatus } from './fleet.js';
import { Inventory } from './inventory.js';
import { Level } from './levels.js';

/** Counts by status. `connected` are those that are online or degraded. */
export const FleetSummary = z.object({
  counts: z.object({ pending: z.int(), online: z.int(), degraded: z.int(), offline: z.int() }),
  total: z.int(),
  connected: z.int(),
  pending_approvals: z.int(),
});
export type FleetSummary = z.infer<typeof FleetSummary>;

/** How many probes have each tag. */
export const FleetTags = z.object({ tags: z.record(z.string(), z.int()) });
export type FleetTags = z.infer<typeof FleetTags>;

export const CleanedUp = z.object({ removed: z.array(z.string()), count: z.int() });
export type CleanedUp = z.infer<typeof CleanedUp>;

const { services, packages, interfaces, disks, users } = Inventory.shape;

/** What one host is made of: counts, and the lists that were asked for. */
export const InventoryRow = z.object({
  id: z.string(),
  hostname: z.string(),
  status: ProbeStatus,
  os: z.string(),
  arch: z.string(),
  kernel: z.string().optional(),
  distribution: z.string().optional(),
  distribution_version: z.string().optional(),
  policy_level: Level,
  tags: z.array(z.string()),
  last_seen: z.string().optional(),
  collected_at: z.string().optional(),
  cpus: z.int(),
  ram_bytes: z.int(),
  disk_bytes: z.int(),
  services_count: z.int(),
  packages_count: z.int(),
  services,
  packages,
  interfaces,
  disks,
  users,
});
export type InventoryRow = z.infer<typeof InventoryRow>;

/** Sums over all hosts that the filter chooses, whatever the page. */
export const FleetTotals = z.object({
  total_probes: z.int(),
  online: z.int(),
  total_cpus: z.int(),
  total_ram_bytes: z.int(),
  total_disk_bytes: z.int(),
  probes_by_os: z.record(z.string(), z.int()),
  probes_by_distribution: z.record(z.string(), z.int()),
  tag_distribution: z.record(z.string(), z.int()),
});
export type FleetTotals = z.infer<typeof FleetTotals>;

/** Answer of `GET /api/v1/fleet/inventory`: upstream's keys and ours beside them. */
export const FleetInventoryView = z.object({
  probes: z.array(InventoryRow),
  aggregates: FleetTotals,
  next_cursor: z.string().nullable(),
});
export type FleetInventoryView = z.infer<typeof FleetInventoryView>;
