import type { Signal } from '@legator/core';

/** Somebody said something in a conversation. What they said is there, not here. */
export class TurnAsked implements Signal {
  static readonly type = 'chat.turn_asked';
  readonly type = TurnAsked.type;
  readonly subject;
  readonly alsoAbout;
  readonly summary: string;
  readonly payload = {};
  readonly probeId: string | undefined;
  readonly audit = false;

  constructor(id: string, conversationId: string, by: string, probeId: string | null) {
    this.subject = { type: 'turn', id };
    this.alsoAbout = [{ type: 'conversation', id: conversationId }];
    this.summary = `${by} asked something`;
    this.probeId = probeId ?? undefined;
  }
}
