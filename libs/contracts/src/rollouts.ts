import { z } from 'zod';
import { CommandPayload, MAX_TARGETS } from './commands.js';
import { Level, Risk } from './levels.js';
import { Share, SomeShare } from './rolling.js';

/**
 * What the directive `command.rollout` is about: the command, every host it is for, and how it goes over them. Approved
 * as a whole, so an approval is for exactly these hosts.
 */
export const RolloutPayload = z.strictObject({
  rollout_id: z.uuid(),
  ...CommandPayload.pick({ argv: true, line: true, timeout_ms: true, stream: true, level: true }).shape,
  tag: z.string().max(128).optional(),
  site: z.string().max(64).optional(),
  probes: z.array(z.string().min(1).max(64)).min(1).max(MAX_TARGETS),
  max_concurrent: SomeShare,
  max_errors: Share,
  canary: Share,
  health_seconds: z.int().min(0),
  health_timeout_seconds: z.int().min(1),
});
export type RolloutPayload = z.infer<typeof RolloutPayload>;

export const RolloutState = z.enum([
  'pending_approval',
  'queued',
  'running',
  'paused',
  'stopping',
  'succeeded',
  'failed',
  'stopped',
  'denied',
  'canceled',
]);
export type RolloutState = z.infer<typeof RolloutState>;

export const RolloutTargetState = z.enum(['waiting', 'running', 'succeeded', 'failed', 'skipped', 'not_run']);
export type RolloutTargetState = z.infer<typeof RolloutTargetState>;

export const RolloutTargetView = z.object({
  probe_id: z.string(),
  hostname: z.string(),
  state: RolloutTargetState,
  /** From 1; absent for a host whose turn has not come. */
  wave: z.int().optional(),
  request_id: z.string().optional(),
  /** Why it was skipped, or how it failed. */
  reason: z.string().optional(),
});
export type RolloutTargetView = z.infer<typeof RolloutTargetView>;

/** `GET /api/v1/rollouts/{id}`. */
export const RolloutView = z.object({
  id: z.uuid(),
  directive_id: z.uuid(),
  state: RolloutState,
  /** Why it is so: what paused it, who stopped it, what it failed of, what policy said. */
  reason: z.string().optional(),
  /** What the next wave waits for. */
  waits_for: z.string().optional(),
  argv: z.array(z.string()),
  line: z.string().optional(),
  /** As they came out for this many hosts. */
  settings: z.object({
    max_concurrent: z.int(),
    max_errors: z.int(),
    canary: z.int(),
    health_seconds: z.int(),
    health_timeout_seconds: z.int(),
  }),
  /** Waves released so far, the canaries' among them. */
  wave: z.int(),
  counts: z.object({
    total: z.int(),
    waiting: z.int(),
    running: z.int(),
    succeeded: z.int(),
    failed: z.int(),
    skipped: z.int(),
    not_run: z.int(),
  }),
  level: Level,
  risk: Risk,
  approval_id: z.uuid().optional(),
  requested_by: z.object({ type: z.string(), id: z.string(), name: z.string() }),
  requested_at: z.iso.datetime(),
  started_at: z.iso.datetime().optional(),
  finished_at: z.iso.datetime().optional(),
  /** Failed ones first, then those that run; at most 500. */
  targets: z.array(RolloutTargetView),
  truncated: z.boolean(),
});
export type RolloutView = z.infer<typeof RolloutView>;

const bodyOr = <T extends z.ZodType>(schema: T) => z.preprocess((body) => body ?? {}, schema);

const Because = z.string().trim().min(1).max(500);

export const PauseRollout = bodyOr(z.strictObject({ reason: Because.optional() }));
export type PauseRollout = z.infer<typeof PauseRollout>;

/** `ignore_health`: the next wave does not wait for the hosts of the last one to be well. */
export const ResumeRollout = bodyOr(z.strictObject({ ignore_health: z.boolean().default(false) }));
export type ResumeRollout = z.infer<typeof ResumeRollout>;

export const StopRollout = bodyOr(z.strictObject({ reason: Because.default('stopped') }));
export type StopRollout = z.infer<typeof StopRollout>;
