import type { AuditEvent } from '@legator/contracts';
import { csvLine } from '@legator/core';
import { GENESIS_LINK } from '@legator/wire';
import type { EntryRow } from './audit.store.js';
import { sealedEvent } from './trail.service.js';

/** Upstream's header with its two columns of the chain. */
export const CSV_HEADER = 'id,timestamp,type,probe_id,actor,summary,prev_hash,entry_hash\n';

/** One entry. `prev_hash` is the link before it, so that `SHA-256(prev_hash ‖ entry_hash)` is the link behind it. */
export function auditCsvLine(row: EntryRow & { readonly previous_link: string | null }): string {
  const event: Partial<AuditEvent> = sealedEvent(row);
  const { id, timestamp, type, probe_id, actor, summary } = event;
  const previous = row.previous_link ?? (row.idx === 1 ? GENESIS_LINK : '');
  return csvLine([id, timestamp, type, probe_id, actor, summary, previous, row.entry_hash]);
}
