import { Injectable } from '@nestjs/common';
import type { Tx } from '@legator/core';

/** A dispatch that may still print. */
export interface Printing {
  readonly id: string;
  readonly tenantId: string;
  readonly requestId: string;
  readonly probeId: string;
  readonly lastChunk: number;
}

/** The queries that keep chunks in order. */
@Injectable()
export class ChunksStore {
  /** Locks the dispatches that a probe prints for; those that have ended, or are not its own, are not among them. */
  async lock(tx: Tx, chunks: readonly { id: string; probeId: string }[]): Promise<Map<string, Printing>> {
    const rows: Record<string, unknown>[] = await tx.query(
      `select id, tenant_id, request_id, probe_id, last_chunk from commands_dispatch d
       where (id, probe_id) in (select id, "probeId" from jsonb_to_recordset($1::jsonb) as r(id uuid, "probeId" text))
         and outcome is null order by id for update`,
      [JSON.stringify(chunks.map(({ id, probeId }) => ({ id, probeId })))],
    );
    return new Map(
      rows.map((row) => [
        row['id'] as string,
        {
          id: row['id'] as string,
          tenantId: row['tenant_id'] as string,
          requestId: row['request_id'] as string,
          probeId: row['probe_id'] as string,
          lastChunk: row['last_chunk'] as number,
        },
      ]),
    );
  }

  async advance(tx: Tx, to: readonly { id: string; lastChunk: number }[]): Promise<void> {
    await tx.query(
      `update commands_dispatch d set last_chunk = r."lastChunk"
       from jsonb_to_recordset($1::jsonb) as r(id uuid, "lastChunk" int) where d.id = r.id`,
      [JSON.stringify(to)],
    );
  }
}
