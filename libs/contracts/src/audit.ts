import { z } from 'zod';
import { SignedCheckpoint } from './wire/audit-export.js';

const word = (max: number) => z.string().min(1).max(max);
const moment = z.iso.datetime({
  offset: true,
  error: 'must be a time with its zone, such as 2026-01-31T08:00:00Z',
});

/** Which entries of the trail. As upstream, unknown keys are passed over. */
export const AuditFilter = z.object({
  probe_id: word(128).optional(),
  /** Exact, such as `command.sent`. */
  type: word(128).optional(),
  /** The id of whoever acted. */
  actor: word(256).optional(),
  subject_type: word(64).optional(),
  subject_id: word(256).optional(),
  since: moment.optional(),
  until: moment.optional(),
});
export type AuditFilter = z.infer<typeof AuditFilter>;

export const AuditQuery = AuditFilter.extend({
  limit: z.coerce
    .number({ error: 'must be a whole number from 1 to 500' })
    .int('must be a whole number from 1 to 500')
    .min(1, 'must be a whole number from 1 to 500')
    .max(500, 'must be a whole number from 1 to 500')
    .default(50),
  /** The id of an event: what is older than it follows. */
  cursor: z.uuid('must be the id of an event').optional(),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

export const AuditVerifyQuery = z.strictObject({
  /** A checkpoint kept elsewhere, as its JSON line: finds a tail that was cut together with its checkpoints. */
  checkpoint: z.string().max(2_000).optional(),
});
export type AuditVerifyQuery = z.infer<typeof AuditVerifyQuery>;

export const AuditCheckpointsQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(500).default(50),
  /** Only those before this index. */
  before: z.coerce.number().int().min(1).optional(),
});
export type AuditCheckpointsQuery = z.infer<typeof AuditCheckpointsQuery>;

/** One entry as it was written, with its place in the chain. Before sealing it has none yet. */
export const AuditEvent = z.object({
  id: z.string(),
  timestamp: z.string(),
  type: z.string(),
  summary: z.string(),
  tenant_id: z.string(),
  /** The name of whoever acted, for people; `actor_id` is what does not change. */
  actor: z.string(),
  actor_type: z.string(),
  actor_id: z.string(),
  probe_id: z.string().optional(),
  subject: z.object({ type: z.string(), id: z.string() }).optional(),
  detail: z.unknown().optional(),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
  remote_addr: z.string().optional(),
  request_id: z.string().optional(),
  correlation_id: z.string().optional(),
  signal_id: z.string().optional(),
  sealed: z.boolean(),
  index: z.int().optional(),
  entry_hash: z.string().optional(),
  link: z.string().optional(),
});
export type AuditEvent = z.infer<typeof AuditEvent>;

/** Answer of `GET /api/v1/audit/{id}`: the entry, and the link before its own, so that anyone can check its own. */
export const AuditEntryDetail = AuditEvent.extend({
  /** Absent before it is sealed, and where the entry before it is missing. */
  previous_link: z.string().optional(),
});
export type AuditEntryDetail = z.infer<typeof AuditEntryDetail>;

/** Answer of `GET /api/v1/audit/types`: the types of sealed entries, in order of the alphabet, at most 1,000. */
export const AuditTypes = z.object({ types: z.array(z.string()) });
export type AuditTypes = z.infer<typeof AuditTypes>;

export const AuditPage = z.object({
  events: z.array(AuditEvent),
  /** All entries of the tenant, whatever the filter. */
  total: z.int(),
  /** Empty when there is nothing more. */
  next_cursor: z.string(),
  has_more: z.boolean(),
});
export type AuditPage = z.infer<typeof AuditPage>;

export const AuditVerification = z.object({
  valid: z.boolean(),
  entries_checked: z.int(),
  /** The time of the first entry that does not hold; null when all hold, or when that entry is missing. */
  first_invalid_at: z.string().nullable(),
  first_invalid_index: z.int().nullable(),
  /** A word such as `entry_hash`, `link`, `gap`, `truncated`, `columns`. */
  reason: z.string().nullable(),
  last_index: z.int(),
  /** The newest one that fits: keep it elsewhere. */
  checkpoint: SignedCheckpoint.nullable(),
});
export type AuditVerification = z.infer<typeof AuditVerification>;

export const AuditCheckpoints = z.object({ checkpoints: z.array(SignedCheckpoint) });
export type AuditCheckpoints = z.infer<typeof AuditCheckpoints>;

export const AuditKey = z.object({
  kid: z.string(),
  algorithm: z.literal('Ed25519'),
  /** 32 raw bytes, base64url. */
  public_key: z.string(),
  public_key_pem: z.string(),
});
export type AuditKey = z.infer<typeof AuditKey>;
