import { Injectable } from '@nestjs/common';
import type { CapturedSide } from '@legator/contracts';
import type { Tx } from '@legator/core';
import type { Captured, Dispatch } from '../dispatch.js';
import { keptSide } from './reported-side.js';

type Reported = Pick<Dispatch, 'id' | 'tenantId' | 'capture'> & { readonly captured: Captured };

/** Queries on `commands_capture`. */
@Injectable()
export class CapturesStore {
  /** Keeps what probes found of what they were asked to look at. @returns what was kept, by dispatch */
  async keep(tx: Tx, reported: readonly Reported[], now: Date): Promise<Map<string, Captured>> {
    const rows = reported.flatMap(({ id, tenantId, capture, captured }) => {
      const before = keptSide(capture, captured.before);
      const after = keptSide(capture, captured.after);
      return before || after ? [{ id, tenantId, before, after }] : [];
    });
    if (rows.length === 0) return new Map();
    await tx.query(
      `insert into commands_capture (dispatch_id, tenant_id, before, after, stored_at)
       select id, "tenantId", before, after, $2
       from jsonb_to_recordset($1::jsonb) as r(id uuid, "tenantId" text, before jsonb, after jsonb)
       on conflict do nothing`,
      [JSON.stringify(rows), now],
    );
    return new Map(rows.map(({ id, before, after }) => [id, { before, after }]));
  }

  /** What was found for a dispatch of the tenant of the transaction. */
  async find(tx: Tx, dispatchId: string): Promise<Captured | undefined> {
    const [row] = await tx.query(`select before, after from commands_capture where dispatch_id = $1`, [
      dispatchId,
    ]);
    return row && { before: row.before as CapturedSide | null, after: row.after as CapturedSide | null };
  }
}
