import { Injectable } from '@nestjs/common';
import type { ChatVia } from '@legator/contracts';
import { nobodyAnswers } from '../conversations/chat.errors.js';
import type { Answerer, Turn } from './turn.js';

interface Seat {
  readonly answerer: Answerer;
  /** Whether it could answer this now; always when missing. */
  readonly ready?: (turn: Turn) => Promise<boolean>;
}

/** Who answers what. They put themselves in. */
@Injectable()
export class Answerers {
  private readonly seats = new Map<ChatVia, Seat>();

  use(via: ChatVia, answerer: Answerer, ready?: Seat['ready']): void {
    this.seats.set(via, { answerer, ...(ready ? { ready } : {}) });
  }

  has(via: ChatVia): boolean {
    return this.seats.has(via);
  }

  /** A command as typed goes to who runs it, everything else to a model where there is one, and else to the rules. */
  async choose(turn: Turn): Promise<ChatVia> {
    if (turn.kind === 'task') return 'model';
    if (isCommand(turn.question) && this.seats.has('command')) return 'command';
    if (await this.hasModel(turn)) return 'model';
    if (this.seats.has('rules')) return 'rules';
    throw nobodyAnswers();
  }

  /** Whether a model is set up for it; it may still not answer. */
  async hasModel(turn: Turn): Promise<boolean> {
    const model = this.seats.get('model');
    return model !== undefined && (!model.ready || (await model.ready(turn)));
  }

  /** @throws `chat.no_answerer` when it is there no more */
  get(via: ChatVia): Answerer {
    const seat = this.seats.get(via) ?? this.seats.get('rules');
    if (!seat) throw nobodyAnswers();
    return seat.answerer;
  }
}

/** Whether a question is a command as typed. */
export function isCommand(question: string): boolean {
  return question.trimStart().startsWith('!');
}
