import { Injectable, inject } from '@angular/core';
import { Api } from '../core/api-client';
import type { ApiRequest } from '../core/api-request';
import { urlOf } from '../core/api-request';
import { conversationsCreate } from '../core/api/fn/conversations/conversations-create';
import { conversationsExport } from '../core/api/fn/conversations/conversations-export';
import { conversationsGet } from '../core/api/fn/conversations/conversations-get';
import { conversationsGiveFeedback } from '../core/api/fn/conversations/conversations-give-feedback';
import {
  type ConversationsListParams,
  conversationsList,
} from '../core/api/fn/conversations/conversations-list';
import { conversationsMessages } from '../core/api/fn/conversations/conversations-messages';
import { conversationsRemove } from '../core/api/fn/conversations/conversations-remove';
import { conversationsRename } from '../core/api/fn/conversations/conversations-rename';
import { messagesFollow } from '../core/api/fn/messages/messages-follow';
import { messagesSend } from '../core/api/fn/messages/messages-send';
import { messagesStop } from '../core/api/fn/messages/messages-stop';
import type {
  ChatMessage,
  ChatScope,
  Conversation,
  ConversationDetail,
  ConversationPage,
  GiveFeedback,
  MessagePage,
  SendMessage,
} from '../core/api/models';
import { type ChatStreamEnds, OPEN_CHAT } from './chat-stream';

/** Which conversations are listed, newest first. */
export type ConversationFilter = Pick<ConversationsListParams, 'scope' | 'probe_id' | 'q' | 'cursor'>;

const PAGE = 50;

/** The calls of this feature. Each rejects with an `ApiError`; none is ever sent twice by itself. */
@Injectable({ providedIn: 'root' })
export class ChatApi {
  private readonly api = inject(Api);
  private readonly opens = inject(OPEN_CHAT);

  list({ q, ...filter }: ConversationFilter): Promise<ConversationPage> {
    return this.api.call(conversationsList({ ...filter, ...(q ? { q } : {}), limit: PAGE }));
  }

  create(scope: ChatScope, probeId?: string): Promise<Conversation> {
    const body = probeId === undefined ? { scope } : { scope, probe_id: probeId };
    return this.api.call(conversationsCreate({ body }));
  }

  get(id: string): Promise<ConversationDetail> {
    return this.api.call(conversationsGet({ id }));
  }

  /** Everything said before this message. */
  older(id: string, before: string): Promise<MessagePage> {
    return this.api.call(conversationsMessages({ id, before }));
  }

  rename(id: string, title: string): Promise<Conversation> {
    return this.api.call(conversationsRename({ id, body: { title } }));
  }

  async remove(id: string): Promise<void> {
    await this.api.call(conversationsRemove({ id }));
  }

  /** The same `request_id` again gives the first message back and asks nothing twice. */
  send(id: string, body: SendMessage): Promise<ChatMessage> {
    // The description knows its stream of events too, and that is text.
    const request = messagesSend({ id, body }) as ApiRequest<unknown> as ApiRequest<ChatMessage>;
    return this.api.call({ ...request, as: 'json' });
  }

  async stop(id: string): Promise<void> {
    await this.api.call(messagesStop({ id, body: {} }));
  }

  giveFeedback(id: string, messageId: string, body: GiveFeedback): Promise<ChatMessage> {
    return this.api.call(conversationsGiveFeedback({ id, messageId, body }));
  }

  /** The whole conversation as a text to keep. */
  export(id: string): Promise<string> {
    return this.api.call(conversationsExport({ id, format: 'md' }));
  }

  /** Hands over every event after `after`, then what comes. @returns what ends it */
  follow(id: string, after: number, ends: ChatStreamEnds): () => void {
    return this.opens(urlOf(messagesFollow({ id, after })), ends);
  }
}
