import { createHash } from 'node:crypto';
import { canonicalize } from '@legator/wire';
import { FIELD_LENGTH } from './entry-body.js';
import { plainText } from './plain.js';

/** What waits in the inbox. */
export interface InboxRow {
  readonly id: string;
  readonly tenant_id: string;
  readonly entry_id: string;
  readonly body: string;
  readonly received_at: Date;
}

/** The copies of fields of a body that can be searched; they prove nothing. */
export interface EntryColumns {
  readonly id: string;
  readonly at: string;
  readonly type: string;
  readonly probe_id: string | null;
  readonly actor_id: string;
  readonly subject_type: string | null;
  readonly subject_id: string | null;
}

export interface Sealable extends EntryColumns {
  readonly body: string;
  /** The same text where it is not the one in the inbox. */
  readonly replaced: string | null;
}

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const QUOTED = 4_000;

/**
 * What is sealed of an inbox row. Whoever can insert there can insert anything, and one row must not stop those behind
 * it: what is no entry of its tenant becomes an entry that says so and quotes it.
 */
export function sealable(row: InboxRow): Sealable {
  try {
    const value: unknown = JSON.parse(row.body);
    const columns = columnsOf(value);
    const body = canonicalize(value);
    const fits =
      columns.id === row.entry_id && (value as { tenant_id?: unknown }).tenant_id === row.tenant_id;
    if (fits && !('chain' in (value as object))) {
      return { ...columns, body, replaced: body === row.body ? null : body };
    }
  } catch {
    // Said below, in the trail itself.
  }
  return malformed(row);
}

/** Reads the searchable fields out of a body; throws when it is no entry. */
export function columnsOf(value: unknown): EntryColumns {
  const body = value as Record<string, unknown>;
  const subject = (body['subject'] ?? {}) as Record<string, unknown>;
  const id = text(body['id'], 36);
  const at = text(body['timestamp'], 32);
  if (!ID.test(id) || new Date(at).toISOString() !== at) throw new Error('This is no entry.');
  return {
    id,
    at,
    type: text(body['type'], FIELD_LENGTH.type),
    probe_id: optional(body['probe_id'], FIELD_LENGTH.probe_id),
    actor_id: text(body['actor_id'], FIELD_LENGTH.actor_id),
    subject_type: optional(subject['type'], FIELD_LENGTH.subject_type),
    subject_id: optional(subject['id'], FIELD_LENGTH.subject_id),
  };
}

function text(value: unknown, max: number): string {
  if (typeof value !== 'string' || value.length > max || value.includes('\0'))
    throw new Error('This is no entry.');
  return value;
}

function optional(value: unknown, max: number): string | null {
  return value === undefined ? null : text(value, max);
}

function malformed({ tenant_id, entry_id, body, received_at }: InboxRow): Sealable {
  const value = {
    id: entry_id,
    tenant_id,
    timestamp: received_at.toISOString(),
    type: 'audit.malformed',
    actor: 'system',
    actor_type: 'system',
    actor_id: 'system',
    summary: 'Something was put into the trail that is no entry of this tenant.',
    detail: {
      bytes: Buffer.byteLength(body),
      sha256: createHash('sha256').update(body).digest('hex'),
      quoted: plainText(body, QUOTED),
    },
  };
  const canonical = canonicalize(value);
  return { ...columnsOf(value), body: canonical, replaced: canonical };
}
