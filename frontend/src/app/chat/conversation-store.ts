import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import type { ChatEvent, ChatMessage, Conversation, GiveFeedback, SendMessage } from '../core/api/models';
import type { ApiError } from '../core/api-error';
import { toApiError } from '../core/api-errors';
import { Loaded } from '../core/loaded';
import { Session } from '../core/session';
import { ChatApi } from './chat-api';
import { ChatLine } from './chat-line';
import { ConversationLog } from './conversation-log';
import { Outbox } from './outbox';

/** At most this often a growing answer is drawn: 30 times a second. */
const DRAW_MS = 33;
/** A number that is missing may be on its way. */
const TORN_MS = 1_000;

/** One conversation: what was said, what goes on in it, and what is said into it. */
@Injectable()
export class ConversationStore {
  private readonly api = inject(ChatApi);
  private readonly outbox = inject(Outbox);
  private readonly session = inject(Session);
  private readonly wanted = signal('');
  private readonly read = new Loaded(() => this.api.get(this.wanted()));
  private readonly log = new ConversationLog();
  private readonly before = signal<string | null>(null);
  private readonly olderBusy = signal(false);
  private readonly stopBusy = signal(false);
  private readonly failure = signal<ApiError | undefined>(undefined);
  private readonly line = new ChatLine({
    open: (ends) => this.api.follow(this.wanted(), this.log.lastSeq, ends),
    event: (event) => this.heard(event),
    failed: () => void this.load(),
  });
  private waiting: ChatEvent[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private tornTimer: ReturnType<typeof setTimeout> | undefined;

  readonly id = this.wanted.asReadonly();
  readonly error = this.read.error;
  readonly isGone = computed(() => this.read.error()?.status === 404);
  readonly isLoading = computed(
    () => this.wanted() !== '' && this.conversation() === undefined && !this.error(),
  );
  readonly conversation = computed<Conversation | undefined>(() => {
    const read = this.read.value()?.conversation;
    const title = this.log.title();
    return read && title !== undefined ? { ...read, title } : read;
  });
  readonly messages = this.log.messages;
  readonly steps = this.log.steps;
  /** Turns that go on, oldest first. */
  readonly working = computed(() => [...this.steps().values()].filter(({ isWaiting }) => !isWaiting));
  readonly hasOlder = computed(() => this.before() !== null);
  readonly isReadingOlder = this.olderBusy.asReadonly();
  readonly isStopping = this.stopBusy.asReadonly();
  /** Why the last thing that was tried did not happen. */
  readonly problem = this.failure.asReadonly();
  readonly lostSince = this.line.lostSince;
  /** On their way; what has arrived already is not among them. */
  readonly outgoing = computed(() => {
    const mine = this.session.actor()?.id;
    const said = this.messages().slice(-20);
    return this.queue().filter(
      ({ body, state }) =>
        state !== 'sending' ||
        !said.some((one) => one.author?.id === mine && one.content === body.content && isRecent(one)),
    );
  });
  private readonly queue = this.outbox.of(this.wanted);

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      this.close();
      this.line.stop();
    });
  }

  async open(id: string): Promise<void> {
    if (id === this.wanted()) return;
    this.close();
    this.wanted.set(id);
    await this.load();
    if (this.wanted() === id && !this.isGone()) this.line.begin();
  }

  close(): void {
    this.wanted.set('');
    this.line.end();
    clearTimeout(this.timer);
    clearTimeout(this.tornTimer);
    this.timer = this.tornTimer = undefined;
    this.waiting = [];
    this.read.clear();
    this.log.clear();
    this.before.set(null);
    this.failure.set(undefined);
  }

  /** Reads it anew. Never rejects: what went wrong is in `error`. */
  async load(): Promise<void> {
    if (!this.wanted()) return;
    const isFirst = this.read.value() === undefined;
    const earlier = this.read.value();
    await this.read.load();
    const detail = this.read.value();
    if (!detail || detail === earlier) return;
    this.log.reset(detail);
    if (isFirst) this.before.set(detail.before);
  }

  send(body: SendMessage): void {
    this.outbox.add(this.wanted(), body);
  }

  again(requestId: string): void {
    this.outbox.again(requestId);
  }

  drop(requestId: string): void {
    this.outbox.drop(requestId);
  }

  async older(): Promise<void> {
    const before = this.before();
    if (before === null || this.olderBusy()) return;
    const id = this.wanted();
    this.olderBusy.set(true);
    const page = await this.try(() => this.api.older(id, before));
    this.olderBusy.set(false);
    if (!page || id !== this.wanted()) return;
    this.log.addOlder(page.messages);
    this.before.set(page.before);
  }

  /** Ends what is being answered; what was said until then stays. */
  async stop(): Promise<void> {
    this.stopBusy.set(true);
    await this.try(() => this.api.stop(this.wanted()));
    this.stopBusy.set(false);
  }

  /** @returns whether it was kept */
  async giveFeedback(message: ChatMessage, body: GiveFeedback): Promise<boolean> {
    const kept = await this.try(() => this.api.giveFeedback(message.conversation_id, message.id, body));
    if (kept) this.log.change(message.id, { feedback: kept.feedback });
    return kept !== undefined;
  }

  /** @param id the one that was open when a title was asked for. @returns whether it was renamed */
  async rename(title: string, id = this.wanted()): Promise<boolean> {
    const renamed = await this.try(() => this.api.rename(id, title));
    if (renamed && id === this.wanted()) this.log.retitle(renamed.title);
    return renamed !== undefined;
  }

  /** @param id the one that was open when this was asked for. @returns whether it is gone */
  async remove(id = this.wanted()): Promise<boolean> {
    const isGone = await this.try(async () => {
      await this.api.remove(id);
      return true;
    });
    return isGone === true;
  }

  /** The whole of it as text; nothing when that failed. */
  export(): Promise<string | undefined> {
    return this.try(() => this.api.export(this.wanted()));
  }

  private async try<T>(work: () => Promise<T>): Promise<T | undefined> {
    this.failure.set(undefined);
    try {
      return await work();
    } catch (cause) {
      this.failure.set(toApiError(cause));
      return undefined;
    }
  }

  /** Many in a moment are drawn together. */
  private heard(event: ChatEvent): void {
    this.waiting.push(event);
    this.timer ??= setTimeout(() => this.flush(), DRAW_MS);
  }

  private flush(): void {
    this.timer = undefined;
    const events = this.waiting;
    this.waiting = [];
    this.log.take(events);
    if (this.log.isTorn()) this.tornTimer ??= setTimeout(() => void this.mend(), TORN_MS);
  }

  private async mend(): Promise<void> {
    this.tornTimer = undefined;
    if (this.log.isTorn()) await this.load();
  }
}

/** Within the minute: the same words may be said twice in a conversation. */
function isRecent({ timestamp }: ChatMessage): boolean {
  return Math.abs(Date.now() - Date.parse(timestamp)) < 60_000;
}
