import { Injectable } from '@nestjs/common';
import type { ChatPart } from '@legator/contracts';
import { findContext, runWith } from '@legator/core';
import { proposing } from '../runs/proposing.js';
import { Answerer } from '../turns/turn.js';
import type { Turn, TurnAtWork, TurnEnd } from '../turns/turn.js';
import { HostQuestions } from './host-questions.js';
import { LiveAnswers, NEEDS_OPERATOR } from './live-answers.js';
import type { Ended } from './live-answers.js';
import type { Reading } from './reading/reading.js';
import { RuleReplies, TOO_MANY } from './rule-replies.js';
import { plainReply } from './replies/reply.js';
import type { Reply } from './replies/reply.js';
import { saidAs } from './said-as.js';
import { Understanding } from './understand.js';
import type { Understood } from './understand.js';

/**
 * Answers without a model: questions in plain English about what the fleet reports, and what a command that only reads
 * can tell. What it does not understand it says so of. The same question again, later, calls the same thing.
 */
@Injectable()
export class RulesAnswerer extends Answerer {
  private hasModel: (turn: Turn) => Promise<boolean> = () => Promise.resolve(false);
  /** Until somebody tells it counts as some model's: that can only be stricter. */
  private proposerOf: (turn: Turn) => Promise<string | null> = () => Promise.resolve('unknown');

  constructor(
    private readonly understanding: Understanding,
    private readonly replies: RuleReplies,
    private readonly live: LiveAnswers,
    private readonly questions: HostQuestions,
  ) {
    super();
  }

  /** Who knows whether there is a model: then it is one that did not answer. */
  tellOfModels(look: (turn: Turn) => Promise<boolean>): void {
    this.hasModel = look;
  }

  /** Who knows whose words a question is. */
  tellOfOffers(look: (turn: Turn) => Promise<string | null>): void {
    this.proposerOf = look;
  }

  /** What is asked for is what the person wrote; where they pressed a choice of a model, it is what the model wrote. */
  answer(turn: TurnAtWork, _resumed: boolean): Promise<TurnEnd> {
    const context = { ...findContext(), actor: turn.actor };
    return runWith(context, async () => {
      const proposer = await this.proposerOf(turn);
      return proposing(proposer, () => this.answerAs(turn), { byRules: true });
    });
  }

  private async answerAs(turn: TurnAtWork): Promise<TurnEnd> {
    turn.note({ via: 'rules' });
    const understood = await this.understanding.of(turn);
    const outcome = await this.outcome(turn, understood);
    if ('end' in outcome) return outcome.end;
    turn.say(outcome.text);
    for (const part of outcome.parts) turn.show(part);
    turn.show(notice(understood, await this.hasModel(turn)));
    return { kind: 'done' };
  }

  private async outcome(turn: TurnAtWork, understood: Understood): Promise<Reply | Ended> {
    const { reading, chosen, elsewhere } = understood;
    if (elsewhere)
      return plainReply(
        'This conversation is about this one host. Ask about others in the chat of the fleet.',
      );
    const byName = isRun(reading) && chosen.target !== undefined && this.live.mayRun(turn);
    if (chosen.tooMany && 'targets' in reading && !byName) return plainReply(TOO_MANY);
    if (reading.kind === 'act') return this.act(turn, understood);
    if (reading.kind === 'live' || reading.kind === 'service') {
      if (chosen.named && this.live.mayRun(turn))
        return reading.kind === 'live'
          ? this.live.look(turn, reading, chosen)
          : this.live.service(turn, reading, chosen);
      if (reading.kind === 'live' && !chosen.named) return this.questions.whichHost(turn);
    }
    const reply = await this.replies.of(turn, understood);
    const stale = reading.kind === 'live' && !this.live.mayRun(turn);
    return stale
      ? { ...reply, text: `${reply.text}\n\n${NEEDS_OPERATOR} This is what was told before.` }
      : reply;
  }

  /** Never for everybody because nobody was named. */
  private async act(turn: TurnAtWork, { reading, chosen }: Understood): Promise<Reply | Ended> {
    if (reading.kind !== 'act') return plainReply('');
    if (!this.live.mayRun(turn)) return plainReply(NEEDS_OPERATOR);
    if (!chosen.named) return this.questions.whichHost(turn, reading.name);
    const manager = reading.verb === 'update' ? await this.questions.managerOf(chosen) : undefined;
    return this.live.act(turn, reading, chosen, manager);
  }
}

/** Needs who is meant only as a name that a command takes. */
function isRun(reading: Reading): boolean {
  return reading.kind === 'act' ? reading.verb !== 'update' : ['live', 'service'].includes(reading.kind);
}

function notice({ reading, chosen }: Understood, hasModel: boolean): ChatPart {
  const none = ['help', 'unknown', 'ambiguous'].includes(reading.kind);
  const read = none ? '' : `Read as: ${saidAs(reading, chosen.words)}. `;
  const model = hasModel
    ? 'Answered by rules, without the model.'
    : 'No model is connected, so this was answered by rules.';
  return {
    type: 'notice',
    code: 'chat.rules',
    tone: 'info',
    text: `${read}${model} A command as typed begins with “!”.`,
  };
}
