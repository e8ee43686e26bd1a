import type { Signal } from '@legator/core';

const WORD = { done: 'was answered', stopped: 'stopped the answer', failed: 'got no answer' } as const;

/** A question was answered, or will not be. */
export class TurnEnded implements Signal {
  static readonly type = 'chat.turn_ended';
  readonly type = TurnEnded.type;
  readonly subject;
  readonly alsoAbout;
  readonly summary: string;
  readonly payload;
  readonly probeId: string | undefined;
  readonly audit = false;

  constructor(
    id: string,
    conversationId: string,
    end: {
      by: string;
      status: keyof typeof WORD;
      via: string | null;
      commands: number;
      error: string | null;
      probeId: string | null;
    },
  ) {
    this.subject = { type: 'turn', id };
    this.alsoAbout = [{ type: 'conversation', id: conversationId }];
    this.summary = `${end.by} ${WORD[end.status]}`;
    this.payload = { status: end.status, via: end.via, commands: end.commands, error: end.error };
    this.probeId = end.probeId ?? undefined;
  }
}
