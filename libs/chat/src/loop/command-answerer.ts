import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Offers } from '../conversations/offers.service.js';
import { proposing } from '../runs/proposing.js';
import { Answerers } from '../turns/answerers.js';
import { Answerer } from '../turns/turn.js';
import type { TurnAtWork, TurnEnd } from '../turns/turn.js';

/** Runs the person's own `!command`, as typed and without a model; policy judges it like any other. */
@Injectable()
export class CommandAnswerer extends Answerer implements OnModuleInit {
  constructor(
    private readonly answerers: Answerers,
    private readonly offers: Offers,
  ) {
    super();
  }

  onModuleInit(): void {
    this.answerers.use('command', this);
  }

  async answer(turn: TurnAtWork): Promise<TurnEnd> {
    turn.note({ via: 'command' });
    const command = turn.question.trim().replace(/^!\s*/, '');
    if (command === '') {
      turn.say('Write a command behind the exclamation mark, such as `!df -h`.');
      return { kind: 'done' };
    }
    const input = { command, reason: 'Typed in chat.' };
    // One name for the one call that there is: whenever it goes on, it is the same.
    const call = () => turn.call('run_command', input, 'typed');
    const answer = await proposing(await this.offers.proposerOf(turn), call);
    if (answer.pending) {
      const { for: what, directiveIds } = answer.pending;
      return { kind: 'waiting', for: what, directiveIds };
    }
    if (!answer.ok && !answer.part) turn.say(answer.text);
    return { kind: 'done' };
  }
}
