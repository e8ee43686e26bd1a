import { AuditAppender, newId } from '@legator/core';
import type { AuditRecord, Tx } from '@legator/core';

/** Keeps what would have been written down. */
export class FakeAuditAppender extends AuditAppender {
  readonly records: AuditRecord[] = [];
  /** When set, the trail cannot be written to. */
  refusal?: Error;

  append(_tx: Tx, records: readonly AuditRecord[]): Promise<void> {
    if (this.refusal) return Promise.reject(this.refusal);
    this.records.push(...records);
    return Promise.resolve();
  }
}

/** A record of `ana` sending a command, in all but what is given. */
export function anAuditRecord(over: Partial<AuditRecord> = {}): AuditRecord {
  return {
    id: newId(),
    tenantId: 'default',
    at: new Date('2026-01-31T08:00:00.000Z'),
    type: 'command.sent',
    actor: { type: 'user', id: 'ana-id', name: 'ana' },
    summary: 'ana sent uptime to prb-1',
    probeId: 'prb-1',
    subject: { type: 'directive', id: 'd-1' },
    detail: { command: 'uptime' },
    ...over,
  };
}
