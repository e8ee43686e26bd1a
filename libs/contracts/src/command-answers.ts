import { z } from 'zod';
import { CommandEvent, CommandResultView } from './commands.js';
import { VerdictDecision } from './directives.js';
import { Level, Risk } from './levels.js';
import { RolloutView } from './rollouts.js';

/** A command whose probe has not answered yet, in upstream's words. */
export const PendingCommand = z.object({
  request_id: z.string(),
  probe_id: z.string(),
  command: z.string(),
  args: z.array(z.string()),
  level: Level,
  /** Nanoseconds, in spite of its name; as upstream. */
  waiting_ms: z.number(),
  state: z.string(),
  requested_at: z.string(),
});
export type PendingCommand = z.infer<typeof PendingCommand>;

export const PendingCommands = z.object({ pending: z.array(PendingCommand), in_flight: z.int() });
export type PendingCommands = z.infer<typeof PendingCommands>;

/** What there is of a command's stream, what is lost, and where to go on. */
export const ReplayMeta = z.object({
  earliest_seq: z.int(),
  latest_seq: z.int(),
  next_seq: z.int(),
  resume_token: z.string(),
  has_more: z.boolean(),
  truncated: z.boolean(),
  missed_from_seq: z.int().optional(),
  missed_to_seq: z.int().optional(),
});
export type ReplayMeta = z.infer<typeof ReplayMeta>;

export const CommandReplay = z.object({
  request_id: z.string(),
  replay: ReplayMeta.extend({ events: z.array(CommandEvent) }),
});
export type CommandReplay = z.infer<typeof CommandReplay>;

const verdict = {
  policy_decision: VerdictDecision,
  gate_outcome: z.string(),
  lane: z.string(),
  risk_level: Risk,
  /** The same as `risk_level`, under upstream's other name. */
  risk_tier: Risk,
  level: Level,
  reason_code: z.string(),
  reasons: z.array(z.object({ code: z.string(), text: z.string() })),
  policy_rationale: z.record(z.string(), z.unknown()),
  message: z.string(),
  /** While it waits for a person. */
  approval_id: z.string().optional(),
  expires_at: z.string().optional(),
};

/** A command on its way; its output comes with the stream of its request. */
export const DispatchedCommand = z.object({
  request_id: z.string(),
  status: z.literal('dispatched'),
  job_id: z.string(),
});
export type DispatchedCommand = z.infer<typeof DispatchedCommand>;

/** Dispatched, or its result when the caller waited for it. */
export const CommandAnswer = z.union([DispatchedCommand, CommandResultView]);
export type CommandAnswer = z.infer<typeof CommandAnswer>;

/** A command that was not sent: it waits for a person, or was refused. */
export const HeldCommand = z.object({
  status: z.enum(['pending_approval', 'denied']),
  code: z.literal('policy_denied').optional(),
  request_id: z.string(),
  directive_id: z.string(),
  ...verdict,
});
export type HeldCommand = z.infer<typeof HeldCommand>;

/** What became of the command on one of many probes: ids unless in error, a verdict when held. */
export const OneOfManyView = z.object({
  probe_id: z.string(),
  /** `planned`: its turn comes with the rollout. */
  status: z.enum(['dispatched', 'planned', 'pending_approval', 'denied', 'error']),
  error: z.string().optional(),
  request_id: z.string().optional(),
  directive_id: z.string().optional(),
  ...z.object(verdict).partial().shape,
});
export type OneOfManyView = z.infer<typeof OneOfManyView>;

export const ManyCommandsAnswer = z.object({
  /** When the probes were chosen by a tag in the path. */
  tag: z.string().optional(),
  total: z.int(),
  results: z.array(OneOfManyView),
  /** When it goes over them in waves. */
  rollout: RolloutView.optional(),
});
export type ManyCommandsAnswer = z.infer<typeof ManyCommandsAnswer>;
