import { Injectable } from '@nestjs/common';
import type { Subject, Tx } from '@legator/core';

/** What has not started yet also belongs to where its probe has come to since, so that a freeze there holds it. */
@Injectable()
export class WaitingSubjects {
  /** In the transaction of the move: everything about one of the probes that waits is about `subject` too. */
  async add(tx: Tx, probeIds: readonly string[], { type, id }: Subject): Promise<void> {
    await tx.query(
      `insert into directives_subject (directive_id, tenant_id, subject_type, subject_id)
       select d.id, d.tenant_id, $2, $3 from directives_directive d
       where d.status = 'requested' and d.subject_type = 'probe' and d.subject_id = any($1)
       on conflict do nothing`,
      [probeIds, type, id],
    );
  }
}
