import { z } from 'zod';
import { Capture, CommandChanges, MAX_CAPTURES } from './captures.js';
import { Level, Risk } from './levels.js';
import { rollingFields } from './rolling.js';
import { SiteId } from './sites.js';
import { LimitedBy, Outcome } from './wire/frames.js';

/** Bytes that the words of one command may have together; what a Linux kernel takes as one word. */
export const MAX_ARGV_BYTES = 131_072;
/** How long a command runs when nobody says, and the most anybody may say, in milliseconds. */
export const DEFAULT_TIMEOUT_MS = 30_000;
export const MAX_TIMEOUT_MS = 86_400_000;
/** The most probes that one request addresses. */
export const MAX_TARGETS = 20_000;

const NANOSECONDS = 1_000_000;

const Word = z
  .string()
  .max(MAX_ARGV_BYTES)
  .refine((text) => !text.includes('\0'), 'must not hold a NUL')
  .refine((text) => text.isWellFormed(), 'must not hold half a character');

/** Chosen by the caller to find the command again; letters that need no escape in a path or a log. */
export const CommandRequestId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/, 'must be 1 to 128 letters, digits, or any of . _ : -');

const argv = (shape: z.ZodArray<typeof Word>) =>
  shape.refine((words) => words.reduce((sum, word) => sum + byteLength(word), 0) <= MAX_ARGV_BYTES, {
    error: `all words together may have ${MAX_ARGV_BYTES} bytes`,
    abort: true,
  });

/**
 * What the directive `command.run` is about: exactly this is judged, approved by its hash and run.
 *
 * `argv` is empty for a `line` that is more than one simple command.
 */
export const CommandPayload = z.strictObject({
  probe_id: z.string().min(1).max(64),
  argv: argv(z.array(Word).max(4_096)),
  line: z.string().min(1).max(MAX_ARGV_BYTES).optional(),
  timeout_ms: z.int().min(1).max(MAX_TIMEOUT_MS),
  stream: z.boolean(),
  /** What the caller says it needs; can only make the verdict stricter. */
  level: Level.optional(),
  request_id: CommandRequestId,
  /** The probe's tags when it was asked for, so that a freeze of one of them holds it back. */
  tags: z.array(z.string().max(128)).max(64),
  /** The site it was in then, for the same reason. */
  site: z.string().max(64).optional(),
  /** It takes another command back: which one, and how what it touches has to be, or the probe refuses it. */
  undoes: z
    .strictObject({ request_id: CommandRequestId, expect: z.array(Capture).max(MAX_CAPTURES) })
    .optional(),
});
export type CommandPayload = z.infer<typeof CommandPayload>;

/** Go writes an empty text, an empty list or null for what is not set. */
const unset = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' || value === null ? undefined : value), schema.optional());

const command = {
  /** A program when `args` are given; alone, a line that is read into words. */
  command: Word.refine((text) => text.trim() !== '', 'must not be empty'),
  args: unset(argv(z.array(Word).max(4_095))),
  /** Nanoseconds, as Go's durations are; 0 means the default. */
  timeout: unset(
    z
      .int()
      .min(0)
      .max(MAX_TIMEOUT_MS * NANOSECONDS),
  ),
  level: unset(Level),
  stream: unset(z.boolean()),
};

/** Body of `POST /api/v1/probes/{id}/command`. */
export const RunCommand = z.object({
  request_id: unset(CommandRequestId),
  ...command,
  /** Shown to whoever has to approve it. */
  reason: unset(z.string().trim().min(1).max(500)),
  /** Not to wait for a person, for a reason from the policy's list; somebody looks at it afterwards. */
  breakglass_reason: unset(z.string().trim().max(100)),
  /** The name of the host, typed by whoever breaks the glass. */
  breakglass_confirm: unset(z.string().trim().max(255)),
  /** The approval of an earlier request that this one replaces. */
  supersedes: unset(z.uuid()),
});
export type RunCommand = z.infer<typeof RunCommand>;

/** Body of `POST /api/v1/fleet/by-tag/{tag}/command`. */
export const RunByTag = RunCommand.extend(rollingFields);
export type RunByTag = z.infer<typeof RunByTag>;

const yes = z
  .string()
  .optional()
  .transform((text) => text === 'true' || text === '1');

export const RunCommandQuery = z.object({ wait: yes, stream: yes });
export type RunCommandQuery = z.infer<typeof RunCommandQuery>;

/** Which probes are meant: named one by one, or all that have a tag, or all of a site. */
const many = {
  probes: z.array(z.string().min(1).max(64)).min(1).max(MAX_TARGETS).optional(),
  tag: z.string().trim().toLowerCase().min(1).max(128).optional(),
  site: SiteId.optional(),
};
const isOneOf = ({ probes, tag, site }: { probes?: unknown; tag?: unknown; site?: unknown }) =>
  [probes, tag, site].filter((one) => one !== undefined).length === 1;
const NAME_ONE = { error: 'name either probes, a tag or a site', path: ['probes'] };

/** Body of `POST /api/v1/commands`: the same command on several probes, named one by one, by a tag or by their site. */
export const RunOnMany = z
  .strictObject({
    ...many,
    ...command,
    reason: unset(z.string().trim().min(1).max(500)),
    ...rollingFields,
  })
  .refine(isOneOf, NAME_ONE);
export type RunOnMany = z.infer<typeof RunOnMany>;

/** Body of `POST /api/v1/commands/preview`. */
export const PreviewCommand = z
  .strictObject({
    ...many,
    command: command.command,
    args: command.args,
    level: command.level,
    timeout: command.timeout,
  })
  .refine(isOneOf, NAME_ONE);
