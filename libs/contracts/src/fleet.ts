import { z } from 'zod';
import { Inventory, Vitals } from './inventory.js';
import { Level } from './levels.js';
import { isPrintable } from './printable.js';
import { SiteId } from './sites.js';

export { isPrintable } from './printable.js';

export const ProbeStatus = z.enum(['pending', 'online', 'degraded', 'offline']);
export type ProbeStatus = z.infer<typeof ProbeStatus>;

/** One tag as somebody typed it: trimmed and in lower case. */
export const Tag = z
  .string()
  .trim()
  .toLowerCase()
  .min(1)
  .max(128)
  .refine(isPrintable, 'must not hold control or invisible characters');

/** Tags of a probe, each once. Empty ones are dropped, as upstream does. */
export const Tags = z
  .array(z.string().max(1_024))
  .max(64, 'a probe has at most 64 tags')
  .transform((tags) => [...new Set(tags.map((tag) => tag.trim().toLowerCase()))].filter(Boolean))
  .pipe(z.array(Tag));

export const ProbeId = z.string().max(64).refine(isPrintable, 'is not an id');

const yes = z
  .string()
  .optional()
  .transform((text) => text?.toLowerCase() === 'true');

/** Query of `POST /api/v1/tokens`, as upstream reads it. */
export const CreateTokenQuery = z.object({ multi_use: yes, no_expiry: yes });
export type CreateTokenQuery = z.infer<typeof CreateTokenQuery>;

/** Optional body of `POST /api/v1/tokens`; what it says goes before the query. */
export const CreateToken = z
  .strictObject({
    multi_use: z.boolean().optional(),
    no_expiry: z.boolean().optional(),
    /** Given to every probe that enrols with it. */
    tags: Tags.optional(),
    /** Seconds until it expires. */
    expires_in: z.int().min(60).max(31_536_000).optional(),
    /** How many probes may enrol with it. */
    uses: z.int().min(1).max(100_000).optional(),
    /** Where every probe that enrols with it is put. */
    site: SiteId.optional(),
    /** Only from these addresses. */
    cidr: z.union([z.cidrv4(), z.cidrv6()]).optional(),
  })
  .nullish();
export type CreateToken = z.infer<typeof CreateToken>;

/** What whoever made a token sees, once. */
export const CreatedToken = z.object({
  id: z.string(),
  token: z.string(),
  created: z.string(),
  expires: z.string(),
  used: z.boolean(),
  multi_use: z.boolean().optional(),
  tenant_id: z.string(),
  install_command: z.string(),
});
export type CreatedToken = z.infer<typeof CreatedToken>;

/** A token in the list; its value is never shown again. */
export const TokenView = z.object({
  id: z.string(),
  prefix: z.string(),
  created: z.string(),
  created_by: z.string(),
  expires: z.string(),
  used: z.boolean(),
  uses: z.number(),
  /** Absent: any number. */
  max_uses: z.number().optional(),
  last_used: z.string().optional(),
  revoked: z.string().optional(),
  tags: z.array(z.string()),
  /** Where it puts probes. */
  site: z.string().optional(),
  cidr: z.string().optional(),
  active: z.boolean(),
});
export type TokenView = z.infer<typeof TokenView>;

/** One thing that lowers a host's score, and why. Values and thresholds in percent, load per CPU. */
export const HealthReason = z.object({
  factor: z.enum(['load', 'memory', 'disk']),
  value: z.number(),
  threshold: z.number(),
  penalty: z.number(),
  text: z.string(),
});
export type HealthReason = z.infer<typeof HealthReason>;

export const HealthStatus = z.enum(['healthy', 'warning', 'degraded', 'critical', 'unknown']);
export type HealthStatus = z.infer<typeof HealthStatus>;

export const Health = z.object({
  score: z.int(),
  status: HealthStatus,
  warnings: z.array(z.string()).optional(),
  reasons: z.array(HealthReason).optional(),
});
export type Health = z.infer<typeof Health>;

/** A probe as lists show it: upstream's keys, and ours beside them. Times are RFC 3339; what is unknown is left out. */
export const ProbeView = z.object({
  id: z.string(),
  hostname: z.string(),
  os: z.string(),
  arch: z.string(),
  status: ProbeStatus,
  type: z.enum(['agent', 'remote']),
  policy_level: Level,
  registered: z.string(),
  last_seen: z.string().optional(),
  tags: z.array(z.string()),
  labels: z.record(z.string(), z.string()).optional(),
  health: Health.optional(),
  tenant_id: z.string(),
  ceiling: Level.optional(),
  protocol: z.literal([1, 2]),
  /** Whether a sandbox holds there what only reads, as the probe said when it last connected. */
  sandbox: z.boolean().optional(),
  version: z.string().optional(),
  connected: z.boolean(),
  connected_since: z.string().optional(),
  address: z.string().optional(),
  distribution: z.string().optional(),
  distribution_version: z.string().optional(),
  kernel: z.string().optional(),
  cpus: z.number().optional(),
  ram_bytes: z.number().optional(),
  disk_bytes: z.number().optional(),
  vitals: Vitals.optional(),
  vitals_at: z.string().optional(),
  inventory_at: z.string().optional(),
  /** Id of the site it is in. */
  site_id: z.string().optional(),
  /** What that site is called. */
  site: z.string().optional(),
});
export type ProbeView = z.infer<typeof ProbeView>;

