import { createHash } from 'node:crypto';
import { redact } from '@legator/core';
import type { AuditRecord } from '@legator/core';
import { canonicalize } from '@legator/wire';
import { plain, plainText } from './plain.js';

/** How long the fields may be that have an index; a row of an index cannot hold much more. */
export const FIELD_LENGTH = {
  type: 128,
  probe_id: 128,
  actor_id: 256,
  subject_type: 64,
  subject_id: 256,
} as const;

const MAX_BYTES = 256 * 1024;
const MAX_PART_BYTES = 64 * 1024;

/** What is written down of a record, as canonical JSON: the text that is hashed, stored and exported. */
export function entryBody(record: AuditRecord): string {
  const body = { ...fixedFields(record), ...freeFields(record) };
  const text = canonicalize(body);
  if (Buffer.byteLength(text) <= MAX_BYTES) return text;
  return canonicalize({
    ...body,
    detail: shortened(body.detail),
    before: shortened(body.before),
    after: shortened(body.after),
  });
}

function fixedFields({ actor, subject, ...record }: AuditRecord) {
  return {
    id: record.id,
    tenant_id: record.tenantId,
    timestamp: record.at.toISOString(),
    type: plainText(record.type, FIELD_LENGTH.type),
    actor: plainText(actor.name, 256),
    actor_type: actor.type,
    actor_id: plainText(actor.id, FIELD_LENGTH.actor_id),
    remote_addr: optional(actor.address, 128),
    probe_id: optional(record.probeId, FIELD_LENGTH.probe_id),
    subject: subject && {
      type: plainText(subject.type, FIELD_LENGTH.subject_type),
      id: plainText(subject.id, FIELD_LENGTH.subject_id),
    },
    request_id: optional(record.requestId, 256),
    correlation_id: optional(record.correlationId, 256),
    signal_id: optional(record.signalId, 64),
  };
}

/** What people and hosts had a hand in: secrets are masked before anything is written. */
function freeFields({ summary, detail, before, after }: AuditRecord) {
  return {
    summary: plainText(redact(summary), 1_000),
    detail: redact(plain(detail)),
    before: redact(plain(before)),
    after: redact(plain(after)),
  };
}

function optional(text: string | undefined, max: number): string | undefined {
  return text ? plainText(text, max) : undefined;
}

/** A part too long to keep leaves its hash, by which it can be recognised. */
function shortened(part: unknown): unknown {
  if (part === undefined) return undefined;
  const text = canonicalize(part);
  const bytes = Buffer.byteLength(text);
  if (bytes <= MAX_PART_BYTES) return part;
  return { truncated: true, bytes, sha256: createHash('sha256').update(text).digest('hex') };
}
