import type { Signal } from '@legator/core';

/** Somebody called a conversation otherwise. */
export class ConversationRenamed implements Signal {
  static readonly type = 'chat.conversation_renamed';
  readonly type = ConversationRenamed.type;
  readonly subject;
  readonly summary: string;
  readonly payload = {};
  readonly audit = false;

  constructor(id: string, by: string) {
    this.subject = { type: 'conversation', id };
    this.summary = `${by} renamed a conversation`;
  }
}
