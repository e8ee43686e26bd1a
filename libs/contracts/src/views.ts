import { z } from 'zod';
import { Level, Risk } from './levels.js';

export const TimelineKind = z.enum(['signal', 'directive', 'audit']);
export type TimelineKind = z.infer<typeof TimelineKind>;

/** Query of `GET /api/v1/probes/{id}/timeline`. */
export const TimelineQuery = z.strictObject({
  /** Separated by commas; all when left out. What the caller may not read is left out in any case. */
  kinds: z
    .string()
    .max(64)
    .default('signal,directive,audit')
    .transform((text) => [...new Set(text.split(',').map((one) => one.trim()))])
    .pipe(z.array(TimelineKind).min(1)),
  /** `next_cursor` of the page before this one. */
  before: z.string().max(256).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type TimelineQuery = z.infer<typeof TimelineQuery>;

/** One thing that happened to a probe. What is told by several records is told once. */
export const TimelineEntry = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  kind: TimelineKind,
  /** Of the signal or the audit entry; for a directive its own, such as `command.run`. */
  type: z.string(),
  summary: z.string(),
  actor: z.object({ type: z.string(), id: z.string(), name: z.string().optional() }),
  status: z.string().optional(),
  gate: z.string().optional(),
  directive_id: z.string().optional(),
  /** The name by which the command is found again. */
  request_id: z.string().optional(),
  exit_code: z.int().optional(),
  /** The command in short; only for those who may read directives. */
  command: z.string().optional(),
  risk: Risk.optional(),
  level: Level.optional(),
  /** The audit entry of the same happening; only for those who may read the trail. */
  audit: z.object({ sealed: z.boolean(), index: z.int().optional() }).optional(),
  /** Place in the chain, of an entry that is of the trail alone. */
  index: z.int().optional(),
  /** It became known long after it had happened. */
  late: z.literal(true).optional(),
  /** The other record of the same happening: the audit entry of a signal. */
  same_as: z.string().optional(),
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;

export const Timeline = z.object({
  probe_id: z.string(),
  /** It has left the fleet; what it did stays. */
  removed: z.boolean(),
  /** Newest first. May be fewer than `limit` although more follow: `next_cursor` alone says so. */
  entries: z.array(TimelineEntry),
  next_cursor: z.string().nullable(),
});
export type Timeline = z.infer<typeof Timeline>;

export const NeedKind = z.enum([
  'approval',
  'silent_probe',
  'degraded_probe',
  'failed_command',
  'frozen',
  'dead_delivery',
  'approval_expired',
]);
export type NeedKind = z.infer<typeof NeedKind>;

/** Something that a person should look at. */
export const Need = z.object({
  kind: NeedKind,
  severity: z.enum(['critical', 'warning', 'info']),
  /** Of what waits for approval; how urgent it is, is another matter. */
  risk: Risk.optional(),
  title: z.string(),
  detail: z.string(),
  at: z.iso.datetime(),
  subject: z.object({ type: z.string(), id: z.string(), name: z.string().optional() }),
  /** A path of the console. */
  link: z.string(),
  /** How many more like the subject are folded into this one. */
  more: z.int().optional(),
});
export type Need = z.infer<typeof Need>;

/** Answer of `GET /api/v1/overview/needs`, most urgent first. */
export const Needs = z.object({
  items: z.array(Need).max(100),
  /** With everything that is folded, and what is not shown. */
  total: z.int(),
});
export type Needs = z.infer<typeof Needs>;

export const ActivityQuery = z.strictObject({ hours: z.coerce.number().int().min(1).max(168).default(24) });
export type ActivityQuery = z.infer<typeof ActivityQuery>;

/** What happened within the hour that begins at `at`. */
export const ActivityBucket = z.object({
  at: z.iso.datetime(),
  commands_ok: z.int(),
  commands_failed: z.int(),
  /** Requests for a person's approval. */
  approvals: z.int(),
  connections_lost: z.int(),
  /** To hosts and to what Legator knows of them: inventory, tags, enrolment, removal, freezes. */
  changes: z.int(),
});
export type ActivityBucket = z.infer<typeof ActivityBucket>;

/** Answer of `GET /api/v1/overview/activity`: oldest first, the last bucket is the hour that goes on. */
export const Activity = z.object({ hours: z.int(), buckets: z.array(ActivityBucket) });
export type Activity = z.infer<typeof Activity>;

const Space = z.object({ total_bytes: z.number(), used_bytes: z.number() });

/** Answer of `GET /api/v1/overview/capacity`: of the hosts whose numbers are fresh. */
export const Capacity = z.object({
  hosts: z.int(),
  cpus: z.int(),
  /** Absent when no host told. */
  load1_sum: z.number().optional(),
  memory: Space,
  disk: Space,
  fullest: z.array(
    z.object({ probe_id: z.string(), hostname: z.string(), mount: z.string(), percent: z.number() }),
  ),
  busiest: z.array(z.object({ probe_id: z.string(), hostname: z.string(), cpu_percent: z.number() })),
  /** Hosts without numbers of the last five minutes; they are left out of all the others. */
  stale: z.int(),
});
export type Capacity = z.infer<typeof Capacity>;

export const DecidedQuery = z.strictObject({ limit: z.coerce.number().int().min(1).max(50).default(10) });
export type DecidedQuery = z.infer<typeof DecidedQuery>;

/** An approval that waits no more. */
export const DecidedApproval = z.object({
  id: z.string(),
  summary: z.string(),
  status: z.enum(['approved', 'denied', 'expired', 'withdrawn']),
  decided_by: z.string(),
  at: z.iso.datetime(),
  link: z.string(),
});
export type DecidedApproval = z.infer<typeof DecidedApproval>;

/** Answer of `GET /api/v1/overview/decided`, newest first. */
export const DecidedApprovals = z.object({ items: z.array(DecidedApproval) });
export type DecidedApprovals = z.infer<typeof DecidedApprovals>;

/** Answer of `GET /api/v1/overview/status`. */
export const OverviewStatus = z.object({
  /** How things stand, in one or two sentences. */
  text: z.string(),
  counts: z.object({
    total: z.int(),
    online: z.int(),
    degraded: z.int(),
    offline: z.int(),
    pending: z.int(),
    /** Requests that wait for approval; absent for those who may not read them. */
    waiting: z.int().optional(),
  }),
  frozen: z.boolean(),
});
export type OverviewStatus = z.infer<typeof OverviewStatus>;
