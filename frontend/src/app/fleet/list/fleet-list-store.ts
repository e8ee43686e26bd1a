import { Injectable, computed, inject, signal } from '@angular/core';
import type { FleetCounts } from '../../core/api/models';
import { ApiError } from '../../core/api-error';
import { toApiError } from '../../core/api-errors';
import { LiveFeed } from '../../core/live/live-feed';
import type { RowRange } from '../../ui/row-window';
import { FleetListApi, type FleetView } from './fleet-list-api';
import { withoutStatus } from './fleet-query';
import { sameView } from './same-view';
import { RowPages, type ReadPage } from './row-pages';

/** As long as the list was touched within this time, its rows keep their places. */
export const TOUCHED_MS = 5_000;
/** Nobody reads a list that is arranged anew all the time. */
export const CALM_MS = 15_000;

/** Why a filter was not understood. */
export interface FilterProblem {
  readonly token?: string;
  readonly message: string;
}

/**
 * The list of the fleet: the rows of one view, as far as they were looked at. Rows keep their places while somebody is
 * at them; what is new waits. It outlives its page, so that coming back shows at once what was there.
 */
@Injectable({ providedIn: 'root' })
export class FleetListStore {
  private readonly api = inject(FleetListApi);
  private readonly feed = inject(LiveFeed);
  private readonly pages = new RowPages();
  private readonly current = signal<FleetView>({ q: '', sort: 'health' });
  private readonly busy = signal(false);
  private readonly failure = signal<ApiError | undefined>(undefined);
  private readonly shownView = signal<FleetView | undefined>(undefined);
  private readonly matching = signal<number | undefined>(undefined);
  private readonly isOld = signal(false);
  private readonly goneCount = signal(0);
  private readonly inView = signal<RowRange>({ first: 0, end: 0 });
  private turn = 0;
  private touchedAt = Number.NEGATIVE_INFINITY;
  private arrangedAt = Number.NEGATIVE_INFINITY;
  private isHeld = false;

  /** What is asked for; `rows` may still be those of the view before. */
  readonly view = this.current.asReadonly();
  readonly rows = this.pages.items;
  readonly total = this.pages.total;
  readonly tailError = this.pages.tailError;
  readonly loading = this.busy.asReadonly();
  readonly range = this.inView.asReadonly();
  /** Where the score or a status moved a row elsewhere since the list was arranged. */
  readonly isStale = this.isOld.asReadonly();
  /** Nothing was ever read, and nothing has failed. */
  readonly isFirst = computed(() => this.total() === undefined && this.failure() === undefined);
  /** The rows are those of another filter than the one that is asked for. */
  readonly isBehind = computed(() => {
    const shown = this.shownView();
    return shown !== undefined && !sameView(shown, this.current());
  });
  readonly filterProblem = computed<FilterProblem | undefined>(() => problemOf(this.failure()));
  /** Anything but a filter that was not understood. */
  readonly error = computed(() => (this.filterProblem() ? undefined : this.failure()));
  /** By status; what the filter asks of the status itself does not count. */
  readonly counts = computed<FleetCounts | undefined>(() => {
    const isWhole = withoutStatus(this.shownView()?.q ?? '') === '';
    return (isWhole ? this.feed.counts() : undefined) ?? this.pages.counts();
  });
  /** How many match by now and have no row. */
  readonly waiting = computed(() => {
    const [matching, total] = [this.matching(), this.total()];
    return matching === undefined || total === undefined
      ? 0
      : Math.max(0, matching - (total - this.goneCount()));
  });
  readonly find = (id: string) => this.pages.find(id);

  /** Shows another view, or the same one afresh. What is there stays until the answer. */
  async show(view: FleetView): Promise<void> {
    const isOther = !sameView(view, this.current());
    this.current.set(view);
    await this.arrange(isOther ? 0 : this.inView().end);
  }

  /** Gives every row its place anew, and lets in what waits. */
  refresh(): Promise<void> {
    return this.arrange(this.inView().end);
  }

  /** Stops waiting for an answer. */
  cancel(): void {
    this.turn++;
    this.pages.stop();
    this.busy.set(false);
    if (this.total() === undefined)
      this.failure.set(new ApiError('console.cancelled', 'Loading was cancelled.', 0));
  }

  /** These rows are on the screen: they are loaded, and a little more. */
  look(range: RowRange): void {
    this.inView.set(range);
    if (!this.busy()) void this.fill();
  }

  /** After rows did not arrive. */
  fill(): Promise<void> {
    return this.pages.fill(this.reader(this.shownView() ?? this.current()), this.inView().end + 50);
  }

  /** Somebody moves through the list. */
  touched(): void {
    this.touchedAt = Date.now();
  }

  /** Whether a pointer rests on the list: as long as it does, nothing moves under it. */
  hold(isHeld: boolean): void {
    this.isHeld = isHeld;
    this.touched();
  }

  /** Whether somebody is at the list: then rows keep their places. */
  isInUse(): boolean {
    return this.isHeld || Date.now() - this.touchedAt < TOUCHED_MS;
  }

  /** Something has changed that may change the order. */
  noteChange(): void {
    if (!this.isOld()) this.isOld.set(true);
  }

  noteRemoved(id: string): void {
    const row = this.pages.find(id);
    if (!row || row.isGone()) return;
    row.remove();
    this.goneCount.update((count) => count + 1);
  }

  /** Asks how many match by now; the rows stay. */
  async recount(): Promise<void> {
    const view = this.shownView();
    if (!view || this.busy()) return;
    const turn = this.turn;
    const page = await this.api.page(view, 1).catch(() => undefined);
    if (!page || turn !== this.turn) return;
    this.pages.tell(page.counts);
    this.matching.set(page.total);
    if (this.waiting() > 0) this.noteChange();
  }

  /** Arranges the rows if that is due and nobody is at them. @returns whether it did */
  async settle(): Promise<boolean> {
    const isQuiet = !this.isInUse() && Date.now() - this.arrangedAt >= CALM_MS;
    // A list that nobody has looked at yet has nothing to move.
    const isDue = this.isOld() && (isQuiet || this.total() === 0);
    if (!isDue || this.busy()) return false;
    await this.refresh();
    return this.failure() === undefined;
  }

  private async arrange(end: number): Promise<void> {
    const turn = ++this.turn;
    const view = this.current();
    this.busy.set(true);
    try {
      const isDone = await this.pages.begin(this.reader(view), end);
      if (!isDone || turn !== this.turn) return;
      this.shownView.set(view);
      this.forgetWaiting();
      this.failure.set(undefined);
    } catch (cause) {
      if (turn === this.turn) this.failure.set(toApiError(cause));
    } finally {
      if (turn === this.turn) this.busy.set(false);
    }
    if (turn === this.turn) void this.fill();
  }

  private forgetWaiting(): void {
    this.arrangedAt = Date.now();
    this.isOld.set(false);
    this.goneCount.set(0);
    this.matching.set(undefined);
  }

  private reader(view: FleetView): ReadPage {
    return (limit, cursor) => this.api.page(view, limit, cursor);
  }
}

function problemOf(error: ApiError | undefined): FilterProblem | undefined {
  if (error?.code !== 'invalid_filter') return undefined;
  const token = error.body['token'];
  if (typeof token !== 'string') return { message: error.message };
  // The server's text names the token first, and so does the field.
  const quoted = `"${token}" `;
  const message = error.message.startsWith(quoted) ? error.message.slice(quoted.length) : error.message;
  return { token, message };
}
