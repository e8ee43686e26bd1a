import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  afterNextRender,
  computed,
  effect,
  inject,
  input,
  untracked,
  viewChild,
} from '@angular/core';
import type { RunTarget } from '../core/run-command';
import { Banner } from '../ui/banner';
import { LgButton } from '../ui/button';
import { Failure } from '../ui/failure';
import { Field } from '../ui/field';
import { Icon } from '../ui/icon';
import { Kbd } from '../ui/kbd';
import { Menu, MenuItem, MenuTitle, MenuTrigger } from '../ui/menu';
import { TextInput } from '../ui/text-input';
import { visibleText } from '../ui/visible-text';
import { Composer } from './composer';
import { EDIT_WORDS } from './edit-words';
import { ROLLOUT_WORDS } from './rollout-words';
import { RunHistory } from './run-history';
import { RunPanel } from './run-panel';
import { WORDS } from './run-words';
import { TargetLine } from './target-line';
import { VerdictCard } from './verdict-card';

/** Where a command line is written: target, line, verdict, options, and only then the button. */
@Component({
  selector: 'lg-run-composer',
  changeDetection: ChangeDetectionStrategy.OnPush,
  providers: [Composer],
  imports: [
    Banner,
    Failure,
    Field,
    Icon,
    Kbd,
    LgButton,
    Menu,
    MenuItem,
    MenuTitle,
    MenuTrigger,
    TargetLine,
    TextInput,
    VerdictCard,
  ],
  templateUrl: './run-composer.html',
  styleUrl: './run-composer.css',
  host: {
    '(keydown.control.enter)': 'begin($event)',
    '(keydown.meta.enter)': 'begin($event)',
  },
})
export class RunComposer {
  readonly target = input.required<RunTarget>();
  protected readonly composer = inject(Composer);
  protected readonly history = inject(RunHistory);
  protected readonly panel = inject(RunPanel);
  protected readonly words = WORDS;
  protected readonly edit = EDIT_WORDS;
  protected readonly waves = ROLLOUT_WORDS;
  protected readonly seen = visibleText;
  private readonly field = viewChild.required<unknown, ElementRef<HTMLTextAreaElement>>('field', {
    read: ElementRef,
  });
  protected readonly textOf = (event: Event) => (event.target as HTMLInputElement).value;
  private recalled = -1;

  protected readonly rows = computed(() => Math.min(8, Math.max(2, this.composer.line().split('\n').length)));
  /** The line written out, where a part of it cannot be seen; what a model wrote, or was pasted, may hold such. */
  protected readonly unseen = computed(() => {
    const line = this.composer.line();
    const text = visibleText(line);
    return text === line ? '' : text;
  });
  protected readonly button = computed(() => {
    const { run } = WORDS;
    const verdict = this.composer.verdict();
    if (verdict?.asksFirst) return run.ask;
    const begins = this.composer.preview()?.summary;
    const count = this.composer.targets()?.probes().length ?? 0;
    if (count < 2) return run.one;
    return run.many(begins ? begins.run + begins.approve || count : count);
  });

  constructor() {
    effect(() => {
      const target = this.target();
      untracked(() => this.composer.aim(target));
    });
    // After the drawer has taken the focus for itself.
    afterNextRender(() => setTimeout(() => this.field().nativeElement.focus()));
  }

  protected begin(event?: Event): void {
    event?.preventDefault();
    this.composer.begin();
    if (this.composer.problem()) this.field().nativeElement.focus();
  }

  protected typed(): void {
    this.recalled = -1;
    this.composer.line.set(this.field().nativeElement.value);
  }

  /** Up in the first line goes back through the earlier commands, Down forward, as in a terminal. */
  protected recall(event: Event, by: 1 | -1): void {
    const field = this.field().nativeElement;
    const isEdge = by === 1 ? field.selectionStart === 0 : field.selectionEnd === field.value.length;
    const isRecalled = this.recalled >= 0;
    if (field.value !== '' && !(isRecalled && (isEdge || !field.value.includes('\n')))) return;
    const to = this.recalled + by;
    if (to >= this.history.all().length || to < -1) return;
    event.preventDefault();
    this.recalled = to;
    this.composer.line.set(this.history.all()[to] ?? '');
  }

  protected take(line: string): void {
    this.composer.line.set(line);
    setTimeout(() => this.field().nativeElement.focus());
  }
}
