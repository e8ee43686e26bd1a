import { z } from 'zod';
import { Capture, CapturedSide, MAX_CAPTURES } from '../captures.js';
import { HostConnections } from '../connections.js';
import { Level } from '../levels.js';
import { Inventory, Vitals } from '../inventory.js';
import { BlockRule, MAX_POLICY_RULES, PolicyPattern } from '../policy-rules.js';
import { MAX_OUTPUT_BYTES } from './protocol.js';

/** What every body carries: who it is from or for, the session it belongs to and its number there. */
const head = {
  /** The probe this frame is from or for. */
  probe: z.string().min(1).max(64),
  /** The nonce the probe chose for this connection in its hello. */
  session: z.string().min(16).max(64),
  /** 1 for the first frame of a direction, then one more for each. A gap or a repeat is refused. */
  n: z.int().min(1),
};

/**
 * What every body starts with. Read alone for a kind this side does not know: its number counts all the same, and the
 * kind is held to harmless letters because it is going to be logged.
 */
export const FrameHead = z.object({ kind: z.string().regex(/^[a-z][a-z0-9_.]{0,63}$/), ...head });
export type FrameHead = z.infer<typeof FrameHead>;

const Time = z.iso.datetime();
const DispatchId = z.uuid();

/**
 * What holds a run to its limits: a control group, the probe looking at its processes, the limits of each process
 * (in the sandbox), or nothing.
 */
export const LimitedBy = z.enum(['cgroup', 'watch', 'rlimit', 'none']);
export type LimitedBy = z.infer<typeof LimitedBy>;

/** What a probe can do, so that nothing is asked of it that it must refuse. */
export const Capabilities = z.strictObject({
  /** bubblewrap works here, so observe and diagnose runs can be contained. */
  sandbox: z.boolean(),
  stream: z.boolean(),
  cancel: z.boolean(),
  /** It reads lines by itself and runs what they come to without a shell; `line` is understood. */
  lines: z.boolean().optional(),
  /** It looks at what a command touches before and after; one that does not say so is not asked to. */
  capture: z.boolean().optional(),
  /** What holds commands that change something to the limits of this host. */
  limits: LimitedBy.optional(),
});
export type Capabilities = z.infer<typeof Capabilities>;

/** First frame of a probe on a new connection. Signed. */
export const Hello = z.strictObject({
  kind: z.literal('hello'),
  ...head,
  /** What the answer to the upgrade asked to be said back: a recorded session cannot be played again. */
  challenge: z.string().min(16).max(64),
  version: z.string().max(64),
  shellVersion: z.string().max(64),
  bootId: z.string().max(64),
  hostname: z.string().max(255),
  os: z.string().max(64),
  arch: z.string().max(64),
  /** What may ever run here; fixed on the host, the control plane can only read it. */
  ceiling: Level,
  /** What runs here without a person, by the probe's own local policy. */
  level: Level,
  capabilities: Capabilities,
  /** Dispatches that run now. */
  running: z.array(DispatchId).max(1_000),
  /** Dispatches whose result waits for `result.ack`; each is sent again after welcome. */
  unacknowledged: z.array(DispatchId).max(10_000),
});
export type Hello = z.infer<typeof Hello>;

/** The control plane's answer to hello. Signed; starts the clock that expiry is counted on. */
export const Welcome = z.strictObject({
  kind: z.literal('welcome'),
  ...head,
  serverTime: Time,
  heartbeatMs: z.int().positive(),
  policy: z.strictObject({ version: z.int().nonnegative(), level: Level }),
});
export type Welcome = z.infer<typeof Welcome>;

/** How busy the host is. A whole picture each time; unsigned, the link vouches for it. */
export const Heartbeat = z.strictObject({
  kind: z.literal('probe.heartbeat'),
  ...head,
  at: Time,
  vitals: Vitals,
});
export type Heartbeat = z.infer<typeof Heartbeat>;

/** What the host is made of. Signed; after welcome, when it changed, and every 15 minutes. */
export const InventoryFrame = z.strictObject({
  kind: z.literal('probe.inventory'),
  ...head,
  inventory: Inventory,
});
export type InventoryFrame = z.infer<typeof InventoryFrame>;

