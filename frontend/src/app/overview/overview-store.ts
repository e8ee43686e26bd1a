import { Injectable, computed, inject } from '@angular/core';
import { Coalesced } from '../core/live/coalesced';
import { LiveFeed } from '../core/live/live-feed';
import { Loaded } from '../core/loaded';
import { Session } from '../core/session';
import { OverviewApi } from './overview-api';

const HOURS = 24;
const DECIDED = 6;
/** Sums over the whole fleet are not read again for each event of a busy minute. */
const SUMS_MS = 5_000;
/** What moves without an event: vitals, and the hour that ends. */
const DRIFT_MS = 30_000;

/**
 * What the first page shows, each card by itself, so that one that fails spoils no other. It outlives the page: who
 * comes back sees the last data at once.
 */
@Injectable({ providedIn: 'root' })
export class OverviewStore {
  private readonly api = inject(OverviewApi);
  private readonly feed = inject(LiveFeed);
  private readonly session = inject(Session);

  readonly status = new Loaded(() => this.api.status());
  readonly needs = new Loaded(() => this.api.needs());
  readonly activity = new Loaded(() => this.api.activity(HOURS));
  readonly capacity = new Loaded(() => this.api.capacity());
  readonly decided = new Loaded(() => this.api.decided(DECIDED));

  /** By status; the feed tells them sooner than a question does. */
  readonly counts = computed(() => this.feed.counts() ?? this.countsTold());
  private readonly countsTold = computed(() => {
    const counts = this.status.value()?.counts;
    return counts && { ...counts, all: counts.total };
  });
  /** Known to be empty: there is nothing to look over yet. */
  readonly isEmptyFleet = computed(() => this.status.value()?.counts.total === 0 && this.counts()?.all === 0);
  readonly mayReadDecided = computed(() => this.session.may('approval:read'));

  load(): void {
    void this.status.load();
    void this.needs.load();
    this.loadSums();
  }

  /** Reads everything, and again when something happened, until the function it returns is called. */
  follow(): () => void {
    this.load();
    const sums = new Coalesced(() => Promise.resolve(this.loadSums()), SUMS_MS);
    const urgent = ['probe.', 'approval.', 'execution.', 'directive.', 'command.', 'delivery.'];
    const ends = [
      this.feed.watch(urgent, () => this.loadUrgent()),
      this.feed.watch([''], () => Promise.resolve(sums.poke())),
      () => sums.stop(),
    ];
    const timer = setInterval(() => this.drift(), DRIFT_MS);
    return () => {
      clearInterval(timer);
      for (const end of ends) end();
    };
  }

  private async loadUrgent(): Promise<void> {
    await Promise.all([this.status.load(), this.needs.load()]);
  }

  private loadSums(): void {
    void this.activity.load();
    void this.capacity.load();
    if (this.mayReadDecided()) void this.decided.load();
  }

  private drift(): void {
    if (document.hidden) return;
    void this.activity.load();
    void this.capacity.load();
  }
}
