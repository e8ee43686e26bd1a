import { z } from 'zod';
import { HealthStatus, ProbeId, ProbeStatus } from './fleet.js';
import { SignalTypePattern } from './signals.js';

/** Where the console's socket is. */
export const CONSOLE_SOCKET_PATH = '/ws/console';

/** Larger frames end the connection. */
export const MAX_CONSOLE_FRAME_BYTES = 64 * 1024;

/** So many rows may be watched on one socket. */
export const MAX_WATCHED_ROWS = 200;

/** First frame. With the number of the last event it saw the client gets what it missed. */
export const ConsoleHello = z.strictObject({
  type: z.literal('hello'),
  last_event_id: z.int().min(0).optional(),
  /** Only events of these types; `probe.*` stands for a whole domain. */
  types: z.array(SignalTypePattern).min(1).max(50).optional(),
});
export type ConsoleHello = z.infer<typeof ConsoleHello>;

/** Which probes are on the screen now; takes the place of what was watched before. */
export const ConsoleWatch = z.strictObject({
  type: z.literal('watch'),
  probes: z.array(ProbeId.min(1)).max(MAX_WATCHED_ROWS),
});
export type ConsoleWatch = z.infer<typeof ConsoleWatch>;

export const ConsolePing = z.strictObject({ type: z.literal('ping') });
export type ConsolePing = z.infer<typeof ConsolePing>;

/** What a console may say. */
export const ConsoleClientFrame = z.discriminatedUnion('type', [ConsoleHello, ConsoleWatch, ConsolePing]);
export type ConsoleClientFrame = z.infer<typeof ConsoleClientFrame>;

/** An event of the live feed, the same on the socket and on `/api/v1/events`. */
export const FeedEvent = z.object({
  type: z.string(),
  probe_id: z.string().optional(),
  summary: z.string(),
  detail: z.record(z.string(), z.unknown()),
  timestamp: z.string(),
  seq: z.int(),
  late: z.boolean(),
});
export type FeedEvent = z.infer<typeof FeedEvent>;

const measured = z.number().nullable();

/**
 * What moves in the row of a probe. Shares are percent; null is "not measured", which a `FleetRow` leaves out. What both
 * have is the same in both.
 */
export const LiveRow = z.object({
  id: z.string(),
  status: ProbeStatus,
  connected: z.boolean(),
  health: z.object({ score: z.int(), status: HealthStatus }).nullable(),
  cpu_percent: measured,
  memory_percent: measured,
  disk_percent: measured,
  load1: measured,
  last_seen: z.string().nullable(),
  vitals_at: z.string().nullable(),
  /** How many requests about this probe wait for a person now. */
  waiting_approvals: z.int(),
});
export type LiveRow = z.infer<typeof LiveRow>;

/** How many probes there are in each status. */
export const LiveCounts = z.object({
  all: z.int(),
  online: z.int(),
  degraded: z.int(),
  offline: z.int(),
  pending: z.int(),
});
export type LiveCounts = z.infer<typeof LiveCounts>;

const Server = z.object({ version: z.string(), started_at: z.string() });

/**
 * What the control plane says. `cursor`: everything up to this number has been looked at and sent; a pong before `ready`
 * repeats the number of the hello, and has none where that had none.
 */
export const ConsoleServerFrame = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), newest: z.int(), server: Server }),
  z.object({ type: z.literal('gap'), from: z.int(), to: z.int() }),
  z.object({ type: z.literal('events'), events: z.array(FeedEvent), cursor: z.int() }),
  z.object({ type: z.literal('rows'), rows: z.array(LiveRow) }),
  z.object({ type: z.literal('counts'), counts: LiveCounts }),
  z.object({ type: z.literal('pong'), cursor: z.int().optional() }),
  z.object({ type: z.literal('error'), code: z.string(), message: z.string() }),
]);
export type ConsoleServerFrame = z.infer<typeof ConsoleServerFrame>;
