import { Injectable } from '@nestjs/common';
import type {
  ChatMessage,
  ChatScope,
  Conversation,
  ConversationDetail,
  ConversationPage,
  CreateConversation,
  GiveFeedback,
  ListConversations,
  ListMessages,
  MessagePage,
} from '@legator/contracts';
import { Clock, currentContext, may, newId, notFound, Signals, Transactions } from '@legator/core';
import type { Actor, Tx } from '@legator/core';
import { ProbesService } from '@legator/fleet';
import { ConversationCreated } from '../signals/conversation-created.signal.js';
import { ConversationRemoved } from '../signals/conversation-removed.signal.js';
import { ConversationRenamed } from '../signals/conversation-renamed.signal.js';
import { storable } from '../storable.js';
import { EventsStore } from '../streams/events.store.js';
import { Wakers } from '../turns/wakers.js';
import { notYours } from './chat.errors.js';
import { ConversationViews } from './conversation-views.js';
import { ConversationsStore } from './conversations.store.js';
import type { ConversationRow } from './conversations.store.js';
import { nextCursor, readCursor, searchWords } from './listing.js';
import { began } from './readership.js';
import { UNTITLED } from './title.js';

/** Conversations of the caller's tenant: those that the caller began, and all for whoever may run commands. */
@Injectable()
export class Conversations {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: ConversationsStore,
    private readonly views: ConversationViews,
    private readonly events: EventsStore,
    private readonly probes: ProbesService,
    private readonly signals: Signals,
    private readonly clock: Clock,
    private readonly wakers: Wakers,
  ) {}

  /** The newest first. Words are found in titles and messages, by how they begin. */
  list(filter: ListConversations): Promise<ConversationPage> {
    const { actor } = currentContext();
    const words = filter.q === undefined ? undefined : searchWords(filter.q);
    if (words === '') return Promise.resolve({ conversations: [], next_cursor: null });
    const cursor = filter.cursor === undefined ? undefined : readCursor(filter.cursor);
    return this.transactions.run(async (tx) => {
      const rows = await this.store.list(tx, actor, filter, { words, cursor });
      const page = rows.slice(0, filter.limit);
      return {
        conversations: await this.views.conversations(tx, actor, page),
        next_cursor: rows.length > page.length ? nextCursor(page.at(-1)!) : null,
      };
    });
  }

  /** @throws `not_found` for a probe that is not there */
  async create(input: CreateConversation): Promise<Conversation> {
    const { actor } = currentContext();
    const about = { scope: input.scope, probeId: input.probe_id ?? null };
    if (about.probeId !== null) await this.probes.get(about.probeId);
    return this.transactions.run(async (tx) => {
      const id = await this.begin(tx, actor, about, input.title);
      const [made] = await this.views.conversations(tx, actor, [await this.store.get(tx, actor, id)]);
      return made!;
    });
  }

  /** The newest messages, and up to which event they tell everything; all of one moment. */
  get(id: string): Promise<ConversationDetail> {
    const { actor } = currentContext();
    return this.transactions.run(async (tx) => {
      await this.views.ofOneMoment(tx);
      const row = await this.store.get(tx, actor, id);
      const [conversation] = await this.views.conversations(tx, actor, [row]);
      const { messages, before } = await this.views.messages(tx, id, { limit: 50 });
      return { conversation: conversation!, messages, before, last_seq: row.lastSeq };
    });
  }

  /** @throws `not_found` */
  messages(id: string, query: ListMessages): Promise<MessagePage> {
    const { actor } = currentContext();
    return this.transactions.run(async (tx) => {
      await this.views.ofOneMoment(tx);
      await this.store.get(tx, actor, id);
      return this.views.messages(tx, id, query);
    });
  }

  /** The number of its newest event. @throws `not_found` */
  lastSeq(id: string): Promise<number> {
    const { actor } = currentContext();
    return this.transactions.run(async (tx) => (await this.store.get(tx, actor, id)).lastSeq);
  }

  message(conversationId: string, messageId: string): Promise<ChatMessage> {
    const { actor } = currentContext();
    return this.transactions.run(async (tx) => {
      await this.store.get(tx, actor, conversationId);
      return this.views.message(tx, conversationId, messageId);
    });
  }

  /** @throws `not_found`, `chat.not_yours` */
  rename(id: string, given: string): Promise<Conversation> {
    const { actor } = currentContext();
    const title = storable(given);
    return this.transactions.run(async (tx) => {
      const row = await this.store.lock(tx, actor, id);
      if (!ownedBy(actor, row)) throw notYours('rename it');
      await this.store.retitle(tx, id, title, 'person');
      const event = { turnId: null, at: this.clock.now(), body: { type: 'title', title } as const };
      await this.events.append(tx, id, [event]);
      await this.signals.record(tx, new ConversationRenamed(id, actor.name));
      this.wakers.toldAfter(tx, id);
      const [renamed] = await this.views.conversations(tx, actor, [await this.store.get(tx, actor, id)]);
      return renamed!;
    });
  }

  /** For good, with all that was said. @throws `not_found`, `chat.not_yours` */
  remove(id: string): Promise<void> {
    const { actor } = currentContext();
    return this.transactions.run(async (tx) => {
      const row = await this.store.lock(tx, actor, id);
      if (!ownedBy(actor, row)) throw notYours('remove it');
      await this.store.remove(tx, id);
      const { title, messages, createdByName: begunBy, probeId } = row;
      const signal = new ConversationRemoved(id, actor.name, { title, messages, begunBy, probeId });
      await this.signals.record(tx, signal);
      this.wakers.toldAfter(tx, id);
    });
  }

  /** Says of an answer whether it was right. @throws `not_found`, also for what a person said */
  giveFeedback(conversationId: string, messageId: string, given: GiveFeedback): Promise<ChatMessage> {
    const { actor } = currentContext();
    return this.transactions.run(async (tx) => {
      await this.store.get(tx, actor, conversationId);
      const message = await this.views.message(tx, conversationId, messageId);
      if (message.role !== 'assistant') throw notFound('answer', messageId);
      await this.views.keepFeedback(tx, messageId, {
        verdict: given.verdict,
        reason: storable(given.reason),
        by: actor.name,
      });
      return this.views.message(tx, conversationId, messageId);
    });
  }

  /** The newest of the caller about the fleet or a probe. @throws `not_found` for a probe that is not there */
  async newestOfCaller(about: About): Promise<ConversationRow | undefined> {
    const { actor } = currentContext();
    if (about.probeId !== null) await this.probes.get(about.probeId);
    return this.transactions.run((tx) => this.store.newestOf(tx, actor, about));
  }

  /** The same, made when there is none. @returns its id */
  async ofCaller(about: About): Promise<string> {
    const { actor } = currentContext();
    const newest = await this.newestOfCaller(about);
    return newest?.id ?? this.transactions.run((tx) => this.beginOnce(tx, actor, about));
  }

  /** Upstream knows one conversation: when it is cleared, an older one does not take its place. */
  async clear(newest: ConversationRow, about: About): Promise<void> {
    const { actor } = currentContext();
    await this.remove(newest.id);
    if (await this.newestOfCaller(about)) await this.transactions.run((tx) => this.begin(tx, actor, about));
  }

  private async beginOnce(tx: Tx, actor: Actor, about: About): Promise<string> {
    await this.store.beginAlone(tx, actor, about);
    return (await this.store.newestOf(tx, actor, about))?.id ?? this.begin(tx, actor, about);
  }

  private async begin(tx: Tx, actor: Actor, { scope, probeId }: About, given?: string): Promise<string> {
    const [id, at] = [newId(), this.clock.now()];
    const titledBy = given === undefined ? ('nobody' as const) : ('person' as const);
    const title = storable(given ?? UNTITLED);
    await this.store.insert(tx, { id, scope, probeId, title, titledBy, actor, at });
    await this.signals.record(tx, new ConversationCreated(id, actor.name, probeId));
    return id;
  }
}

/** What upstream's routes name instead of a conversation. */
export interface About {
  readonly scope: ChatScope;
  readonly probeId: string | null;
}

function ownedBy(actor: Actor, conversation: ConversationRow): boolean {
  return may(actor, 'admin') || began(actor, conversation);
}
