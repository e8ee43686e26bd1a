import { Injectable } from '@nestjs/common';
import type { Tx } from '@legator/core';

export interface Replacements {
  readonly count: number;
  readonly addresses: readonly string[];
}

/** Looks back at how often a probe took its own place. */
@Injectable()
export class FlappingStore {
  async replacements(tx: Tx, probeId: string, from: Date, to: Date): Promise<Replacements> {
    const [row] = await tx.query(
      `select count(*)::int as count, coalesce(array_agg(distinct payload ->> 'new_address'), '{}') as addresses
       from core_signal where subject_type = 'probe' and subject_id = $1 and type = 'probe.replaced'
         and occurred_at > $2 and occurred_at <= $3`,
      [probeId, from, to],
    );
    return row as Replacements;
  }
}
