import type { Signal } from '@legator/core';

/** Somebody took a conversation away as a file. */
export class ConversationExported implements Signal {
  static readonly type = 'chat.conversation_exported';
  readonly type = ConversationExported.type;
  readonly subject;
  readonly summary: string;
  readonly payload;

  constructor(id: string, by: string, format: string) {
    this.subject = { type: 'conversation', id };
    this.summary = `${by} exported a conversation`;
    this.payload = { format };
  }
}
