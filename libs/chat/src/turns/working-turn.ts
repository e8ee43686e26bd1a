import type { ChatEventBody, ChatPart, ChatVia } from '@legator/contracts';
import type { Actor, Tx } from '@legator/core';
import { proposerNow } from '../runs/proposing.js';
import { storable } from '../storable.js';
import type { ToolAnswer, ToolName } from '../tools/chat-tool.js';
import { Answer, MAX_ANSWER_CHARS } from './answer.js';
import type { Journal } from './journal.js';
import type { ToolCalls } from './tool-calls.js';
import type { Hold, NotedMeta, TakenTurn } from './turn-row.js';
import { sizedPart } from './part-size.js';
import { SpokenWords } from './spoken-words.js';
import type { Progress } from './turns.store.js';
import type { InLine, Said, TurnAtWork } from './turn.js';

/** Told by the engine alone: what an answerer says of these is not heard. */
const OURS = new Set<ChatEventBody['type']>([
  'message',
  'queued',
  'start',
  'chunk',
  'part',
  'tool_start',
  'tool_result',
  'waiting',
  'complete',
  'stopped',
  'error',
]);

export interface TurnServices {
  readonly journal: Journal;
  readonly calls: ToolCalls;
  readonly history: () => Promise<readonly Said[]>;
  /** What was said of it before it was taken up again. */
  readonly answer: Answer;
  readonly startedAt: number;
  readonly hold: Hold;
}

/** A turn while this replica works at it. After its end nothing that is said or called has an effect. */
export class WorkingTurn implements TurnAtWork {
  readonly id: string;
  readonly tenantId: string;
  readonly conversationId: string;
  readonly scope;
  readonly kind;
  readonly probeId: string | null;
  readonly question: string;
  readonly target: string | null;
  readonly confirmation: string | null;
  readonly askedAt: Date;
  readonly nonce: string;
  readonly abort: AbortSignal;
  readonly answer: Answer;
  untrusted: boolean;
  commandsUsed: number;
  /** Who answers it. */
  via: ChatVia | null;
  private readonly stop = new AbortController();
  private meta: NotedMeta;
  private full = false;
  private over = false;
  private readonly words = new SpokenWords();

  constructor(
    readonly row: TakenTurn,
    readonly actor: Actor,
    private readonly services: TurnServices,
  ) {
    ({
      id: this.id,
      tenantId: this.tenantId,
      conversationId: this.conversationId,
      scope: this.scope,
      kind: this.kind,
      probeId: this.probeId,
      question: this.question,
      target: this.target,
      confirmation: this.confirmation,
      askedAt: this.askedAt,
      nonce: this.nonce,
      commandsUsed: this.commandsUsed,
      untrusted: this.untrusted,
      meta: this.meta,
      via: this.via,
    } = row);
    this.answer = services.answer;
    this.abort = this.stop.signal;
  }

  /** What proves that this replica may write. */
  get hold(): Hold {
    return this.services.hold;
  }

  get isOver(): boolean {
    return this.over;
  }

  /** How it stands, for its row. */
  get progress(): Progress {
    const { meta, commandsUsed, untrusted } = this;
    const workMs = this.row.workMs + performance.now() - this.services.startedAt;
    return { meta, commandsUsed, untrusted, workMs };
  }

  history(): Promise<readonly Said[]> {
    return this.services.history();
  }

  say(chunk: string): void {
    if (!this.over) this.put(this.words.push(chunk));
  }

  show(part: ChatPart): void {
    if (this.over) return;
    this.put(this.words.flush());
    const kept = sizedPart(ofProposer(part), this.answer.roomFor(part));
    this.answer.show(kept, part);
    this.services.journal.add({ type: 'part', part: kept });
  }

  tell(event: ChatEventBody): void {
    if (this.over || OURS.has(event.type)) return;
    this.put(this.words.flush());
    this.services.journal.add(event);
  }

  /** What a step of it says, by the engine. */
  tellStep(event: Extract<ChatEventBody, { type: 'tool_start' | 'tool_result' }>): void {
    if (this.over) return;
    this.put(this.words.flush());
    this.services.journal.add(storable(event));
  }

  note(meta: NotedMeta): void {
    this.meta = { ...this.meta, ...meta };
  }

  call(name: ToolName, input: unknown, callId: string, line?: InLine): Promise<ToolAnswer> {
    return this.services.calls.call(this, name, input, callId, line);
  }

  hasCommandedBeside(callId: string): Promise<boolean> {
    return this.services.calls.hasCommandedBeside(this, callId);
  }

  stands(tx: Tx): Promise<boolean> {
    return this.services.calls.stands(tx, this);
  }

  /** Tells everybody who works at it that it is to end. */
  interrupt(why: unknown): void {
    this.stop.abort(why);
  }

  /** From now on it hears nothing any more. @returns what was told and is not stored */
  close() {
    this.put(this.words.flush());
    this.over = true;
    return this.services.journal.close();
  }

  /** Resolves when all that was told so far is stored. */
  flush(): Promise<void> {
    this.put(this.words.flush());
    return this.services.journal.flush();
  }

  private put(words: string): void {
    if (words === '') return;
    const fits = this.answer.say(words);
    if (fits !== '') this.services.journal.add({ type: 'chunk', chunk: fits });
    if (fits.length < words.length) this.cutOff();
  }

  private cutOff(): void {
    if (this.full) return;
    this.full = true;
    this.show({
      type: 'notice',
      code: 'chat.answer_cut',
      tone: 'warn',
      text: `The answer was cut after ${MAX_ANSWER_CHARS} characters.`,
    });
  }
}

/** Whose words the choices of a question are goes with it: when one is pressed they are still theirs. */
function ofProposer(part: ChatPart): ChatPart {
  return part.type === 'question' ? { ...part, offered_by: proposerNow() } : part;
}
