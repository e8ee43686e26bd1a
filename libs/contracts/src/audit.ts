import { z } from 'zod';
import type { SignedCheckpoint } from './wire/audit-export.js';

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
export interface AuditEvent {
  id: string;
  timestamp: string;
  type: string;
  summary: string;
  tenant_id: string;
  /** The name of whoever acted, for people; `actor_id` is what does not change. */
  actor: string;
  actor_type: string;
  actor_id: string;
  probe_id?: string;
  subject?: { type: string; id: string };
  detail?: unknown;
  before?: unknown;
  after?: unknown;
  remote_addr?: string;
  request_id?: string;
  correlation_id?: string;
  signal_id?: string;
  sealed: boolean;
  index?: number;
  entry_hash?: string;
  link?: string;
}

export interface AuditPage {
  events: AuditEvent[];
  /** All entries of the tenant, whatever the filter. */
  total: number;
  /** Empty when there is nothing more. */
  next_cursor: string;
  has_more: boolean;
}

export interface AuditVerification {
  valid: boolean;
  entries_checked: number;
  /** The time of the first entry that does not hold; null when all hold, or when that entry is missing. */
  first_invalid_at: string | null;
  first_invalid_index: number | null;
  /** A word such as `entry_hash`, `link`, `gap`, `truncated`, `columns`. */
  reason: string | null;
  last_index: number;
  /** The newest one that fits: keep it elsewhere. */
  checkpoint: SignedCheckpoint | null;
}

export interface AuditKey {
  kid: string;
  algorithm: 'Ed25519';
  /** 32 raw bytes, base64url. */
  public_key: string;
  public_key_pem: string;
}
