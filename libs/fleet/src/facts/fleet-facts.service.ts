import { Injectable } from '@nestjs/common';
import type { ProbeStatus } from '@legator/contracts';
import { invalidAt } from '@legator/core';
import { TimedSearches } from '../list/timed-searches.js';
import { fact } from './fact-fields.js';
import type { FactField, FactKind } from './fact-fields.js';
import { FactQuery } from './fact-query.js';
import type { FactQueryInput } from './fact-query.js';
import { FleetFactsStore } from './fleet-facts.store.js';
import type { FactRecord, ScopeRecord } from './fleet-facts.store.js';

/** Text, a number (bytes, seconds, percent), a time as RFC 3339, or null for what is not known. */
export type FactValue = string | number | boolean | readonly string[] | null;

export interface FactColumn {
  /** `count`, `avg` and so on stand before the field of a sum. */
  readonly name: string;
  readonly field: FactField | undefined;
  readonly kind: FactKind;
}

export interface FactRow {
  /** Whom it is of; a group is of nobody. */
  readonly probe?: {
    readonly id: string;
    readonly hostname: string;
    readonly status: ProbeStatus;
    /** Its measurements are of the last minutes; else they are what it told last. */
    readonly fresh: boolean;
    readonly measuredAt: string | null;
  };
  readonly values: readonly FactValue[];
  /** How many hosts a group is of. */
  readonly probes: number;
}

export interface FactAnswer {
  readonly columns: readonly FactColumn[];
  readonly rows: readonly FactRow[];
  /** How many rows there are, shown or not. */
  readonly total: number;
  /** The hosts that the conditions choose. */
  readonly probes: number;
  readonly connected: number;
  /** Those whose measurements are of the last minutes. */
  readonly fresh: number;
  /** How old the oldest is of what the answer stands on; of hosts that are there. Null where nothing was told. */
  readonly asOf: string | null;
}

/** Answers typed questions about the tenant's fleet, from the same columns that the list of the fleet shows. */
@Injectable()
export class FleetFacts {
  constructor(
    private readonly searches: TimedSearches,
    private readonly store: FleetFactsStore,
  ) {}

  /** @throws `invalid_query` for what is not such a question, `query_too_slow` */
  query(input: FactQueryInput): Promise<FactAnswer> {
    const parsed = FactQuery.safeParse(input);
    if (!parsed.success) {
      const { path, message } = parsed.error.issues[0]!;
      throw invalidAt(path.join('.'), message, 'invalid_query');
    }
    return parsed.data.aggregate.length > 0 ? this.groups(parsed.data) : this.rows(parsed.data);
  }

  private rows(query: FactQuery): Promise<FactAnswer> {
    return this.searches.run(async (tx) => {
      const found = await this.store.rows(tx, query);
      const columns = query.select.map((field) => ({ name: field, field, kind: fact(field).kind }));
      const rows = found.map((row) => toRow(row, query.select));
      return {
        columns,
        rows,
        total: totalOf(found),
        ...about(await this.store.scope(tx, query), query.select),
      };
    });
  }

  private groups(query: FactQuery): Promise<FactAnswer> {
    const { group_by, aggregate } = query;
    return this.searches.run(async (tx) => {
      const found = await this.store.groups(tx, query);
      const columns = [
        ...group_by.map((field) => ({ name: field, field, kind: fact(field).kind })),
        ...aggregate.map(({ fn, field }) => ({
          name: field ? `${fn} ${field}` : fn,
          field,
          kind: fn === 'count' ? ('number' as const) : fact(field!).kind,
        })),
      ];
      const names = [...group_by.map((_one, at) => `g${at}`), ...aggregate.map((_one, at) => `a${at}`)];
      const rows = found.map((row) => ({
        values: names.map((name) => toValue(row[name])),
        probes: row.probes,
      }));
      const fields = columns.flatMap(({ field }) => field ?? []);
      return { columns, rows, total: totalOf(found), ...about(await this.store.scope(tx, query), fields) };
    });
  }
}

function about(scope: ScopeRecord, fields: readonly FactField[]) {
  const facts = fields.map(fact);
  const times = [
    ...(facts.some(({ measured }) => measured) ? [scope.oldest_vitals ?? scope.newest_vitals] : []),
    ...(facts.some(({ inventory }) => inventory) ? [scope.oldest_inventory] : []),
  ].filter((time) => time !== null);
  const oldest = times.sort((a, b) => a.getTime() - b.getTime())[0];
  const { probes, connected, fresh } = scope;
  return { probes, connected, fresh, asOf: oldest?.toISOString() ?? null };
}

function toRow(row: FactRecord, select: readonly FactField[]): FactRow {
  const { id, hostname, status, fresh, vitals_at } = row;
  const probe = { id, hostname, status, fresh: fresh === true, measuredAt: vitals_at?.toISOString() ?? null };
  return { probe, values: select.map((_field, at) => toValue(row[`c${at}`])), probes: 1 };
}

function toValue(value: unknown): FactValue {
  if (value === undefined || value === null || value === '') return null;
  return value instanceof Date ? value.toISOString() : (value as FactValue);
}

function totalOf(rows: readonly { readonly total: string }[]): number {
  return Number(rows[0]?.total ?? 0);
}
