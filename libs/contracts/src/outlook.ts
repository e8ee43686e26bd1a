import { z } from 'zod';

/** What the control plane keeps over time of a host, of what a change can be about. */
export const OutlookMetric = z.enum(['disk', 'memory', 'cpu', 'load']);
export type OutlookMetric = z.infer<typeof OutlookMetric>;

/** Where a line that fits what was measured leads. */
export const Projection = z.object({
  /** The value that it reaches, and when. */
  value: z.number(),
  at: z.iso.datetime(),
  /** What the line says for now: where it goes on from. */
  from: z.object({ at: z.iso.datetime(), value: z.number() }),
  per_day: z.number(),
  /** The first of the values that it was fitted to. */
  since: z.iso.datetime(),
});
export type Projection = z.infer<typeof Projection>;

/** One vital of one host that the change is about. Measured values alone, and none for what comes after the change. */
export const OutlookSeries = z.object({
  probe_id: z.string(),
  hostname: z.string(),
  metric: OutlookMetric,
  name: z.string(),
  /** Empty for a plain number. */
  unit: z.enum(['%', '']),
  /** Where a disk is mounted; null for what a host has one of. */
  mount: z.string().nullable(),
  /** Which effect it was chosen for. */
  why: z.string(),
  /** What has to be known to read it rightly. */
  caveat: z.string().nullable(),
  /** Nothing can be above; null where nothing says so. */
  limit: z.number().nullable(),
  step_seconds: z.int(),
  /** Means over the steps, oldest first; null where nothing was heard. */
  points: z.array(z.object({ at: z.iso.datetime(), value: z.number().nullable() })),
  /** When the command ran there; null before, and where it did not. */
  ran_at: z.iso.datetime().nullable(),
  /** Null where nothing grows clearly enough to say. */
  projection: Projection.nullable(),
});
export type OutlookSeries = z.infer<typeof OutlookSeries>;

export const ExpectedKind = z.enum([
  'service',
  'package',
  'account',
  'file',
  'mount',
  'power',
  'process',
  'setting',
]);
export type ExpectedKind = z.infer<typeof ExpectedKind>;

/** One thing, as it was when the host last told, and what the command says it will be. */
export const ExpectedRow = z.object({
  kind: ExpectedKind,
  subject: z.string(),
  /** Null: not known before it runs. */
  before: z.string().nullable(),
  after: z.string(),
});
export type ExpectedRow = z.infer<typeof ExpectedRow>;

/** Hosts of which the same is expected. */
export const ExpectedGroup = z.object({
  /** The first of them by name. */
  probes: z.array(z.object({ id: z.string(), hostname: z.string() })),
  /** How many they are. */
  count: z.int(),
  /** When the inventories came in; of several the oldest. Null where one has none. */
  inventory_at: z.iso.datetime().nullable(),
  rows: z.array(ExpectedRow),
  /** How many there are beyond those. */
  more_rows: z.int(),
});
export type ExpectedGroup = z.infer<typeof ExpectedGroup>;

/** `GET /api/v1/approvals/{id}/outlook`: what a change is about, how that came to be, and what it would become. */
export const ApprovalOutlook = z.object({
  approval_id: z.string(),
  /** By the clock of the control plane, which all times here are by. */
  now: z.iso.datetime(),
  /** False for those who may not read hosts: then nothing is told of what a host is now. */
  may_read_hosts: z.boolean(),
  /** How many hosts it is for, and of how many of them this tells. */
  hosts: z.int(),
  hosts_told: z.int(),
  series: z.array(OutlookSeries),
  /** Why something that the change is about is not among the series. */
  not_kept: z.array(z.string()),
  /** What most hosts have in common comes first; none where it has run: what was before, the run shows. */
  expected: z.array(ExpectedGroup),
  /** Hosts beyond those groups. */
  more_hosts: z.int(),
});
export type ApprovalOutlook = z.infer<typeof ApprovalOutlook>;
