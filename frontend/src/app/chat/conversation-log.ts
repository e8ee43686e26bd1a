import { signal } from '@angular/core';
import type { ChatEvent, ChatMessage, ChatPart, ConversationDetail } from '../core/api/models';
import { CHAT_WORDS as WORDS } from './chat-words';

/** What a turn does now, in words, and since when. */
export interface Step {
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly since: number;
  readonly isWaiting: boolean;
  /** How many turns are answered first. */
  readonly ahead: number;
}

/** Events that came too early are kept no longer than this many. */
const MOST_HELD = 2_000;

/**
 * A conversation as it stands, made of what was read and of the events since. Each event counts once and in order,
 * however they arrive; where one is missing, `isTorn` says so until the conversation was read anew.
 */
export class ConversationLog {
  private readonly said = signal<readonly ChatMessage[]>([]);
  private readonly doing = signal<ReadonlyMap<string, Step>>(new Map());
  private readonly named = signal<string | undefined>(undefined);
  private readonly torn = signal(false);
  private readonly held = new Map<number, ChatEvent>();
  private last = 0;

  /** Oldest first. */
  readonly messages = this.said.asReadonly();
  /** By turn; those that have not ended. */
  readonly steps = this.doing.asReadonly();
  /** A title that was given since it was read. */
  readonly title = this.named.asReadonly();
  readonly isTorn = this.torn.asReadonly();

  /** Everything up to this event is in it. */
  get lastSeq(): number {
    return this.last;
  }

  clear(): void {
    this.said.set([]);
    this.doing.set(new Map());
    this.named.set(undefined);
    this.torn.set(false);
    this.held.clear();
    this.last = 0;
  }

  /** Begins anew from what was read; older messages that were there stay. What came meanwhile is not lost. */
  reset({ messages, last_seq: last }: ConversationDetail): void {
    const first = messages[0]?.id;
    const older = first
      ? this.said().slice(
          0,
          this.said().findIndex(({ id }) => id === first),
        )
      : [];
    this.last = last;
    this.torn.set(false);
    this.named.set(undefined);
    this.said.set([...(this.said().some(({ id }) => id === first) ? older : []), ...messages]);
    this.doing.set(stepsOf(messages, this.doing()));
    for (const seq of [...this.held.keys()]) if (seq <= last) this.held.delete(seq);
    // Numbers that are still missing after reading anew are given to nothing.
    const [next] = [...this.held.keys()].sort((a, b) => a - b);
    if (next !== undefined) this.last = next - 1;
    this.drain();
  }

  addOlder(messages: readonly ChatMessage[]): void {
    const known = new Set(this.said().map(({ id }) => id));
    this.said.update((said) => [...messages.filter(({ id }) => !known.has(id)), ...said]);
  }

  take(events: readonly ChatEvent[]): void {
    for (const event of events) if (event.seq > this.last) this.held.set(event.seq, event);
    this.drain();
    this.torn.set(this.held.size > 0);
    if (this.held.size > MOST_HELD) this.held.clear();
  }

  /** A change that this console made itself and knows the outcome of. */
  change(id: string, over: Partial<ChatMessage>): void {
    this.said.update((said) => said.map((one) => (one.id === id ? { ...one, ...over } : one)));
  }

  retitle(title: string): void {
    this.named.set(title);
  }

  private drain(): void {
    for (let event = this.held.get(this.last + 1); event; event = this.held.get(this.last + 1)) {
      this.held.delete(event.seq);
      this.last = event.seq;
      this.apply(event);
    }
  }

  private apply(event: ChatEvent): void {
    const turn = event.turn_id;
    switch (event.type) {
      case 'message':
        return this.put(event.message);
      case 'complete':
      case 'stopped':
        this.end(turn);
        return this.put(event.message);
      case 'title':
        return this.named.set(event.title);
    }
    if (turn === null) return;
    switch (event.type) {
      case 'queued':
        return this.step(turn, event, WORDS.step.queued(event.ahead), { ahead: event.ahead });
      case 'start':
        this.begin(turn, event);
        return this.step(turn, event, WORDS.step.working, { ahead: 0, isWaiting: false });
      case 'progress':
        return this.step(turn, event, event.text);
      case 'tool_start':
        return this.step(turn, event, event.title || WORDS.step.working, { isWaiting: false });
      case 'tool_result':
        return this.step(turn, event, WORDS.step.thinking);
      case 'chunk':
        this.grow(turn, event);
        return this.step(turn, event, WORDS.step.answering, { isWaiting: false });
      case 'part':
        // Of a turn that ended long before what was read: its answer has the block when it is read.
        if (!this.knows(turn)) return;
        return this.answer(turn, event, (one) => ({ ...one, parts: withPart(one.parts, event.part) }));
      case 'waiting':
        this.answer(turn, event, (one) => ({ ...one, state: 'waiting' }));
        return this.step(turn, event, WORDS.step.waits[event.for], { isWaiting: true });
      case 'error':
        this.end(turn);
        return this.answer(turn, event, (one) => ({
          ...one,
          state: 'failed',
          parts: [...one.parts, { type: 'notice', code: event.code, tone: 'bad', text: event.message }],
        }));
    }
  }

