import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import type { Conversation } from '../core/api/models';
import { LiveFeed } from '../core/live/live-feed';
import { Loaded } from '../core/loaded';
import { ChatApi, type ConversationFilter } from './chat-api';

interface Page {
  readonly filter: ConversationFilter;
  readonly conversations: readonly Conversation[];
  readonly next: string | null;
}

/**
 * The list of conversations, newest first, as it is searched; it follows what happens. Reading it again renews the first
 * page and keeps what is older.
 */
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
    const page = this.read.value();
    if (!page?.next || this.more()) return;
    this.more.set(true);
    try {
      const { conversations, next_cursor } = await this.api.list({ ...page.filter, cursor: page.next });
      this.read.change((now) => {
        // While this was under way the list may have begun anew.
        if (now.next !== page.next || !isSame(now.filter, page.filter)) return now;
        const known = new Set(now.conversations.map(({ id }) => id));
        const fresh = conversations.filter(({ id }) => !known.has(id));
        return { ...now, conversations: [...now.conversations, ...fresh], next: next_cursor };
      });
    } catch {
      // The button stays, for another try.
    } finally {
      this.more.set(false);
    }
  }

  /** This one is removed: among what is older nothing else would tell. */
  forget(id: string): void {
    this.change((all) => all.filter((one) => one.id !== id));
  }

  retitle(id: string, title: string): void {
    this.change((all) => all.map((one) => (one.id === id ? { ...one, title } : one)));
  }

  private change(update: (all: readonly Conversation[]) => readonly Conversation[]): void {
    this.read.change((now) => ({ ...now, conversations: update(now.conversations) }));
  }

  private async first(): Promise<Page> {
    const filter = this.filter() ?? {};
    const { conversations, next_cursor: next } = await this.api.list(filter);
    const [fresh, known] = [{ filter, conversations, next }, this.read.value()];
    return known && isSame(known.filter, filter) ? joined(fresh, known) : fresh;
  }
}

function isSame(one: ConversationFilter, other: ConversationFilter): boolean {
  return one.scope === other.scope && one.probe_id === other.probe_id && (one.q || '') === (other.q || '');
}

/** What was read of older ones stays, unless more has happened since than the first page tells. */
function joined(fresh: Page, known: Page): Page {
  const [last, newest] = [fresh.conversations.at(-1), known.conversations[0]];
  if (!last || !newest || fresh.next === null || last.last_message_at > newest.last_message_at) return fresh;
  const ids = new Set(fresh.conversations.map(({ id }) => id));
  const kept = known.conversations.filter(
    (one) => one.last_message_at <= last.last_message_at && !ids.has(one.id),
  );
  if (kept.length === 0) return fresh;
  return { ...fresh, conversations: [...fresh.conversations, ...kept], next: known.next };
}
