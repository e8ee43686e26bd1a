import type { Signal } from '@legator/core';

/** Somebody began a conversation. */
export class ConversationCreated implements Signal {
  static readonly type = 'chat.conversation_created';
  readonly type = ConversationCreated.type;
  readonly subject;
  readonly summary: string;
  readonly payload;
  readonly probeId: string | undefined;
  readonly audit = false;

  constructor(id: string, by: string, probeId: string | null) {
    this.subject = { type: 'conversation', id };
    this.summary = `${by} began a conversation`;
    this.payload = { scope: probeId === null ? 'fleet' : 'probe' };
    this.probeId = probeId ?? undefined;
  }
}
