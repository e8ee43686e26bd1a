import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  type ElementRef,
  Injector,
  afterNextRender,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import type { ChatMessage } from '../core/api/models';
import { LgButton } from '../ui/button';
import { Icon } from '../ui/icon';
import { visibleText } from '../ui/visible-text';
import { ConversationStore } from './conversation-store';
import { MessageView } from './message-view';
import { StepLine } from './step-line';
import type { Choice } from './question-part';
import { CHAT_WORDS as WORDS } from './chat-words';

/** This close to the end counts as there. */
const NEAR_PX = 60;

/** What was said, oldest first. Who is at the end stays there; who reads further up is left in peace and told what is new. */
@Component({
  selector: 'lg-message-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, LgButton, MessageView, StepLine],
  templateUrl: './message-list.html',
  styleUrl: './message-list.css',
})
export class MessageList {
  readonly store = input.required<ConversationStore>();
  readonly chosen = output<Choice>();
  readonly right = output<ChatMessage>();
  readonly wrong = output<ChatMessage>();
  readonly edit = output<ChatMessage>();
  readonly editUnsent = output<{ readonly content: string; readonly requestId: string }>();
  protected readonly words = WORDS;
  protected readonly seen = visibleText;
  private readonly injector = inject(Injector);
  private readonly frame = viewChild.required<ElementRef<HTMLElement>>('frame');
  private readonly column = viewChild.required<ElementRef<HTMLElement>>('column');
  private readonly leaving = inject(DestroyRef);
  protected readonly isAtEnd = signal(true);
  private readonly seenCount = signal(0);
  private lastTop = 0;

  protected readonly lastId = computed(() => this.store().messages().at(-1)?.id);
  protected readonly lastOwnId = computed(
    () =>
      this.store()
        .messages()
        .findLast(({ role }) => role === 'user')?.id,
  );
  protected readonly fresh = computed(() => Math.max(0, this.store().messages().length - this.seenCount()));
  /** Turns of which nothing is there yet but the question. */
  protected readonly bare = computed(() => {
    const answered = new Set(
      this.store()
        .messages()
        .flatMap(({ role, turn_id: turn }) => (role === 'assistant' && turn !== null ? [turn] : [])),
    );
    return [...this.store().steps()]
      .filter(([turn]) => !answered.has(turn))
      .map(([turn, step]) => ({ turn, step }));
  });

  constructor() {
    // Blocks that are drawn a moment later make it longer; another window makes it higher.
    afterNextRender(() => {
      if (typeof ResizeObserver === 'undefined') return;
      const watch = new ResizeObserver(() => this.isAtEnd() && this.goToEnd());
      watch.observe(this.frame().nativeElement);
      watch.observe(this.column().nativeElement);
      this.leaving.onDestroy(() => watch.disconnect());
    });
    // A conversation that is opened is looked at from its end.
    effect(() => {
      this.store().id();
      untracked(() => this.isAtEnd.set(true));
    });
    effect(() => {
      const count = this.store().messages().length;
      this.store().messages();
      this.store().steps();
      this.store().outgoing();
      untracked(() => {
        if (!this.isAtEnd()) return;
        this.seenCount.set(count);
        this.toEnd();
      });
    });
  }

  /** Only who scrolls up leaves the end: what grows moves it away by itself. */
  protected scrolled(): void {
    const { scrollHeight, scrollTop, clientHeight } = this.frame().nativeElement;
    const isUp = scrollTop < this.lastTop - 1;
    this.lastTop = scrollTop;
    if (scrollHeight - scrollTop - clientHeight < NEAR_PX) {
      this.seenCount.set(this.store().messages().length);
      this.isAtEnd.set(true);
    } else if (isUp) this.isAtEnd.set(false);
  }

  protected jump(): void {
    this.isAtEnd.set(true);
    this.seenCount.set(this.store().messages().length);
    this.toEnd();
    this.frame().nativeElement.focus();
  }

  /** What is read stays where it is on the screen. */
  protected async older(): Promise<void> {
    const frame = this.frame().nativeElement;
    const fromEnd = frame.scrollHeight - frame.scrollTop;
    await this.store().older();
    afterNextRender(
      { write: () => (frame.scrollTop = frame.scrollHeight - fromEnd) },
      { injector: this.injector },
    );
  }

  private toEnd(): void {
    afterNextRender({ write: () => this.goToEnd() }, { injector: this.injector });
  }

  private goToEnd(): void {
    const frame = this.frame().nativeElement;
    frame.scrollTop = frame.scrollHeight;
  }
}
