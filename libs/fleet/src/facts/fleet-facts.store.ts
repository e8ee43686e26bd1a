import { Injectable } from '@nestjs/common';
import type { ProbeStatus } from '@legator/contracts';
import type { Tx } from '@legator/core';
import type { FactQuery } from './fact-query.js';
import { groupsStatement, rowsStatement, scopeStatement } from './fact-statement.js';

export type FactRecord = Readonly<Record<string, unknown>> & {
  readonly id: string;
  readonly hostname: string;
  readonly status: ProbeStatus;
  readonly fresh: boolean | null;
  readonly vitals_at: Date | null;
  readonly received_at: Date | null;
  readonly total: string;
};

export interface ScopeRecord {
  readonly probes: number;
  readonly connected: number;
  readonly fresh: number;
  readonly oldest_vitals: Date | null;
  readonly newest_vitals: Date | null;
  readonly oldest_inventory: Date | null;
  readonly newest_inventory: Date | null;
  readonly with_inventory: number;
}

/** Asks the tables what was asked in types; each statement is made of this room's own expressions and of values. */
@Injectable()
export class FleetFactsStore {
  rows(tx: Tx, query: FactQuery): Promise<FactRecord[]> {
    const { sql, values } = rowsStatement(query);
    return tx.query(sql, [...values]);
  }

  groups(tx: Tx, query: FactQuery): Promise<(Record<string, unknown> & { probes: number; total: string })[]> {
    const { sql, values } = groupsStatement(query);
    return tx.query(sql, [...values]);
  }

  async scope(tx: Tx, query: FactQuery): Promise<ScopeRecord> {
    const { sql, values } = scopeStatement(query);
    const [row] = await tx.query(sql, [...values]);
    return row;
  }
}
