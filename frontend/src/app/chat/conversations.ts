import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import type { Conversation } from '../core/api/models';
import { LiveFeed } from '../core/live/live-feed';
import { Loaded } from '../core/loaded';
import { ChatApi, type ConversationFilter } from './chat-api';

interface Page {
  readonly conversations: readonly Conversation[];
  readonly next: string | null;
}

/** The list of conversations, newest first, as it is searched; it follows what happens. */
@Injectable()
export class Conversations {
  private readonly api = inject(ChatApi);
  private readonly filter = signal<ConversationFilter | undefined>(undefined);
  private readonly read = new Loaded<Page>(() => this.first());
  private readonly more = signal(false);

  readonly error = this.read.error;
  readonly isFirst = this.read.isFirst;
  readonly all = computed(() => this.read.value()?.conversations ?? []);
  readonly hasMore = computed(() => (this.read.value()?.next ?? null) !== null);
  readonly isReadingMore = this.more.asReadonly();
  readonly isSearched = computed(() => Boolean(this.filter()?.q));

  constructor() {
    const end = inject(LiveFeed).watch(['conversation.', 'chat.', 'approval.'], () => this.refresh());
    inject(DestroyRef).onDestroy(end);
  }

  async show(filter: ConversationFilter): Promise<void> {
    const before = this.filter();
    if (before && (before.scope !== filter.scope || before.probe_id !== filter.probe_id)) this.read.clear();
    this.filter.set(filter);
    await this.read.load();
  }

  async refresh(): Promise<void> {
    if (this.filter()) await this.read.load();
  }

  /** Appends the next page. */
  async older(): Promise<void> {
    const [page, filter] = [this.read.value(), this.filter()];
    if (!page?.next || !filter || this.more()) return;
    this.more.set(true);
    try {
      const { conversations, next_cursor } = await this.api.list({ ...filter, cursor: page.next });
      const known = new Set(page.conversations.map(({ id }) => id));
      const fresh = conversations.filter(({ id }) => !known.has(id));
      this.read.change((now) => ({ conversations: [...now.conversations, ...fresh], next: next_cursor }));
    } catch {
      // The button stays, for another try.
    } finally {
      this.more.set(false);
    }
  }

  private async first(): Promise<Page> {
    const filter = this.filter();
    if (!filter) return { conversations: [], next: null };
    const { conversations, next_cursor: next } = await this.api.list(filter);
    return { conversations, next };
  }
}
