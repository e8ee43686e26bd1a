import type { Signal } from '@legator/core';

/** Somebody removed a conversation and all that was said in it. */
export class ConversationRemoved implements Signal {
  static readonly type = 'chat.conversation_removed';
  readonly type = ConversationRemoved.type;
  readonly subject;
  readonly summary: string;
  readonly payload;
  readonly before;

  constructor(
    id: string,
    by: string,
    what: { title: string; messages: number; begunBy: string; probeId: string | null },
  ) {
    this.subject = { type: 'conversation', id };
    this.summary = `${by} removed a conversation of ${what.messages} messages`;
    this.payload = { messages: what.messages, begun_by: what.begunBy, probe_id: what.probeId };
    this.before = { title: what.title };
  }
}
