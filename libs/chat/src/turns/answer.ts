import type { ChatPart } from '@legator/contracts';
import { isDeepStrictEqual } from 'node:util';
import { KEPT_BACK, LARGEST_ANSWER, sizeOf } from './part-size.js';
import { runsIn, stepOf } from './part-steps.js';

type Question = ChatPart & { type: 'question' };

/** Characters of prose that one answer may have; what comes after is not kept. */
export const MAX_ANSWER_CHARS = 100_000;

/** An answer as it grows: prose and blocks, in the order in which they came. */
export class Answer {
  readonly parts: ChatPart[] = [];
  private chars = 0;
  private readonly reached = new WeakMap<ChatPart, readonly string[]>();
  private readonly sizes = new WeakMap<ChatPart, number>();

  /** Puts together what was stored of it. */
  static of(pieces: readonly { type: 'chunk' | 'part'; body: Record<string, unknown> }[]): Answer {
    const answer = new Answer();
    for (const { type, body } of pieces) {
      if (type === 'chunk') answer.say(String(body['chunk']));
      else answer.show(body['part'] as ChatPart);
    }
    return answer;
  }

  /** @returns what of it fits, which is to be told; empty when the answer is full */
  say(chunk: string): string {
    const fits = chunk.slice(0, Math.max(0, MAX_ANSWER_CHARS - this.chars));
    if (fits === '') return '';
    this.chars += fits.length;
    const last = this.parts.at(-1);
    if (last?.type === 'text') this.parts[this.parts.length - 1] = { type: 'text', text: last.text + fits };
    else this.parts.push({ type: 'text', text: fits });
    return fits;
  }

  /**
   * One with the same step takes the place of the one before.
   * @param whole the block before it was cut to fit
   */
  show(part: ChatPart, whole = part): void {
    this.reached.set(part, probesIn(whole));
    const step = stepOf(part);
    const at = step === undefined ? -1 : this.parts.findIndex((one) => stepOf(one) === step);
    if (at >= 0) this.parts[at] = part;
    else this.parts.push(part);
  }

  /** Whether this is asked in it, whosever words the choices are. */
  asks({ question, choices }: Question): boolean {
    return this.parts.some(
      (one) =>
        one.type === 'question' && one.question === question && isDeepStrictEqual(one.choices, choices),
    );
  }

  /** Bytes that are left for a block, beside all the others; for one of a step fewer, so that others find room. */
  roomFor(part: ChatPart): number {
    const step = stepOf(part);
    const others = this.parts.filter(
      (one) => one.type !== 'text' && (step === undefined || stepOf(one) !== step),
    );
    const all = step === undefined ? LARGEST_ANSWER : LARGEST_ANSWER - KEPT_BACK;
    return others.reduce((room, one) => room - this.sizeOf(one), all);
  }

  /** Probes that its commands were meant for. */
  probes(): string[] {
    return [...new Set(this.parts.flatMap((part) => this.reached.get(part) ?? []))];
  }

  private sizeOf(part: ChatPart): number {
    const known = this.sizes.get(part) ?? sizeOf(part);
    this.sizes.set(part, known);
    return known;
  }
}

function probesIn(part: ChatPart): string[] {
  return runsIn(part).flatMap(({ targets }) => targets.map(({ probe_id: id }) => id));
}
