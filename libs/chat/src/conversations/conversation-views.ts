import { Injectable } from '@nestjs/common';
import { ApprovalsService } from '@legator/approvals';
import type { ChatMessage, Conversation, ListMessages, MessagePage } from '@legator/contracts';
import { notFound } from '@legator/core';
import type { Actor, Tx } from '@legator/core';
import { ProbesService } from '@legator/fleet';
import { EventsStore } from '../streams/events.store.js';
import type { ConversationRow } from './conversations.store.js';
import { olderThan, readPlace } from './listing.js';
import { unfinished, withPieces } from './message-view.js';
import { MessagesStore } from './messages.store.js';
import type { MessageRow } from './messages.store.js';

/** Rows as people read them, with what other rooms know of them. */
@Injectable()
export class ConversationViews {
  constructor(
    private readonly messageRows: MessagesStore,
    private readonly events: EventsStore,
    private readonly probes: ProbesService,
    private readonly approvals: ApprovalsService,
  ) {}

  /** What is read from now on in this transaction is all of one moment; to be called before anything is read. */
  async ofOneMoment(tx: Tx): Promise<void> {
    await this.messageRows.ofOneMoment(tx);
  }

  async conversations(tx: Tx, actor: Actor, rows: readonly ConversationRow[]): Promise<Conversation[]> {
    const probeIds = [...new Set(rows.flatMap(({ probeId }) => probeId ?? []))];
    const targets = probeIds.length > 0 ? await this.probes.targets(tx, { probeIds }) : [];
    const names = new Map(targets.map(({ id, hostname }) => [id, hostname]));
    const waited = rows.flatMap(({ waitsFor }) => waitsFor);
    const pending = await this.approvals.pendingFor(tx, waited);
    return rows.map((row) => ({
      id: row.id,
      scope: row.scope,
      probe_id: row.probeId,
      hostname: row.probeId === null ? null : (names.get(row.probeId) ?? null),
      title: row.title,
      created_by: { type: row.createdByType, id: row.createdById, name: row.createdByName },
      mine: row.createdByType === actor.type && row.createdById === actor.id,
      created_at: row.createdAt.toISOString(),
      last_message_at: row.lastMessageAt.toISOString(),
      state: row.state,
      messages: row.messages,
      probes: row.probes,
      waiting_approvals: new Set(row.waitsFor.flatMap((id) => pending.get(id) ?? [])).size,
    }));
  }

  async messages(tx: Tx, conversationId: string, query: ListMessages): Promise<MessagePage> {
    const before = query.before === undefined ? undefined : readPlace(query.before);
    const rows = await this.messageRows.page(tx, conversationId, query.limit + 1, before);
    const page = rows.slice(-query.limit);
    const more = rows.length > page.length;
    return { messages: await this.whole(tx, page), before: more ? olderThan(page[0]!) : null };
  }

  /** @throws `not_found`, also for one of another conversation */
  async message(tx: Tx, conversationId: string, messageId: string): Promise<ChatMessage> {
    const row = await this.messageRows.find(tx, messageId);
    if (row?.conversationId !== conversationId) throw notFound('message', messageId);
    return (await this.whole(tx, [row]))[0]!;
  }

  /** What answers a question: the answer, or the question where there is none yet. */
  async answer(
    tx: Tx,
    conversationId: string,
    asked: { answerId: string; message: ChatMessage },
  ): Promise<ChatMessage> {
    const row = await this.messageRows.find(tx, asked.answerId);
    return this.message(tx, conversationId, row?.id ?? asked.message.id);
  }

  keepFeedback(tx: Tx, messageId: string, feedback: NonNullable<ChatMessage['feedback']>): Promise<void> {
    return this.messageRows.giveFeedback(tx, messageId, feedback);
  }

  /** With what those that are still being written have so far. */
  async whole(tx: Tx, rows: readonly MessageRow[]): Promise<ChatMessage[]> {
    const turnIds = rows.filter(unfinished).map(({ turnId }) => turnId);
    return withPieces(rows, await this.events.pieces(tx, turnIds));
  }
}
