import { Injectable } from '@nestjs/common';
import { ProbeStatus } from '@legator/contracts';
import type {
  ExportFleetRows,
  FilterValues,
  FilterValuesQuery,
  FleetRow,
  FleetRowPage,
  ListFleetRows,
} from '@legator/contracts';
import { Clock, csvLine, DomainError } from '@legator/core';
import type { Tx } from '@legator/core';
import { filterValues } from './fleet-filter.js';
import { readPlace, writePlace } from './fleet-order.js';
import { parseFleetQuery } from './fleet-query.js';
import type { FleetQuery } from './fleet-query.js';
import { FleetRowsStore } from './fleet-rows.store.js';
import type { FoundRows } from './fleet-rows.store.js';
import { CSV_COLUMNS, csvCells } from './fleet-csv.js';
import type { ProbeLine } from './fleet-row.js';
import { TimedSearches } from './timed-searches.js';
import { WaitingApprovals } from './waiting-approvals.js';

/** How many probes one filter may choose, where they are named one by one afterwards. */
export const MAX_MATCHES = 20_000;

const EXPORT_CHUNK = 500;
/** More lines than a spreadsheet opens. */
const MAX_EXPORT = 1_000_000;

/** Answers what a filter chooses of the fleet: lines, numbers, ids, a file. Filters are as `parseFleetQuery` reads them. */
@Injectable()
export class FleetQueries {
  constructor(
    private readonly searches: TimedSearches,
    private readonly store: FleetRowsStore,
    private readonly clock: Clock,
    private readonly waiting: WaitingApprovals,
  ) {}

  /** One page with the numbers of all, or the rows with the asked ids, in their order, those that exist. */
  page({ q, sort, limit, cursor, ids }: ListFleetRows): Promise<FleetRowPage> {
    const query = parseFleetQuery(q);
    const filter = this.valuesOf(query);
    const after = cursor === undefined || ids ? undefined : readPlace(sort, cursor);
    return this.searches.run(async (tx) => {
      const wanted = { filter, sort, limit: ids ? 0 : limit + 1, after };
      const { rows, counts } = await this.store.page(tx, wanted);
      const last = rows.length > limit ? rows[limit - 1] : undefined;
      const lines = ids ? await this.store.named(tx, ids) : rows.slice(0, limit).map(({ row }) => row);
      return {
        rows: await this.withWaiting(tx, lines),
        next_cursor: last ? writePlace(sort, last.place) : null,
        ...numbers(query, counts),
      };
    });
  }

  /**
   * Ids of all that match now, in the caller's transaction and tenant, by name. Nothing is locked.
   * @throws `invalid_filter`; `fleet.too_many_matches` when they are more than 20,000; `query_too_slow`
   */
  async idsMatching(tx: Tx, q: string): Promise<string[]> {
    const filter = this.valuesOf(parseFleetQuery(q));
    const wanted = { filter, sort: 'hostname', limit: MAX_MATCHES + 1 } as const;
    const ids = await this.searches.within(tx, () => this.store.ids(tx, wanted));
    if (ids.length > MAX_MATCHES) throw tooMany();
    return ids;
  }

  values(query: FilterValuesQuery): Promise<FilterValues> {
    return this.searches.run(async (tx) => ({ values: await this.store.values(tx, query) }));
  }

  /**
   * What matches as CSV, each probe once however the order changes meanwhile; those removed meanwhile are left out.
   * Read as fast as the reader takes it, with no transaction open in between.
   */
  async *csv(tenantId: string, { q, sort }: ExportFleetRows): AsyncGenerator<string> {
    const filter = this.valuesOf(parseFleetQuery(q));
    const ids = await this.searches.runAs(tenantId, (tx) =>
      this.store.ids(tx, { filter, sort, limit: MAX_EXPORT }),
    );
    yield csvLine(CSV_COLUMNS);
    for (let at = 0; at < ids.length; at += EXPORT_CHUNK) {
      const chunk = ids.slice(at, at + EXPORT_CHUNK);
      const rows = await this.searches.runAs(tenantId, (tx) => this.store.named(tx, chunk));
      if (rows.length > 0) yield rows.map((row) => csvLine(csvCells(row))).join('');
    }
  }

  /** Asked for what is on the page alone: those that wait may be many more. */
  private async withWaiting(tx: Tx, lines: readonly ProbeLine[]): Promise<FleetRow[]> {
    const waiting = await this.waiting.of(
      tx,
      lines.map(({ id }) => id),
    );
    return lines.map((line) => ({ ...line, waiting_approvals: waiting.get(line.id) ?? 0 }));
  }

  private valuesOf(query: FleetQuery): unknown[] {
    return filterValues(query, this.clock.now());
  }
}

/** Statuses are counted whatever the filter says of them; the total heeds it. */
function numbers(
  query: FleetQuery,
  found: FoundRows['counts'],
): { total: number; counts: FleetRowPage['counts'] } {
  const counts = { online: 0, degraded: 0, offline: 0, pending: 0, ...found };
  const sum = (statuses: readonly ProbeStatus[]) =>
    statuses.reduce((total, status) => total + counts[status], 0);
  const fitting = ProbeStatus.options.filter((status) => fits(query, status));
  return { total: sum(fitting), counts: { all: sum(ProbeStatus.options), ...counts } };
}

function fits(query: FleetQuery, status: ProbeStatus): boolean {
  const named = (negated: boolean) =>
    query.flatMap((one) => (one.key === 'status' && one.negated === negated ? [one.text] : []));
  const wanted = named(false);
  return (wanted.length === 0 || wanted.includes(status)) && !named(true).includes(status);
}

function tooMany(): DomainError {
  return new DomainError(
    'invalid',
    'fleet.too_many_matches',
    `The filter chooses more than ${MAX_MATCHES} probes. Narrow it down, for instance by tag or site.`,
  );
}
