import { DestroyRef, Injectable, computed, inject } from '@angular/core';
import type { FeedEvent, LiveRow } from '@legator/contracts';
import { Announcer } from '../../ui/announcer';
import type { FleetRow } from '../../core/api/models';
import { Coalesced } from '../../core/live/coalesced';
import { LiveFeed } from '../../core/live/live-feed';
import { FleetListApi } from './fleet-list-api';
import { FleetListStore } from './fleet-list-store';
import { sortKey, WORDS } from './fleet-words';

const LOOK_MS = 1_000;
const RECOUNT_MS = 1_500;
/** Rows above and below the screen that are kept moving too. */
const SPARE = 6;

/** Keeps the list moving while its page is open: rows on the screen in place, everything else behind a button. */
@Injectable()
export class FleetLive {
  private readonly store = inject(FleetListStore);
  private readonly api = inject(FleetListApi);
  private readonly announcer = inject(Announcer);
  private readonly changed = new Set<string>();
  private readonly recount = new Coalesced(() => this.store.recount(), RECOUNT_MS);
  private readonly reread = new Coalesced(() => this.readAgain());

  /** Ids of the rows on the screen. */
  readonly onScreen = computed(
    () => {
      const { first, end } = this.store.range();
      return this.store
        .rows()
        .slice(Math.max(0, first - SPARE), end + SPARE)
        .map(({ id }) => id);
    },
    { equal: (one, other) => one.length === other.length && one.every((id, at) => id === other[at]) },
  );

  constructor() {
    const feed = inject(LiveFeed);
    const ends = [
      feed.watchRows(this.onScreen, (rows) => this.move(rows)),
      feed.onEvents(['probe.', 'inventory.', 'approval.'], (event) => this.heard(event)),
      feed.watch([], () => this.missed()),
    ];
    const timer = setInterval(() => void this.settle(), LOOK_MS);
    inject(DestroyRef).onDestroy(() => {
      clearInterval(timer);
      this.recount.stop();
      this.reread.stop();
      for (const end of ends) end();
    });
  }

  private move(rows: readonly LiveRow[]): void {
    for (const row of rows) {
      const isMoved = this.store.find(row.id)?.move(row) ?? false;
      if (isMoved && /^-?(health|status)$/.test(this.store.view().sort)) this.store.noteChange();
    }
  }

  private heard({ type, probe_id: id }: FeedEvent): void {
    if (type === 'probe.deleted' && id) this.store.noteRemoved(id);
    else if (/^probe\.tags|^inventory\.|^approval\./.test(type) && id && this.store.find(id)) {
      this.changed.add(id);
      this.reread.poke();
    }
    if (!type.startsWith('probe.')) return;
    if (sortKey(this.store.view().sort) !== 'hostname' && !type.startsWith('probe.tags'))
      this.store.noteChange();
    this.recount.poke();
  }

  /** The feed could not tell what happened: all of it is read, in place while somebody is at the list. */
  private async missed(): Promise<void> {
    if (!this.store.isInUse()) return this.store.refresh();
    for (const { id } of this.store.rows()) this.changed.add(id);
    this.reread.poke();
    this.store.noteChange();
    await this.store.recount();
  }

  private async readAgain(): Promise<void> {
    const ids = [...this.changed].slice(0, 500);
    for (const id of ids) this.changed.delete(id);
    const rows = await this.api.again(ids).catch(() => undefined);
    for (const row of rows ?? []) this.store.find(row.id)?.take(row);
    if (rows) this.markGone(ids, rows);
    if (this.changed.size > 0) this.reread.poke();
  }

  /** Whoever was asked for and is not there was removed. */
  private markGone(ids: readonly string[], rows: readonly FleetRow[]): void {
    const there = new Set(rows.map(({ id }) => id));
    for (const id of ids) if (!there.has(id)) this.store.noteRemoved(id);
  }

  private async settle(): Promise<void> {
    if (await this.store.settle()) this.announcer.polite(WORDS.refreshed);
  }
}
