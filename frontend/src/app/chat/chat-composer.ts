import {
  ChangeDetectionStrategy,
  Component,
  type ElementRef,
  Injector,
  afterNextRender,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import type { SendMessage } from '../core/api/models';
import { Session } from '../core/session';
import { VerdictCard } from '../run/verdict-card';
import { Icon } from '../ui/icon';
import { Popup } from '../ui/popup';
import { visibleText } from '../ui/visible-text';
import { ActiveModel } from './active-model';
import { CommandPreviewing } from './command-preview';
import { Compose } from './compose';
import { type Trigger, keyAct, triggerAt, withoutTrigger } from './composer-keys';
import { type Suggestion, Suggestions } from './suggestions';
import { CHAT_WORDS as WORDS } from './chat-words';

/** As the control plane bounds a message. */
const MOST = 16_000;
const LINE_PX = 21;
const MOST_LINES = 8;

let composers = 0;

/** Where a message is written: words, targets with `@`, an exact command with `!`, saved prompts with `/`. */
@Component({
  selector: 'lg-chat-composer',
  changeDetection: ChangeDetectionStrategy.OnPush,
  providers: [CommandPreviewing, Suggestions],
  imports: [Icon, Popup, VerdictCard],
  templateUrl: './chat-composer.html',
  styleUrls: ['../ui/popup.css', './chat-composer.css'],
})
export class ChatComposer {
  /** The probe that the conversation is about, and its name; nothing for the whole fleet. */
  readonly probe = input<{ readonly id: string; readonly name: string }>();
  /** Nothing can be sent now; what is written stays. */
  readonly held = input(false);
  /** What this person said last, for `↑`. */
  readonly lastOwn = input('');
  /** Model that does not answer, by its name. */
  readonly down = input('');
  readonly sent = output<SendMessage>();
  protected readonly words = WORDS.composer;
  protected readonly compose = inject(Compose);
  protected readonly suggestions = inject(Suggestions);
  protected readonly previewing = inject(CommandPreviewing);
  protected readonly model = inject(ActiveModel);
  private readonly session = inject(Session);
  private readonly injector = inject(Injector);
  private readonly field = viewChild.required<ElementRef<HTMLTextAreaElement>>('field');
  protected readonly name = `lg-composer-${++composers}`;

  private readonly trigger = signal<Trigger | undefined>(undefined);
  protected readonly isListOpen = computed(() => this.trigger() !== undefined);
  protected readonly isPrompts = computed(() => this.trigger()?.kind === 'prompt');
  protected readonly at = linkedSignal({ source: this.suggestions.all, computation: () => 0 });
  protected readonly isCommand = computed(() => this.compose.text().startsWith('!'));
  protected readonly mayRun = computed(() => this.session.may('command:exec'));
  protected readonly placeholder = computed(() => {
    const probe = this.probe();
    return probe ? WORDS.composer.ask.probe(visibleText(probe.name)) : WORDS.composer.ask.fleet;
  });
  private readonly tried = signal(false);
  protected readonly problem = computed(() => {
    const text = this.compose.text();
    if (text.length > MOST) return WORDS.composer.tooLong(MOST);
    const lacksTarget = this.isCommand() && !this.probe() && !this.compose.target();
    return this.tried() && lacksTarget ? WORDS.composer.needsTarget : '';
  });
  protected readonly isReady = computed(() => {
    const text = this.compose.text().trim();
    return !this.held() && text !== '' && text !== '!' && text.length <= MOST;
  });
  protected readonly line = computed(() => (this.mayRun() ? WORDS.composer.line : WORDS.composer.viewer));

  constructor() {
    void this.model.load();
    effect(() => this.previewing.about(this.probe()?.id));
    effect(() => {
      if (this.compose.wanted() > 0) untracked(() => this.focus());
    });
    effect(() => {
      this.compose.text();
      afterNextRender({ write: () => this.fit() }, { injector: this.injector });
    });
  }

  focus(): void {
    afterNextRender(
      () => {
        const field = this.field().nativeElement;
        field.focus();
        field.setSelectionRange(field.value.length, field.value.length);
      },
      { injector: this.injector },
    );
  }

  protected typed(): void {
    const field = this.field().nativeElement;
    this.compose.text.set(field.value);
    this.tried.set(false);
    this.look();
  }

  /** What stands before the caret decides which list is open. */
  protected look(): void {
    const field = this.field().nativeElement;
    const found = triggerAt(field.value, field.selectionStart);
    const before = this.trigger();
    if (found?.kind === before?.kind && found?.text === before?.text && found?.from === before?.from) return;
    this.trigger.set(found);
    void this.suggestions.find(found);
  }

  protected pressed(event: KeyboardEvent): void {
    const found = this.suggestions.all().length;
    const act = keyAct(event, {
      hasChoices: this.isListOpen() && found > 0,
      isListOpen: this.isListOpen(),
      isEmpty: this.compose.text() === '',
    });
    if (act === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (act === 'send') this.send();
    else if (act === 'next') this.at.set((this.at() + 1) % found);
    else if (act === 'previous') this.at.set((this.at() - 1 + found) % found);
    else if (act === 'take') this.take(this.suggestions.all()[this.at()]);
    else if (act === 'close') this.close();
    else if (this.lastOwn()) this.compose.write(this.lastOwn());
  }

  protected take(one: Suggestion | undefined): void {
    const trigger = this.trigger();
    if (!one || !trigger) return;
    const field = this.field().nativeElement;
    if (one.target) this.compose.target.set(one.target);
    // In a question the name stays where it was written; in a command it would be part of the command.
    const name = one.target && !this.isCommand() && trigger.from > 0 ? one.target.label : (one.prompt ?? '');
    const { text, caret } = withoutTrigger(field.value, field.selectionStart, trigger, name);
    this.compose.text.set(text);
    this.close();
    afterNextRender(
      () => {
        field.focus();
        field.setSelectionRange(caret, caret);
      },
      { injector: this.injector },
    );
  }

  protected close(): void {
    this.trigger.set(undefined);
    void this.suggestions.find(undefined);
  }

  protected left(): void {
    // A press on the list comes first.
    setTimeout(() => this.close(), 150);
  }

  protected askTarget(): void {
    const field = this.field().nativeElement;
    const text = field.value;
    const space = text === '' || /[\s!]$/.test(text) ? '' : ' ';
    this.compose.text.set(`${text}${space}@`);
    afterNextRender(
      () => {
        field.focus();
        field.setSelectionRange(field.value.length, field.value.length);
        this.look();
      },
      { injector: this.injector },
    );
  }

  protected send(): void {
    this.tried.set(true);
    if (!this.isReady() || this.problem()) return this.focus();
    const target = this.compose.target();
    this.sent.emit({ content: this.compose.text().trim(), ...(target ? { target: target.value } : {}) });
    this.compose.text.set('');
    this.tried.set(false);
    this.close();
  }

  /** As high as what is written, up to eight lines. */
  private fit(): void {
    const { style, scrollHeight } = this.field().nativeElement;
    style.height = 'auto';
    const { scrollHeight: needed } = this.field().nativeElement;
    style.height = `${Math.min(needed || scrollHeight, LINE_PX * MOST_LINES)}px`;
  }
}
