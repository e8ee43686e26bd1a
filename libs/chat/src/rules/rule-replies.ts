import { Injectable } from '@nestjs/common';
import { FleetFacts } from '@legator/fleet';
import type { FactCondition } from '@legator/fleet';
import { Clock } from '@legator/core';
import type { TurnAtWork } from '../turns/turn.js';
import { HostQuestions } from './host-questions.js';
import type { Reading } from './reading/reading.js';
import { FactReplies } from './replies/fact-replies.js';
import { helpReply, unknownReply } from './replies/help-reply.js';
import { rankReply } from './replies/rank-reply.js';
import { plainReply } from './replies/reply.js';
import type { Reply } from './replies/reply.js';
import { ThingReplies } from './replies/thing-replies.js';
import { ViewReplies } from './replies/view-replies.js';
import { saidOf } from './said-as.js';
import type { Understood } from './understand.js';

/** For so many the record is searched. */
const MOST_IN_RECORD = 200;
/** An answer about the first of them would be a wrong one. */
export const TOO_MANY =
  'Too many hosts are named for this question. Name fewer, or one tag, site, system or pattern by itself.';

/** What of a question that asks for a look now is known from before. */
const KNOWN_BEFORE: Partial<Record<Extract<Reading, { kind: 'live' }>['look'], Reading>> = {
  disk: { kind: 'show', fields: ['disk_percent'], targets: [], where: [] },
  memory: { kind: 'show', fields: ['memory_percent'], targets: [], where: [] },
  failed_services: {
    kind: 'things',
    list: 'service',
    targets: [],
    where: [{ field: 'service.state', op: 'eq', value: 'failed' }],
  },
};

/** Answers from what is known here already; nothing runs for them. */
@Injectable()
export class RuleReplies {
  constructor(
    private readonly facts: FleetFacts,
    private readonly views: ViewReplies,
    private readonly questions: HostQuestions,
    private readonly clock: Clock,
  ) {}

  of(turn: Pick<TurnAtWork, 'question'>, understood: Understood): Promise<Reply> {
    return this.reply(turn, understood, understood.reading);
  }

  private async reply(
    turn: Pick<TurnAtWork, 'question'>,
    understood: Understood,
    reading: Reading,
  ): Promise<Reply> {
    const { chosen, known } = understood;
    switch (reading.kind) {
      case 'help':
        return helpReply(known);
      case 'unknown':
        return unknownReply(reading, known);
      case 'ambiguous':
        return this.questions.whichMeaning(turn, reading, known);
      case 'needs':
        return this.views.waiting(reading.of);
      case 'changes': {
        const ids = await this.idsOf(understood);
        return ids === 'too many'
          ? plainReply(TOO_MANY)
          : this.views.changes(reading.span, ids, chosen.words);
      }
      case 'live': {
        const before = KNOWN_BEFORE[reading.look];
        return before
          ? this.reply(turn, understood, before)
          : plainReply('That has to be looked at on the host itself.');
      }
      case 'act':
        return plainReply('');
      default:
        return this.fromFacts(reading, understood);
    }
  }

  private fromFacts(reading: Extract<Reading, { where: unknown }>, { chosen }: Understood): Promise<Reply> {
    const where: FactCondition[] = [...chosen.conditions, ...reading.where];
    const what = saidOf(reading.where, chosen.named ? chosen.words : undefined);
    const now = this.clock.now();
    const plain = new FactReplies(this.facts, now);
    const things = new ThingReplies(this.facts, now);
    switch (reading.kind) {
      case 'rank':
        return rankReply(this.facts, reading, where, now);
      case 'sum':
        return plain.sum(reading, where);
      case 'count':
        return plain.count(reading, where, what);
      case 'list':
        return plain.list(reading, where, what);
      case 'show':
      case 'compare':
        return plain.show(reading, where);
      case 'things':
        return things.things(reading, where);
      case 'service':
        return things.service(reading.name, where);
      default:
        return things.about(where);
    }
  }

  private async idsOf({ chosen }: Understood): Promise<string[] | undefined | 'too many'> {
    if (!chosen.named) return undefined;
    const { rows, total } = await this.facts.query({ where: [...chosen.conditions], limit: MOST_IN_RECORD });
    return total > rows.length ? 'too many' : rows.flatMap(({ probe }) => probe?.id ?? []);
  }
}
