import { z } from 'zod';
import { HealthReason, HealthStatus, isPrintable, ProbeId, ProbeStatus, Tags } from './fleet.js';
import { Level } from './levels.js';
import { SiteId } from './sites.js';

/** Longest filter that is read. */
export const MAX_FLEET_FILTER = 2_000;

/**
 * Words and `key:value` tokens: `web tag:prod health:<80 -site:home`. What is wrong in it is answered with the code
 * `invalid_filter`.
 */
export const FleetFilter = z.string().max(MAX_FLEET_FILTER);

export const FLEET_SORTS = [
  'health',
  'hostname',
  'last_seen',
  'registered',
  'cpu',
  'memory',
  'disk',
  'status',
] as const;

/** A leading minus turns the order round. `health` has the worst first, `cpu`, `memory` and `disk` the idlest. */
export const FleetSort = z.enum(FLEET_SORTS.flatMap((one) => [one, `-${one}`] as const));
export type FleetSort = z.infer<typeof FleetSort>;

/** Ids of probes, separated by commas. */
const ids = (most: number) =>
  z
    .string()
    .max(most * 16)
    .transform((text) => [...new Set(text.split(',').map((id) => id.trim()))].filter(Boolean))
    .pipe(z.array(ProbeId).min(1).max(most));

/** Query of `GET /api/v1/fleet/rows`. */
export const ListFleetRows = z.strictObject({
  q: FleetFilter.default(''),
  sort: FleetSort.default('health'),
  limit: z.coerce.number().int().min(1).max(500).default(200),
  cursor: z.string().max(2_048).optional(),
  /** Reads these again, whether they match or not, and no page. */
  ids: ids(500).optional(),
});
export type ListFleetRows = z.infer<typeof ListFleetRows>;

/** Query of `GET /api/v1/fleet/rows.csv`. */
export const ExportFleetRows = ListFleetRows.pick({ q: true, sort: true });
export type ExportFleetRows = z.infer<typeof ExportFleetRows>;

/** A probe as a line of the fleet page. Shares are in percent, times RFC 3339; what is unknown is left out. */
export const FleetRow = z.object({
  id: z.string(),
  hostname: z.string(),
  status: ProbeStatus,
  connected: z.boolean(),
  /** Family: linux, windows, darwin. */
  os: z.string(),
  distribution: z.string().optional(),
  distribution_version: z.string().optional(),
  tags: z.array(z.string()),
  /** Id of the site it is in. */
  site_id: z.string().optional(),
  /** What that site is called. */
  site: z.string().optional(),
  policy_level: Level,
  version: z.string().optional(),
  address: z.string().optional(),
  /** Left out before the first measurement. */
  health: z.object({ score: z.int(), status: HealthStatus }).optional(),
  /** What lowers the score most. */
  worst: HealthReason.pick({ factor: true, value: true, text: true }).optional(),
  cpu_percent: z.number().optional(),
  memory_percent: z.number().optional(),
  /** Of the fullest file system. */
  disk_percent: z.number().optional(),
  last_seen: z.string().optional(),
  registered: z.string(),
  vitals_at: z.string().optional(),
  /** How many requests about this probe wait for a person now. */
  waiting_approvals: z.int(),
});
export type FleetRow = z.infer<typeof FleetRow>;

export const FleetCounts = z.object({
  all: z.int(),
  online: z.int(),
  degraded: z.int(),
  offline: z.int(),
  pending: z.int(),
});
export type FleetCounts = z.infer<typeof FleetCounts>;

export const FleetRowPage = z.object({
  rows: z.array(FleetRow),
  next_cursor: z.string().nullable(),
  /** How many match. */
  total: z.int(),
  /** By status, of what matches the filter without its `status:` tokens. */
  counts: FleetCounts,
});
export type FleetRowPage = z.infer<typeof FleetRowPage>;

/** Query of `GET /api/v1/fleet/sparklines`. */
export const FleetSparklinesQuery = z.strictObject({
  ids: ids(200),
  hours: z.coerce.number().int().min(1).max(24).default(1),
});
export type FleetSparklinesQuery = z.infer<typeof FleetSparklinesQuery>;

export const FleetSparkline = z.object({
  /** The fullest of the three as the probe last told. */
  metric: z.enum(['cpu', 'memory', 'disk']),
  /** Means over one step each, in percent; null where nothing was heard. */
  points: z.array(z.number().nullable()),
});
export type FleetSparkline = z.infer<typeof FleetSparkline>;

