import { Injectable } from '@nestjs/common';
import { afterCommit, Bus } from '@legator/core';
import type { Tx } from '@legator/core';
import { ChatHub } from '../streams/chat-hub.js';

/** Bus topics: there may be a turn to take up; this turn is to stop; a turn has begun to wait. */
export const TURNS_TOPIC = 'chat.turns';
export const STOP_TOPIC = 'chat.stop';
export const WAITING_TOPIC = 'chat.waiting';

/** Who has to hear after a commit that something was said or may go on. */
@Injectable()
export class Wakers {
  constructor(
    private readonly bus: Bus,
    private readonly hub: ChatHub,
  ) {}

  asked(conversationId: string): void {
    this.hub.changed(conversationId);
    this.bus.publish(TURNS_TOPIC, '');
  }

  /** Whoever follows it hears of what this transaction writes. */
  toldAfter(tx: Tx, conversationId: string): void {
    afterCommit(tx, () => this.told(conversationId));
  }

  told(conversationId: string): void {
    this.hub.changed(conversationId);
  }

  /** Whoever works at this turn looks whether it is to stop. */
  stop(turnId: string): void {
    this.bus.publish(STOP_TOPIC, turnId);
  }

  /** A turn has begun to wait, perhaps for what has happened already. */
  waits(): void {
    this.bus.publish(WAITING_TOPIC, '');
    this.free();
  }

  /** A turn may be taken up. */
  free(): void {
    this.bus.publish(TURNS_TOPIC, '');
  }
}
