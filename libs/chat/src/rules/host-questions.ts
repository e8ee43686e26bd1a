import { Injectable } from '@nestjs/common';
import type { ChatPart } from '@legator/contracts';
import { FleetFacts } from '@legator/fleet';
import type { FactCondition, KnownWords } from '@legator/fleet';
import type { TurnAtWork } from '../turns/turn.js';
import type { Chosen } from './chosen-hosts.js';
import type { Ambiguous, TargetWord } from './reading/reading.js';
import { plain } from './replies/field-words.js';
import { plainReply } from './replies/reply.js';
import type { Reply } from './replies/reply.js';

const CHOICES = 8;

/** Questions back: nobody guesses which host was meant. The pressed button is the whole question again, said clearly. */
@Injectable()
export class HostQuestions {
  constructor(private readonly facts: FleetFacts) {}

  /** @param service asks among the hosts that have it first */
  async whichHost({ question }: Pick<TurnAtWork, 'question'>, service?: string): Promise<Reply> {
    const connected: FactCondition = { field: 'connected', op: 'eq', value: true };
    const has: FactCondition[] = service
      ? [{ field: 'service.name', op: 'eq', value: service.replace(/\.service$/, '') }]
      : [];
    const found = await this.facts.query({ where: [connected, ...has], limit: CHOICES });
    const some =
      found.total > 0 || !service ? found : await this.facts.query({ where: [connected], limit: CHOICES });
    const bare = question.trim().replace(/[?!.\s]+$/, '');
    const choices = some.rows.map(({ probe }) => ({
      label: plain(probe!.hostname) || probe!.id,
      value: `${bare} on ${probe!.id}`,
    }));
    if (choices.length === 0) return plainReply('On which host? None is connected now.');
    const more =
      some.total > CHOICES
        ? ` There are ${some.total}; any other can be named in words, such as "on tag:web".`
        : '';
    const part: ChatPart = { type: 'question', question: `On which host?${more}`, choices };
    return plainReply('', [part]);
  }

  whichMeaning(
    { question }: Pick<TurnAtWork, 'question'>,
    { word, among }: Ambiguous,
    known: KnownWords,
  ): Reply {
    const choices = among
      .slice(0, CHOICES)
      .map((one) => ({ label: labelOf(one, known), value: said(question, word, one) }));
    return plainReply('', [{ type: 'question', question: `Which "${plain(word)}" is meant?`, choices }]);
  }

  /** By which the packages of the hosts were installed. */
  async managerOf({ conditions }: Chosen): Promise<string | undefined> {
    const { rows } = await this.facts.query({
      where: [...conditions],
      group_by: ['package.manager'],
      aggregate: [{ fn: 'count' }],
      limit: 1,
    });
    const manager = rows[0]?.values[0];
    return typeof manager === 'string' ? manager : undefined;
  }
}

function labelOf({ kind, value }: TargetWord, known: KnownWords): string {
  if (kind !== 'host') return `${kind} ${plain(value)}`;
  const hostname = known.hosts.find(({ id }) => id === value)?.hostname ?? '';
  return `${plain(hostname)} (${value})`;
}

/** The question with the word in its clear form. */
function said(question: string, word: string, { kind, value }: TargetWord): string {
  const clear = kind === 'host' ? value : `${kind === 'system' ? 'os' : kind}:${value}`;
  const at = question.toLowerCase().indexOf(word);
  return at < 0
    ? `${question} ${clear}`
    : `${question.slice(0, at)}${clear}${question.slice(at + word.length)}`;
}
