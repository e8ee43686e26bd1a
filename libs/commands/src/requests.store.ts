import { Injectable } from '@nestjs/common';
import type { Tx } from '@legator/core';

/** The name by which a caller finds a command again. */
export interface CommandRequestRow {
  readonly requestId: string;
  readonly tenantId: string;
  readonly directiveId: string;
  readonly probeId: string;
  /** The probe's tags when it was asked for. */
  readonly tags: readonly string[];
  /** And the site it was in. */
  readonly site: string | null;
}

/** Queries on `commands_request`. */
@Injectable()
export class RequestsStore {
  /** @returns the names that were taken already, by somebody else's command */
  async insert(tx: Tx, requests: readonly CommandRequestRow[], now: Date): Promise<string[]> {
    const rows: { request_id: string }[] = await tx.query(
      `insert into commands_request (tenant_id, request_id, directive_id, probe_id, tags, site, created_at)
       select "tenantId", "requestId", "directiveId", "probeId",
         array(select jsonb_array_elements_text(tags)), site, $2
       from jsonb_to_recordset($1::jsonb) as r("tenantId" text, "requestId" text, "directiveId" uuid, "probeId" text, tags jsonb, site text)
       on conflict do nothing returning request_id`,
      [JSON.stringify(requests), now],
    );
    const written = new Set(rows.map(({ request_id }) => request_id));
    return requests.filter(({ requestId }) => !written.has(requestId)).map(({ requestId }) => requestId);
  }

  /** Those that exist in the tenant of the transaction, by name. */
  async find(tx: Tx, requestIds: readonly string[]): Promise<Map<string, CommandRequestRow>> {
    if (requestIds.length === 0) return new Map();
    const rows: Record<string, unknown>[] = await tx.query(
      `select * from commands_request where request_id = any($1)`,
      [requestIds],
    );
    return new Map(rows.map((row) => [row['request_id'] as string, toRequest(row)]));
  }
}

function toRequest(row: Record<string, unknown>): CommandRequestRow {
  return {
    requestId: row['request_id'] as string,
    tenantId: row['tenant_id'] as string,
    directiveId: row['directive_id'] as string,
    probeId: row['probe_id'] as string,
    tags: row['tags'] as string[],
    site: row['site'] as string | null,
  };
}
