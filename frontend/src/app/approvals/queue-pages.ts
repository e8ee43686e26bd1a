import { computed, signal } from '@angular/core';
import type { ApprovalList, ApprovalView } from '../core/api/models';
import { Loaded } from '../core/loaded';

/** One list of requests, newest first, page by page. Reading it again renews the first page and keeps what is older. */
export class QueuePages {
  private readonly all = signal<readonly ApprovalView[] | undefined>(undefined);
  private readonly next = signal<string | null>(null);
  private readonly first = new Loaded(() => this.read(undefined));
  private readonly older = new Loaded(() => this.read(this.next() ?? undefined));

  readonly rows = computed(() => this.all() ?? []);
  readonly isFirst = computed(() => this.all() === undefined && this.first.error() === undefined);
  readonly error = computed(() => this.first.error() ?? this.older.error());
  readonly hasMore = computed(() => this.next() !== null);
  readonly isLoadingMore = this.older.loading;

  constructor(private readonly read: (cursor: string | undefined) => Promise<ApprovalList>) {}

  async load(): Promise<void> {
    await this.first.load();
    const page = this.first.value();
    if (!page || this.first.error()) return;
    const last = page.approvals.at(-1)?.id;
    // Ids grow with time.
    const kept =
      last === undefined || page.next_cursor === null ? [] : this.rows().filter(({ id }) => id < last);
    if (kept.length === 0) this.next.set(page.next_cursor);
    this.all.set([...page.approvals, ...kept]);
  }

  async more(): Promise<void> {
    if (!this.hasMore() || this.older.loading()) return;
    await this.older.load();
    const page = this.older.value();
    if (!page || this.older.error()) return;
    const known = new Set(this.rows().map(({ id }) => id));
    this.all.set([...this.rows(), ...page.approvals.filter(({ id }) => !known.has(id))]);
    this.next.set(page.next_cursor);
  }

  cancel(): void {
    this.first.cancel();
  }
}