export type PreviewCommand = z.infer<typeof PreviewCommand>;

/** What would become of a command at one probe. */
export const ProbePreview = z.object({
  probe_id: z.string(),
  hostname: z.string(),
  /** If not, it is skipped, and the decision is what it would be after it has come back. */
  connected: z.boolean(),
  decision: z.enum(['allow', 'queue', 'deny']),
  level: Level,
  risk: Risk,
  reasons: z.array(z.string()),
});
export type ProbePreview = z.infer<typeof ProbePreview>;

/** What would become of a command if it were asked for now. Nothing was written down and nothing left. */
export const CommandPreview = z.object({
  /** Each probe counts once: `offline` ones are skipped whatever policy says of them, `unknown` ones do not exist. */
  summary: z.object({
    run: z.int(),
    approve: z.int(),
    deny: z.int(),
    offline: z.int(),
    unknown: z.int(),
    total: z.int(),
  }),
  command: z.object({
    /** Empty for a `line` that is more than one simple command. */
    argv: z.array(z.string()),
    line: z.string().optional(),
    /** The highest that any of the probes asks for; absent when no probe was judged. */
    level: Level.optional(),
    risk: Risk.optional(),
    /** What the judge found in it, in words. */
    effects: z.array(z.string()),
    /** Why it cannot run anywhere yet, even where it is allowed. */
    problem: z.string().optional(),
  }),
  /** Why the request would be refused as a whole, for all its probes. */
  refused: z.object({ code: z.string(), message: z.string() }).optional(),
  /** Worst first, at most 200. */
  probes: z.array(ProbePreview),
  truncated: z.boolean(),
});
export type CommandPreview = z.infer<typeof CommandPreview>;

export const CancelCommand = z
  .strictObject({ reason: z.string().trim().min(1).max(500).default('canceled') })
  .nullish()
  .transform((body) => body ?? { reason: 'canceled' });
export type CancelCommand = z.infer<typeof CancelCommand>;

/** Upstream's result object, and ours beside it. */
export const CommandResultView = z.object({
  request_id: z.string(),
  exit_code: z.int(),
  stdout: z.string(),
  stderr: z.string(),
  duration_ms: z.int(),
  truncated: z.boolean(),
  outcome: Outcome.or(z.literal('probe_offline')),
  reason: z.string().nullable(),
  message: z.string().nullable(),
  contained: z.boolean(),
  /** What held it to limits: a control group, the probe watching it, the limits of each process, or nothing; null where the probe does not say. */
  limits: LimitedBy.nullable(),
  /** It came after the command had been given up: evidence, not its end. */
  late: z.boolean(),
});
export type CommandResultView = z.infer<typeof CommandResultView>;

export const CommandState = z.enum([
  'pending_approval',
  'queued',
  'dispatched',
  'running',
  'succeeded',
  'failed',
  'canceled',
  'denied',
]);
export type CommandState = z.infer<typeof CommandState>;

/** `GET /api/v1/commands/{requestId}`. */
export const CommandView = z.object({
  request_id: z.string(),
  directive_id: z.uuid(),
  probe_id: z.string(),
  argv: z.array(z.string()),
  line: z.string().nullable(),
  timeout_ms: z.int(),
  stream: z.boolean(),
  state: CommandState,
  level: Level,
  risk: Risk,
  reasons: z.array(z.object({ code: z.string(), text: z.string() })),
  approval_id: z.uuid().nullable(),
  error_kind: z.string().nullable(),
  error_message: z.string().nullable(),
  requested_by: z.object({ type: z.string(), id: z.string(), name: z.string() }),
  requested_at: z.iso.datetime(),
  started_at: z.iso.datetime().nullable(),
  completed_at: z.iso.datetime().nullable(),
  result: CommandResultView.nullable(),
  /** What it touched, before and after; null where nothing was looked at: it only reads, or has not run. */
  changes: CommandChanges.nullable(),
  /** The command that this one takes back. */
  reverts: z.string().nullable(),
});
export type CommandView = z.infer<typeof CommandView>;

/** What upstream's stream calls its events. */
export const CommandEventKind = z.enum(['output', 'policy', 'approval', 'dispatch', 'result', 'job']);
export type CommandEventKind = z.infer<typeof CommandEventKind>;

/** One event of a command's stream; `seq` counts from 1 per request. */
export const CommandEvent = z.object({
  request_id: z.string(),
  seq: z.int(),
  kind: CommandEventKind,
  stream: z.enum(['stdout', 'stderr']).optional(),
  data: z.string().optional(),
  chunk_seq: z.int().optional(),
  final: z.boolean().optional(),
  exit_code: z.int().optional(),
  meta: z.record(z.string(), z.unknown()).optional(),
  created_at: z.iso.datetime(),
});
export type CommandEvent = z.infer<typeof CommandEvent>;

const Seq = z.coerce.number().int().min(0).max(2_147_483_647);

/** Query of the stream and the replay of a command. */
export const ReplayQuery = z.object({
  resume_token: z.string().max(256).optional(),
  cursor: z.string().max(256).optional(),
  last_seq: Seq.optional(),
  since: z.iso.datetime({ offset: true }).optional(),
  limit: z.coerce.number().int().min(1).max(5_000).default(2_000),
});
export type ReplayQuery = z.infer<typeof ReplayQuery>;

/** Length in UTF-8 without a Buffer, because schemas also run in a browser. */
function byteLength(text: string): number {
  let bytes = 0;
  for (const letter of text) {
    const point = letter.codePointAt(0)!;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}
