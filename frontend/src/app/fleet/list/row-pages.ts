import { signal } from '@angular/core';
import type { ApiError } from '../../core/api-error';
import { toApiError } from '../../core/api-errors';
import type { FleetCounts, FleetRowPage } from '../../core/api/models';
import { RowState } from './row-state';

/** The first page is small, so that it is soon there; who jumps far wants many at once. */
const FIRST = 200;
const CHUNK = 500;

/** Reads one page behind a cursor. */
export type ReadPage = (limit: number, cursor?: string) => Promise<FleetRowPage>;

/**
 * The rows of one view, read page by page from the top as far as somebody looks. A row that was known stays the same
 * object through every reading, so that it is moved and not made anew.
 */
export class RowPages {
  private readonly known = new Map<string, RowState>();
  private readonly list = signal<readonly RowState[]>([]);
  private readonly all = signal<number | undefined>(undefined);
  private readonly perStatus = signal<FleetCounts | undefined>(undefined);
  private readonly failure = signal<ApiError | undefined>(undefined);
  private cursor: string | null = null;
  private turn = 0;
  private wanted = 0;
  private filling: Promise<void> | undefined;

  /** From the top, without holes; shorter than `total` until all were read. */
  readonly items = this.list.asReadonly();
  /** How many match; nothing before the first answer. */
  readonly total = this.all.asReadonly();
  readonly counts = this.perStatus.asReadonly();
  /** Why the rows behind the loaded ones are not there. */
  readonly tailError = this.failure.asReadonly();

  find(id: string): RowState | undefined {
    return this.known.get(id);
  }

  /**
   * Reads the view from the top and puts it in place of what is there, at once and whole: as far down as `end`.
   * Rejects with an `ApiError`; then all stays as it was. @returns false when a later call took over meanwhile
   */
  async begin(read: ReadPage, end = 0): Promise<boolean> {
    const turn = ++this.turn;
    this.filling = undefined;
    const pages: FleetRowPage[] = [];
    let cursor: string | null = null;
    let count = 0;
    do {
      const limit = pages.length === 0 && end <= FIRST ? FIRST : CHUNK;
      const page: FleetRowPage = await read(limit, cursor ?? undefined);
      if (turn !== this.turn) return false;
      pages.push(page);
      cursor = page.next_cursor;
      count += page.rows.length;
    } while (cursor !== null && count < end);
    this.put(pages);
    return true;
  }

  /** Reads on until the row at `end` is there. Calls that overlap are one. */
  fill(read: ReadPage, end: number): Promise<void> {
    this.wanted = Math.max(this.wanted, end);
    if (this.cursor === null || this.list().length >= this.wanted) return Promise.resolve();
    if (this.filling) return this.filling;
    const filling = this.readOn(read, this.turn).finally(() => {
      if (this.filling === filling) this.filling = undefined;
    });
    return (this.filling = filling);
  }

  /** What is being read does not count any more. */
  stop(): void {
    this.turn++;
  }

  /** What is known of the whole, read apart from the rows. */
  tell(counts: FleetCounts): void {
    this.perStatus.set(counts);
  }

  private async readOn(read: ReadPage, turn: number): Promise<void> {
    this.failure.set(undefined);
    try {
      while (this.cursor !== null && this.list().length < this.wanted) {
        const isFar = this.wanted - this.list().length > FIRST;
        const page = await read(isFar ? CHUNK : FIRST, this.cursor);
        if (turn !== this.turn) return;
        this.append(page);
      }
    } catch (cause) {
      if (turn === this.turn) this.failure.set(toApiError(cause));
    }
  }

  private put(pages: readonly FleetRowPage[]): void {
    const rows = pages.flatMap((page) => page.rows.map((row) => this.stateOf(row)));
    const last = pages.at(-1);
    this.list.set([...new Set(rows)]);
    this.settle(last);
    const kept = new Set(this.list().map(({ id }) => id));
    for (const id of this.known.keys()) if (!kept.has(id)) this.known.delete(id);
    this.wanted = 0;
  }

  private append(page: FleetRowPage): void {
    // What moved down while it was read on comes a second time; its first place counts.
    const placed = new Set(this.known.keys());
    const rows = page.rows.map((row) => this.stateOf(row)).filter(({ id }) => !placed.has(id));
    this.list.update((list) => [...list, ...rows]);
    this.settle(page);
  }

  private settle(last: FleetRowPage | undefined): void {
    this.cursor = last?.next_cursor ?? null;
    this.failure.set(undefined);
    if (last) this.perStatus.set(last.counts);
    // At the end what is there is what counts: rows may have come and gone between two pages.
    this.all.set(this.cursor === null ? this.list().length : Math.max(last?.total ?? 0, this.list().length));
  }

  private stateOf(row: FleetRowPage['rows'][number]): RowState {
    const state = this.known.get(row.id);
    if (state) state.take(row);
    else this.known.set(row.id, new RowState(row));
    return this.known.get(row.id) as RowState;
  }
}
