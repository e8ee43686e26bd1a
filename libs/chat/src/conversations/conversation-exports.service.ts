import { Injectable } from '@nestjs/common';
import type { ChatMessage, Conversation } from '@legator/contracts';
import { currentContext, Signals, Transactions } from '@legator/core';
import { ConversationExported } from '../signals/conversation-exported.signal.js';
import { ConversationViews } from './conversation-views.js';
import { ConversationsStore } from './conversations.store.js';
import { messageInMarkdown } from './markdown.js';
import { MessagesStore } from './messages.store.js';
import type { MessagePlace } from './messages.store.js';

const PAGE = 50;

/** Conversations as files. That somebody took one is written down before the first word of it leaves. */
@Injectable()
export class ConversationExports {
  constructor(
    private readonly transactions: Transactions,
    private readonly conversations: ConversationsStore,
    private readonly messages: MessagesStore,
    private readonly views: ConversationViews,
    private readonly signals: Signals,
  ) {}

  /** @throws `not_found` */
  async begin(id: string, format: 'md' | 'json'): Promise<AsyncGenerator<string>> {
    const { actor } = currentContext();
    const conversation = await this.transactions.run(async (tx) => {
      const row = await this.conversations.get(tx, actor, id);
      await this.signals.record(tx, new ConversationExported(id, actor.name, format));
      return (await this.views.conversations(tx, actor, [row]))[0]!;
    });
    const all = this.all(actor.tenantId, id);
    return format === 'md' ? markdown(conversation, all) : json(conversation, all);
  }

  private async *all(tenantId: string, id: string): AsyncGenerator<ChatMessage> {
    let after: MessagePlace | undefined;
    for (;;) {
      const page = await this.transactions.runAs(tenantId, async (tx) => {
        const rows = await this.messages.after(tx, id, PAGE, after);
        const whole = await this.views.whole(tx, rows);
        return { whole, last: rows.at(-1), isLast: rows.length < PAGE };
      });
      yield* page.whole;
      if (page.isLast || !page.last) return;
      after = { place: page.last.place, role: page.last.role };
    }
  }
}

async function* markdown(
  { title, hostname, created_by, created_at }: Conversation,
  messages: AsyncGenerator<ChatMessage>,
): AsyncGenerator<string> {
  const about = hostname === null ? 'the fleet' : hostname;
  yield `# ${oneLine(title)}\n\nWith ${oneLine(about)}, begun by ${oneLine(created_by.name)} at ${created_at}.\n`;
  for await (const message of messages) yield messageInMarkdown(message);
}

async function* json(
  conversation: Conversation,
  messages: AsyncGenerator<ChatMessage>,
): AsyncGenerator<string> {
  yield `{"conversation":${JSON.stringify(conversation)},"messages":[`;
  let first = true;
  for await (const message of messages) {
    yield `${first ? '' : ','}\n${JSON.stringify(message)}`;
    first = false;
  }
  yield ']}\n';
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
