import { z } from 'zod';

/**
 * Protocol 1, the envelope of upstream's probe (core contract, sections 1.6 to 1.9 and 2.1). Unknown keys are ignored,
 * as upstream does; lists may be null because Go writes empty ones so.
 */
const whole = z.number().int();
const list = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((value) => value ?? []);

export const UpstreamEnvelope = z.object({
  id: z.string().max(128),
  type: z.string().max(64),
  timestamp: z.string().max(64),
  payload: z.unknown().optional(),
  signature: z.string().max(128).optional(),
});
export type UpstreamEnvelope = z.infer<typeof UpstreamEnvelope>;

export const UpstreamHeartbeat = z.object({
  probe_id: z.string().optional(),
  uptime_seconds: whole.nonnegative().default(0),
  load_avg: z.array(z.number()).nullish(),
  mem_used_bytes: whole.nonnegative().default(0),
  mem_total_bytes: whole.nonnegative().default(0),
  disk_used_bytes: whole.nonnegative().default(0),
  disk_total_bytes: whole.nonnegative().default(0),
});
export type UpstreamHeartbeat = z.infer<typeof UpstreamHeartbeat>;

export const UpstreamInventory = z.object({
  hostname: z.string().default(''),
  os: z.string().default(''),
  arch: z.string().default(''),
  kernel: z.string().default(''),
  cpus: whole.nonnegative().default(0),
  mem_total_bytes: whole.nonnegative().default(0),
  disk_total_bytes: whole.nonnegative().default(0),
  interfaces: list(
    z.object({
      name: z.string(),
      mac: z.string().optional(),
      addrs: list(z.string()),
      state: z.string().default(''),
    }),
  ),
  packages: list(
    z.object({ name: z.string(), version: z.string().default(''), manager: z.string().default('') }),
  ),
  services: list(
    z.object({ name: z.string(), state: z.string().default(''), enabled: z.boolean().default(false) }),
  ),
  users: list(
    z.object({
      name: z.string(),
      uid: whole.default(0),
      groups: list(z.string()),
      shell: z.string().default(''),
    }),
  ),
  labels: z.record(z.string(), z.string()).nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
  collected_at: z.string().optional(),
});
export type UpstreamInventory = z.infer<typeof UpstreamInventory>;

/** `timeout` is in nanoseconds, as Go's durations are. */
export const UpstreamCommand = z.object({
  request_id: z.string().min(1).max(128),
  command: z.string(),
  args: list(z.string()),
  timeout: whole.default(0),
  level: z.string().default(''),
  stream: z.boolean().default(false),
});
export type UpstreamCommand = z.infer<typeof UpstreamCommand>;

export const UpstreamResult = z.object({
  request_id: z.string(),
  exit_code: whole.default(0),
  stdout: z.string().default(''),
  stderr: z.string().default(''),
  duration_ms: whole.nonnegative().default(0),
  truncated: z.boolean().default(false),
});
export type UpstreamResult = z.infer<typeof UpstreamResult>;

export const UpstreamChunk = z.object({
  request_id: z.string(),
  stream: z.string().default('stdout'),
  data: z.string().default(''),
  seq: whole.default(0),
  final: z.boolean().default(false),
  exit_code: whole.default(0),
});
export type UpstreamChunk = z.infer<typeof UpstreamChunk>;

export const UpstreamPolicy = z.object({
  policy_id: z.string().default(''),
  level: z.string().default('observe'),
  allowed: list(z.string()),
  blocked: list(z.string()),
});
export type UpstreamPolicy = z.infer<typeof UpstreamPolicy>;

/** The probe uses the new key from its next connection on. */
export const UpstreamKeyRotation = z.object({
  new_key: z.string().min(1).max(256),
  expires_at: z.string().optional(),
});
export type UpstreamKeyRotation = z.infer<typeof UpstreamKeyRotation>;

/** `checksum` is the SHA-256 of the file, lower-case hex; upstream lets it be empty, our probe does not. */
export const UpstreamUpdate = z.object({
  url: z.string().min(1).max(2_048),
  checksum: z.string().default(''),
  version: z.string().default(''),
  restart: z.boolean().default(false),
});
export type UpstreamUpdate = z.infer<typeof UpstreamUpdate>;

/** `ping` and `pong` carry nothing. */
export const UpstreamNothing = z.unknown().transform(() => undefined);

/** The types of protocol 1 that we speak and the shape of their payload. Any other type is ignored. */
export const UPSTREAM_KINDS = {
  heartbeat: { from: 'probe', payload: UpstreamHeartbeat },
  inventory: { from: 'probe', payload: UpstreamInventory },
  command_result: { from: 'probe', payload: UpstreamResult },
  output_chunk: { from: 'probe', payload: UpstreamChunk },
  pong: { from: 'probe', payload: UpstreamNothing },
  command: { from: 'control', payload: UpstreamCommand },
  policy_update: { from: 'control', payload: UpstreamPolicy },
  key_rotation: { from: 'control', payload: UpstreamKeyRotation },
  update: { from: 'control', payload: UpstreamUpdate },
  ping: { from: 'control', payload: UpstreamNothing },
} as const satisfies Record<string, { from: 'probe' | 'control'; payload: z.ZodType }>;
export type UpstreamKind = keyof typeof UPSTREAM_KINDS;
