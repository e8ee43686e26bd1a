import type { ChatMessage } from '../core/api/models';
import { visibleText } from '../ui/visible-text';
import { partsOf } from './message-look';
import { hostsOf } from './run-look';
import { CHAT_WORDS as WORDS } from './chat-words';

const LONGEST = 300;

/**
 * What a screen reader is told of a conversation: a sentence for each block that is finished, none for what grows. What
 * was there when it was opened is not told.
 */
export class ChatAnnouncements {
  private readonly told = new Set<string>();
  private of: string | undefined;

  /** @returns what is new since the last time */
  next(conversationId: string, messages: readonly ChatMessage[]): readonly string[] {
    const isFirst = this.of !== conversationId;
    if (isFirst) this.told.clear();
    this.of = conversationId;
    const fresh = messages.flatMap((one) => factsOf(one)).filter(([key]) => !this.told.has(key));
    for (const [key] of fresh) this.told.add(key);
    return isFirst ? [] : fresh.map(([, text]) => text);
  }
}

/** By a key that is the same as long as there is nothing new to say. */
function factsOf(message: ChatMessage): [key: string, text: string][] {
  if (message.role !== 'assistant') return [];
  const turn = message.turn_id ?? message.id;
  const facts: [string, string][] = [];
  for (const part of partsOf(message)) {
    if (part.type === 'run' && part.targets.length > 0) {
      if (part.targets.some(({ state }) => state === 'waiting'))
        facts.push([`${turn} ${part.step_id} waits`, WORDS.announce.approval]);
      if (part.done >= hostsOf(part))
        facts.push([
          `${turn} ${part.step_id} done`,
          WORDS.announce.run(visibleText(part.command).slice(0, 80), part.done, hostsOf(part)),
        ]);
    }
    if (part.type === 'question')
      facts.push([`${turn} ${part.question}`, WORDS.announce.question(visibleText(part.question))]);
  }
  if (/^(done|stopped|failed)$/.test(message.state))
    facts.push([`${turn} over`, WORDS.announce.answer(shortOf(message))]);
  return facts;
}

function shortOf(message: ChatMessage): string {
  const text = partsOf(message)
    .flatMap((part) => (part.type === 'text' || part.type === 'notice' ? part.text : []))
    .join(' ');
  return visibleText(
    text
      .replace(/[*_`#|>]+/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  ).slice(0, LONGEST);
}
