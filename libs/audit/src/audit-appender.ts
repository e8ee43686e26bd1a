import { Injectable } from '@nestjs/common';
import { afterCommit, AuditAppender } from '@legator/core';
import type { AuditRecord, Tx } from '@legator/core';
import { entryBody } from './entry-body.js';
import { Sealer } from './sealer.js';

/**
 * Writes entries into the inbox, in the caller's transaction: they are committed with the change they report, or the
 * change does not happen. An error here is the caller's error; nothing is tried again and nothing is kept in memory.
 */
@Injectable()
export class InboxAppender extends AuditAppender {
  constructor(private readonly sealer: Sealer) {
    super();
  }

  /** One statement for any number of records; they are sealed in the given order. */
  async append(tx: Tx, records: readonly AuditRecord[]): Promise<void> {
    if (records.length === 0) return;
    await tx.query(
      `insert into audit_inbox (tenant_id, entry_id, body)
       select tenant_id, entry_id, body
       from unnest($1::text[], $2::uuid[], $3::text[]) with ordinality as r(tenant_id, entry_id, body, place)
       order by place`,
      [
        records.map(({ tenantId }) => tenantId),
        records.map(({ id }) => id),
        records.map((record) => entryBody(record)),
      ],
    );
    afterCommit(tx, () => this.sealer.wake());
  }
}
