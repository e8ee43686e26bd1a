import { z } from 'zod';
import { Level, Risk } from './levels.js';

/** How a command stands at one probe. */
export const ChatRunState = z.enum([
  'waiting',
  'running',
  'succeeded',
  'failed',
  'denied',
  'canceled',
  'skipped',
]);
export type ChatRunState = z.infer<typeof ChatRunState>;

export const ChatRunTarget = z.object({
  probe_id: z.string(),
  hostname: z.string(),
  state: ChatRunState,
  /** Finds the command under `/api/v1/commands/{request_id}`. */
  request_id: z.string().nullable(),
  directive_id: z.string().nullable(),
  approval_id: z.string().nullable(),
  exit_code: z.int().nullable(),
  duration_ms: z.number().nullable(),
  /** Which of `groups` its output belongs to. */
  group: z.int().nullable(),
  /** Why it did not run, in words. */
  note: z.string().optional(),
});
export type ChatRunTarget = z.infer<typeof ChatRunTarget>;

/** So many probes at which a command stands like that. */
export const ChatRunCount = z.object({ state: ChatRunState, count: z.int() });
export type ChatRunCount = z.infer<typeof ChatRunCount>;

/** Probes whose output is the same, to the letter. `output` is what is shown of it; the whole is at the command. */
export const ChatRunGroup = z.object({
  output: z.string(),
  error_output: z.string(),
  exit_code: z.int().nullable(),
  probes: z.int(),
  hidden_lines: z.int(),
});
export type ChatRunGroup = z.infer<typeof ChatRunGroup>;

/** A command that the turn asked for, on one probe or on many. */
export const ChatRunPart = z.object({
  type: z.literal('run'),
  step_id: z.string(),
  command: z.string(),
  reason: z.string(),
  /** What was named: `all`, `tag:web`, `site:fra1`, a host. */
  target: z.string(),
  level: Level.nullable(),
  risk: Risk.nullable(),
  targets: z.array(ChatRunTarget),
  /**
   * How many more there are than `targets` names, by how they stand. All of them are at
   * `/api/v1/conversations/{id}/turns/{turn_id}/runs/{step_id}`.
   */
  more_targets: z.array(ChatRunCount).optional(),
  groups: z.array(ChatRunGroup),
  done: z.int(),
  duration_ms: z.number().nullable(),
});
export type ChatRunPart = z.infer<typeof ChatRunPart>;

export const ChatCell = z.object({
  text: z.string(),
  /** Draws a bar, 0 to 100. */
  percent: z.number().optional(),
  probe_id: z.string().optional(),
  tone: z.enum(['ok', 'warn', 'bad']).optional(),
});
export type ChatCell = z.infer<typeof ChatCell>;

export const ChatPart = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string() }),
  ChatRunPart,
  z.object({
    type: z.literal('table'),
    columns: z.array(z.object({ title: z.string(), align: z.enum(['start', 'end']) })),
    rows: z.array(z.array(ChatCell)),
    /** Rows there are beyond those shown. */
    more: z.int(),
  }),
  /** A question back, with buttons; the pressed one is sent as the next message. */
  z.object({
    type: z.literal('question'),
    question: z.string(),
    /** Name of the model whose words the choices are; nothing where they are the asker's own, said more clearly. */
    offered_by: z.string().nullable().optional(),
    choices: z.array(
      z.object({
        label: z.string(),
        value: z.string(),
        /** Sent along with the value: who presses it has seen this number of probes. */
        confirmed_targets: z.int().optional(),
        /** Sent along as well: stands for the command and the very probes that they were asked about. */
        confirmation: z.string().optional(),
        /** Sent along as what the message is about, in the place of what the composer says. */
        target: z.string().optional(),
      }),
    ),
  }),
  /** Steps to be run one after the other, each judged by itself, and what is looked at afterwards. */
  z.object({
    type: z.literal('plan'),
    step_id: z.string(),
    title: z.string(),
    steps: z.array(
      z.object({
        title: z.string(),
        command: z.string(),
        target: z.string(),
        state: z.enum(['planned', 'waiting', 'running', 'succeeded', 'failed', 'skipped']),
        run: ChatRunPart.optional(),
      }),
    ),
  }),
  /** What an answer stands on when no command ran: facts that the control plane holds, and how old they are. */
  z.object({ type: z.literal('source'), text: z.string(), probes: z.int(), as_of: z.string().nullable() }),
  z.object({
    type: z.literal('notice'),
    code: z.string(),
    tone: z.enum(['info', 'warn', 'bad']),
    text: z.string(),
  }),
]);
export type ChatPart = z.infer<typeof ChatPart>;