/** Whom the host talks to. Signed; after welcome and every 15 minutes. Nothing answers: the next says it all again. */
export const ConnectionsFrame = z.strictObject({
  kind: z.literal('probe.connections'),
  ...head,
  connections: HostConnections,
});

/** Run this, once. Signed. */
export const CommandRun = z.strictObject({
  kind: z.literal('command.run'),
  ...head,
  dispatchId: DispatchId,
  issuedAt: Time,
  /** Server time after which the command must not start any more. */
  expiresAt: Time,
  argv: z.array(z.string().max(131_072)).min(1).max(4_096),
  /**
   * A line of more than one program, for a probe that says `lines`; `argv` is then `sh -c` and this line. The probe reads
   * it by itself: where it comes to a plan (see `Plan`) it runs that, and no shell; else a shell, once people approved it.
   */
  line: z.string().min(1).max(131_072).optional(),
  timeoutMs: z.int().min(1).max(86_400_000),
  /** Send output while it appears. The result carries it all the same, up to the limit. */
  stream: z.boolean(),
  /**
   * Bytes kept of stdout and of stderr; what is beyond is dropped and `truncated` says so. A result is one frame, so
   * the probe also cuts what would not fit MAX_FRAME_BYTES; chunks carry all of it.
   */
  outputLimit: z.int().min(0).max(MAX_OUTPUT_BYTES),
  /** The level the control plane judged this command to need. */
  level: Level,
  policyVersion: z.int().nonnegative(),
  /** Set when people approved it: up to which level that approval reaches, never above the ceiling. */
  approval: z.strictObject({ id: z.uuid(), grantedLevel: Level }).optional(),
  /** What to look at right before and right after the run; only what the probe finds in the command by itself is read. */
  capture: z.array(Capture).max(MAX_CAPTURES).optional(),
});
export type CommandRun = z.infer<typeof CommandRun>;

/** Stop it, if it still runs. Signed. */
export const CommandCancel = z.strictObject({
  kind: z.literal('command.cancel'),
  ...head,
  dispatchId: DispatchId,
  reason: z.string().max(500),
});
export type CommandCancel = z.infer<typeof CommandCancel>;

/** The probe has written the dispatch to its journal and starts it now. */
export const CommandAccepted = z.strictObject({
  kind: z.literal('command.accepted'),
  ...head,
  dispatchId: DispatchId,
  at: Time,
});
export type CommandAccepted = z.infer<typeof CommandAccepted>;

/** A piece of output. `seq` counts from 1 over both streams of a dispatch. */
export const CommandChunk = z.strictObject({
  kind: z.literal('command.chunk'),
  ...head,
  dispatchId: DispatchId,
  seq: z.int().min(1),
  stream: z.enum(['stdout', 'stderr']),
  data: z.string(),
});
export type CommandChunk = z.infer<typeof CommandChunk>;

/** How a dispatch ended at the probe. */
export const Outcome = z.enum([
  /** It ran and exited; see exitCode. */
  'exited',
  /** It could not be started (no such program, no permission). */
  'not_started',
  /** The probe did not let it run; see message. */
  'refused',
  /** It was stopped because its time was over. */
  'timed_out',
  /** It was stopped because the control plane asked. */
  'canceled',
  /** It was accepted and nobody can tell how it ended: the probe died meanwhile. Never run again by itself. */
  'indeterminate',
]);
export type Outcome = z.infer<typeof Outcome>;

/** The end of a dispatch. Signed, kept in the journal and sent again until it is acknowledged. */
export const CommandResult = z.strictObject({
  kind: z.literal('command.result'),
  ...head,
  dispatchId: DispatchId,
  outcome: Outcome,
  /** -1 unless outcome is `exited`. */
  exitCode: z.int(),
  signal: z.string().max(16).optional(),
  stdout: z.string(),
  stderr: z.string(),
  truncated: z.boolean(),
  durationMs: z.int().nonnegative(),
  startedAt: Time.optional(),
  endedAt: Time,
  /** Machine word for a refusal, such as `above_ceiling`, `expired`, `bad_signature`. */
  reason: z.string().max(64).optional(),
  message: z.string().max(2_000).optional(),
  /** Whether the run was held in a sandbox. */
  contained: z.boolean(),
  /** What held it to its limits; one that came to them says `over_limit` as its reason. */
  limits: LimitedBy.optional(),
  /** What `capture` named, as it was found. `before` alone: it was not looked at afterwards, or the probe died. */
  before: CapturedSide.optional(),
  after: CapturedSide.optional(),
});
export type CommandResult = z.infer<typeof CommandResult>;