const filters = {
  status: ProbeStatus.optional(),
  tag: Tag.optional(),
  site: SiteId.optional(),
  os: z.string().trim().toLowerCase().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(1_000).optional(),
  cursor: z.string().max(1_024).optional(),
};

export const PROBE_SORTS = ['hostname', 'status', 'last_seen', 'registered', 'health', 'cpus'] as const;

/** Query of `GET /api/v1/probes`. With `limit` or `cursor` the answer is a page, else the bare array. */
export const ListProbes = z.object({
  ...filters,
  /** Part of a hostname, id, address, distribution or tag. */
  q: z.string().trim().max(200).optional(),
  /** A leading minus turns the order round. */
  sort: z.enum(PROBE_SORTS.flatMap((one) => [one, `-${one}`] as const)).optional(),
});
export type ListProbes = z.infer<typeof ListProbes>;

/** Query of `GET /api/v1/fleet/inventory`. */
export const ListInventory = z.object({
  ...filters,
  /** Lists to include, separated by commas. Without it only how many there are. */
  fields: z
    .string()
    .max(200)
    .optional()
    .transform((text) => (text ?? '').split(',').map((one) => one.trim()))
    .transform((names) => names.filter(Boolean))
    .pipe(z.array(z.enum(['services', 'packages', 'interfaces', 'disks', 'users']))),
});
export type ListInventory = z.infer<typeof ListInventory>;

export const SetTags = z.object({ tags: Tags });
export type SetTags = z.infer<typeof SetTags>;

export const CleanUp = z.object({ older_than: z.string().max(32).optional() });

const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

/** Query of `GET /api/v1/probes/{id}/vitals`: the last hour unless told; `step` in seconds is only ever made longer. */
export const VitalsQuery = z
  .strictObject({
    from: moment.optional(),
    to: moment.optional(),
    step: z.coerce.number().int().min(1).max(86_400).optional(),
  })
  .refine(({ from, to }) => !from || !to || from < to, { path: ['to'], message: 'must be after from' });
export type VitalsQuery = z.infer<typeof VitalsQuery>;

/** Means over one step; what was never measured is null. Percent, bytes per second, counts. */
export const VitalsPoint = z.object({
  at: z.string(),
  load1: z.number().nullable(),
  cpu_percent: z.number().nullable(),
  memory_percent: z.number().nullable(),
  swap_percent: z.number().nullable(),
  disk_percent: z.number().nullable(),
  net_rx_bytes_per_second: z.number().nullable(),
  net_tx_bytes_per_second: z.number().nullable(),
  processes: z.number().nullable(),
});
export type VitalsPoint = z.infer<typeof VitalsPoint>;

export const VitalsHistory = z.object({
  probe_id: z.string(),
  from: z.string(),
  to: z.string(),
  step_seconds: z.number(),
  /** Which record was read. */
  source: z.enum(['raw', '5m', '1h']),
  points: z.array(VitalsPoint),
});
export type VitalsHistory = z.infer<typeof VitalsHistory>;

/** One page of probes; `total` counts all that the filter chooses. */
export const ProbePage = z.object({
  probes: z.array(ProbeView),
  next_cursor: z.string().nullable(),
  total: z.int(),
});
export type ProbePage = z.infer<typeof ProbePage>;

/** Upstream's bare array, or a page when one was asked for. */
export const ProbeList = z.union([z.array(ProbeView), ProbePage]);
export type ProbeList = z.infer<typeof ProbeList>;

/** One probe, with what its host is made of once it has told. */
export const ProbeDetail = ProbeView.extend({ inventory: Inventory.optional() });
export type ProbeDetail = z.infer<typeof ProbeDetail>;

export const ProbeTags = z.object({ probe_id: z.string(), tags: z.array(z.string()) });
export type ProbeTags = z.infer<typeof ProbeTags>;

export const DeletedProbe = z.object({ deleted: z.string() });
export type DeletedProbe = z.infer<typeof DeletedProbe>;

/** `count` is how many still work, `total` how many there are. */
export const TokenList = z.object({ tokens: z.array(TokenView), count: z.int(), total: z.int() });
export type TokenList = z.infer<typeof TokenList>;

export const RevokedToken = z.object({ revoked: z.string() });
export type RevokedToken = z.infer<typeof RevokedToken>;
