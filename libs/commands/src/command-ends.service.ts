import { Injectable } from '@nestjs/common';
import type { Tx } from '@legator/core';
import type { StoredResult } from './dispatch.js';

/** How a command ended at its probe. */
export interface CommandEnd extends Pick<
  StoredResult,
  'outcome' | 'exitCode' | 'stdout' | 'stderr' | 'durationMs' | 'truncated'
> {
  readonly requestId: string;
}

/** The results of many commands in one query: of each output no more than its reader asked for. */
@Injectable()
export class CommandEnds {
  /** Of those of the given that have one, in the tenant of the transaction. `chars` counts for each stream. */
  async of(tx: Tx, requestIds: readonly string[], chars: number): Promise<Map<string, CommandEnd>> {
    if (requestIds.length === 0) return new Map();
    const rows: CommandEnd[] = await tx.query(
      `select distinct on (request_id) request_id as "requestId", outcome, exit_code as "exitCode",
         left(stdout, $2) as stdout, left(stderr, $2) as stderr, duration_ms::float8 as "durationMs",
         truncated or length(stdout) > $2 or length(stderr) > $2 as truncated
       from commands_dispatch where request_id = any($1) and outcome is not null order by request_id, attempt desc`,
      [requestIds, chars],
    );
    return new Map(rows.map((row) => [row.requestId, row]));
  }
}