  private knows(turn: string): boolean {
    return this.doing().has(turn) || this.said().some((one) => one.turn_id === turn);
  }

  private begin(turn: string, event: ChatEvent & { type: 'start' }): void {
    this.answer(turn, event, (one) => ({ ...one, state: 'working' }));
    this.said.update((said) =>
      said.map((one) =>
        one.turn_id === turn && one.role === 'user' && one.state === 'queued'
          ? { ...one, state: 'working' }
          : one,
      ),
    );
  }

  private grow(turn: string, event: ChatEvent & { type: 'chunk' }): void {
    this.answer(turn, event, (one) => ({
      ...one,
      state: 'working',
      content: one.content + event.chunk,
      parts: withText(one.parts, event.chunk),
    }));
  }

  private step(turn: string, { at }: ChatEvent, text: string, over: Partial<Step> = {}): void {
    const before = this.doing().get(turn);
    const begun = before ?? { since: Date.parse(at) || Date.now(), isWaiting: false, ahead: 0 };
    this.doing.set(new Map(this.doing()).set(turn, { ...begun, text, ...over }));
  }

  private end(turn: string | null): void {
    if (turn === null || !this.doing().has(turn)) return;
    const rest = new Map(this.doing());
    rest.delete(turn);
    this.doing.set(rest);
  }

  /** A finished message takes the place of the one that grew in its turn. */
  private put(message: ChatMessage): void {
    const said = this.said();
    const at = said.findIndex((one) => one.id === message.id || isSameAnswer(one, message));
    if (at < 0) this.said.set([...said, message]);
    else this.said.set(said.with(at, message));
  }

  private answer(turn: string, event: ChatEvent, change: (one: ChatMessage) => ChatMessage): void {
    const said = this.said();
    const at = said.findLastIndex((one) => one.turn_id === turn && one.role === 'assistant');
    const found = said[at];
    if (found) this.said.set(said.with(at, change(found)));
    else this.said.set([...said, change(emptyAnswer(turn, event))]);
  }
}

function isSameAnswer(one: ChatMessage, other: ChatMessage): boolean {
  return (
    one.role === 'assistant' &&
    other.role === 'assistant' &&
    one.turn_id !== null &&
    one.turn_id === other.turn_id
  );
}

/** Stands for the answer of a turn until that is complete. */
function emptyAnswer(turn: string, { at, conversation_id }: ChatEvent): ChatMessage {
  return {
    ...{ id: `turn-${turn}`, role: 'assistant', content: '', timestamp: at, conversation_id, turn_id: turn },
    ...{ author: null, parts: [], meta: null, state: 'working', feedback: null },
  } as ChatMessage;
}

/** Text goes on where the last block is text. */
function withText(parts: readonly ChatPart[], chunk: string): ChatPart[] {
  const last = parts.at(-1);
  if (last?.type !== 'text') return [...parts, { type: 'text', text: chunk }];
  return [...parts.slice(0, -1), { type: 'text', text: last.text + chunk }];
}

/** The newest of a step counts, where its first stood. */
function withPart(parts: readonly ChatPart[], part: ChatPart): ChatPart[] {
  const step = 'step_id' in part ? part.step_id : undefined;
  const at =
    step === undefined
      ? -1
      : parts.findIndex((one) => one.type === part.type && 'step_id' in one && one.step_id === step);
  return at < 0 ? [...parts, part] : parts.map((one, index) => (index === at ? part : one));
}

/** After reading anew: turns that go on, with what was known of them. */
function stepsOf(
  messages: readonly ChatMessage[],
  before: ReadonlyMap<string, Step>,
): ReadonlyMap<string, Step> {
  const steps = new Map<string, Step>();
  for (const { role, turn_id: turn, state, timestamp, meta } of messages) {
    if (turn === null || !/^(queued|working|waiting)$/.test(state)) continue;
    if (role !== 'assistant' && steps.has(turn)) continue;
    const known = before.get(turn);
    const text =
      state === 'queued'
        ? WORDS.step.queued(0)
        : state === 'waiting'
          ? WORDS.step.waits.approval
          : WORDS.step.working;
    const since = Date.parse(meta?.started_at ?? timestamp) || Date.now();
    steps.set(turn, { text, since, ahead: 0, ...known, isWaiting: state === 'waiting' });
  }
  // A turn whose answer is there has ended, whatever its question says.
  for (const { role, turn_id: turn, state } of messages)
    if (role === 'assistant' && turn !== null && /^(done|stopped|failed)$/.test(state)) steps.delete(turn);
  return steps;
}