/** These results are stored; the probe may forget them. Signed. */
export const ResultAck = z.strictObject({
  kind: z.literal('result.ack'),
  ...head,
  dispatchIds: z.array(DispatchId).min(1).max(1_000),
});
export type ResultAck = z.infer<typeof ResultAck>;

/** Most policies that one probe goes by; it has as many tags at most. */
const MAX_HELD = 64;
const Sandbox = z.enum(['preferred', 'required']);

/**
 * What the probe has to go by from now on, whole. Signed; after welcome and whenever it changes. A revision below the one
 * it has is refused. It answers with `policy.state`; where no answer comes, the control plane shows it as drift.
 */
export const PolicySet = z.strictObject({
  kind: z.literal('policy.set'),
  ...head,
  revision: z.int().positive(),
  policies: z.array(z.strictObject({ id: z.string().max(80), version: z.int().positive() })).max(MAX_HELD),
  /** What runs without a person; never more than the host itself allows. */
  level: Level,
  sandbox: Sandbox,
  /** Effects that the probe refuses by itself; with `then: queue`, unless people approved the command. */
  block: z.array(BlockRule).max(MAX_HELD * MAX_POLICY_RULES),
  /** Beginnings of command lines that it refuses. */
  blocked: z.array(PolicyPattern).max(MAX_HELD * MAX_POLICY_RULES),
});
export type PolicySet = z.infer<typeof PolicySet>;

/** What the probe goes by: after welcome and after each `policy.set`. A whole picture; signed. */
export const PolicyState = z.strictObject({
  kind: z.literal('policy.state'),
  ...head,
  /** Of the last policy it took; 0 before the first. */
  revision: z.int().nonnegative(),
  /** What runs here without a person now, the host's own limits counted. */
  level: Level,
  sandbox: Sandbox,
  /** Why it did not take the last one it was sent. */
  refused: z.string().max(500).optional(),
});
export type PolicyState = z.infer<typeof PolicyState>;

export const ProbeBody = z.discriminatedUnion('kind', [
  Hello,
  Heartbeat,
  InventoryFrame,
  ConnectionsFrame,
  CommandAccepted,
  CommandChunk,
  CommandResult,
  PolicyState,
]);
export type ProbeBody = z.infer<typeof ProbeBody>;

export const ControlBody = z.discriminatedUnion('kind', [
  Welcome,
  CommandRun,
  CommandCancel,
  ResultAck,
  PolicySet,
]);
export type ControlBody = z.infer<typeof ControlBody>;

/**
 * Every kind of protocol 2: who sends it and whether it must be signed. An unknown kind is ignored and logged once;
 * a kind from the wrong side, or unsigned where this table asks for a signature, is refused.
 */
export const KINDS = {
  hello: { from: 'probe', signed: true },
  welcome: { from: 'control', signed: true },
  'probe.heartbeat': { from: 'probe', signed: false },
  'probe.inventory': { from: 'probe', signed: true },
  'probe.connections': { from: 'probe', signed: true },
  'command.run': { from: 'control', signed: true },
  'command.cancel': { from: 'control', signed: true },
  'command.accepted': { from: 'probe', signed: false },
  'command.chunk': { from: 'probe', signed: false },
  'command.result': { from: 'probe', signed: true },
  'result.ack': { from: 'control', signed: true },
  'policy.set': { from: 'control', signed: true },
  'policy.state': { from: 'probe', signed: true },
} as const satisfies Record<string, { from: 'probe' | 'control'; signed: boolean }>;
export type Kind = keyof typeof KINDS;