/** Lines of the asked probes that have ever told how busy they are. */
export const FleetSparklines = z.object({
  from: z.string(),
  to: z.string(),
  step_seconds: z.number(),
  series: z.record(z.string(), FleetSparkline),
});
export type FleetSparklines = z.infer<typeof FleetSparklines>;

/** Query of `GET /api/v1/fleet/filter-values`. */
export const FilterValuesQuery = z.strictObject({
  key: z.enum(['tag', 'os', 'site', 'policy', 'status', 'version']),
  /** What the value begins with. */
  prefix: z.string().trim().toLowerCase().max(128).refine(isPrintable, 'is not printable').default(''),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
export type FilterValuesQuery = z.infer<typeof FilterValuesQuery>;

/** Most common first. */
export const FilterValues = z.object({ values: z.array(z.object({ value: z.string(), count: z.int() })) });
export type FilterValues = z.infer<typeof FilterValues>;

export const SavedFilterName = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .refine(isPrintable, 'must not hold control or invisible characters');

/** Body of `PUT /api/v1/fleet/saved-filters/{name}`. */
export const SaveFilter = z.strictObject({ q: FleetFilter, sort: FleetSort.optional() });
export type SaveFilter = z.infer<typeof SaveFilter>;

/** A filter that everybody of the tenant sees. */
export const SavedFilter = z.object({
  name: z.string(),
  q: z.string(),
  sort: FleetSort.optional(),
  updated_by: z.string(),
  updated_at: z.string(),
});
export type SavedFilter = z.infer<typeof SavedFilter>;

/** By name. */
export const SavedFilterList = z.object({ filters: z.array(SavedFilter) });
export type SavedFilterList = z.infer<typeof SavedFilterList>;

export const RemovedFilter = z.object({ removed: z.string() });
export type RemovedFilter = z.infer<typeof RemovedFilter>;

/** Body of `POST /api/v1/fleet/tags`: named probes, or all that match a filter. */
export const TagProbes = z
  .strictObject({
    probes: z.array(ProbeId).min(1).max(5_000).optional(),
    q: FleetFilter.optional(),
    add: Tags.default([]),
    remove: Tags.default([]),
  })
  .refine(({ probes, q }) => (probes === undefined) !== (q === undefined), {
    path: ['probes'],
    message: 'give either probes or q',
  })
  .refine(({ q }) => q === undefined || q.trim() !== '', {
    path: ['q'],
    message: 'an empty filter means every probe; say status:… or name probes',
  })
  .refine(({ add, remove }) => add.length + remove.length > 0, {
    path: ['add'],
    message: 'name at least one tag to add or to remove',
  })
  .refine(({ add, remove }) => !add.some((tag) => remove.includes(tag)), {
    path: ['remove'],
    message: 'a tag cannot be added and removed at once',
  });
export type TagProbes = z.infer<typeof TagProbes>;

/** How many probes were meant and exist, and how many have other tags now. */
export const TaggedProbes = z.object({ matched: z.int(), changed: z.int() });
export type TaggedProbes = z.infer<typeof TaggedProbes>;

/** Body of `POST /api/v1/fleet/sites`: named probes, or all that match a filter, into a site or out of theirs. */
export const AssignSite = z
  .strictObject({
    probes: z.array(ProbeId).min(1).max(5_000).optional(),
    q: FleetFilter.optional(),
    site: SiteId.nullable(),
  })
  .refine(({ probes, q }) => (probes === undefined) !== (q === undefined), {
    path: ['probes'],
    message: 'give either probes or q',
  })
  .refine(({ q }) => q === undefined || q.trim() !== '', {
    path: ['q'],
    message: 'an empty filter means every probe; say status:… or name probes',
  });
export type AssignSite = z.infer<typeof AssignSite>;

/** How many probes were meant and exist, and how many are in another site now. */
export const AssignedSite = z.object({ matched: z.int(), changed: z.int() });
export type AssignedSite = z.infer<typeof AssignedSite>;

/** Body of `POST /api/v1/fleet/removals`. */
export const RemoveProbes = z.strictObject({ probes: z.array(ProbeId).min(1).max(500) });
export type RemoveProbes = z.infer<typeof RemoveProbes>;

/** Ids that are gone now, and those that were not there. */
export const RemovedProbes = z.object({ removed: z.array(z.string()), missing: z.array(z.string()) });
export type RemovedProbes = z.infer<typeof RemovedProbes>;
