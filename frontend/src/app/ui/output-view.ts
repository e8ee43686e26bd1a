import {
  ChangeDetectionStrategy,
  Component,
  type ElementRef,
  afterNextRender,
  afterRenderEffect,
  computed,
  effect,
  input,
  model,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { CopyButton } from './copy-button';
import { Icon } from './icon';
import { countText } from './number-text';
import type { OutputBuffer } from './output-buffer';
import { OutputLayout } from './output-layout';
import { OutputSearch } from './output-search';
import { endWords, isGood, keptWords } from './output-words';
import { measured, rowsInView, sameRange } from './row-window';
import { saveAs } from './save-as';

const LINE = 19;
const SPARE = 12;

/**
 * The output of a command, however fast and however strange: colours, follow, wrap, line numbers, search, copy and
 * download; how it ended stays in sight. Only rows in view are drawn, at most once per frame.
 */
@Component({
  selector: 'lg-output-view',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CopyButton, Icon],
  templateUrl: './output-view.html',
  styleUrls: ['./tool.css', './output-view.css', './output-colours.css'],
  host: { '(keydown)': 'pressed($event)' },
})
export class OutputView {
  readonly buffer = input.required<OutputBuffer>();
  readonly label = input('Output');
  /** Name of the downloaded file. */
  readonly fileName = input('output.txt');
  readonly wrap = model(false);
  readonly numbers = model(false);

  protected readonly view = viewChild.required<ElementRef<HTMLElement>>('view');
  private readonly ruler = viewChild.required<ElementRef<HTMLElement>>('ruler');
  private readonly field = viewChild<ElementRef<HTMLInputElement>>('field');
  protected readonly search = new OutputSearch(this.buffer);
  protected readonly line = LINE;
  protected readonly count = countText;
  protected readonly text = () => this.buffer().text();

  private readonly size = measured(this.view);
  private readonly letter = signal(7.2);
  private readonly top = signal(0);
  /** Whether the end is followed; if not, how many lines there were when it was left. */
  protected readonly leftAt = signal<number | undefined>(undefined);
  private hiddenBefore = 0;
  private lastTop = 0;

  protected readonly gutter = computed(() => {
    this.buffer().version();
    return this.numbers() ? Math.max(3, String(this.buffer().total).length) : 0;
  });
  private readonly columns = computed(() => {
    const room = this.size().width - 32 - (this.gutter() ? (this.gutter() + 2) * this.letter() : 0);
    return this.wrap() ? Math.max(20, Math.floor(room / this.letter())) : undefined;
  });
  protected readonly layout = computed(() => {
    this.buffer().version();
    return new OutputLayout(this.buffer(), this.columns());
  });
  private readonly drawn = computed(
    () => rowsInView(this.top(), this.size().height, LINE, this.layout().rows, SPARE),
    { equal: sameRange },
  );
  protected readonly rows = computed(() => {
    const { first, end } = this.drawn();
    const needle = this.search.needle();
    return Array.from({ length: Math.max(0, end - first) }, (_, at) => this.layout().row(first + at, needle));
  });
  protected readonly width = computed(() => {
    this.buffer().version();
    const gutter = this.gutter() ? this.gutter() + 2 : 0;
    return this.wrap() ? undefined : Math.ceil((this.buffer().width + gutter) * this.letter()) + 32;
  });
  protected readonly kept = computed(() => {
    this.buffer().version();
    return keptWords(this.buffer());
  });
  protected readonly gapWords = computed(() => {
    this.buffer().version();
    return `${countText(this.buffer().hidden)} lines hidden`;
  });
  protected readonly ended = computed(() => endWords(this.buffer().summary()));
  protected readonly isGood = computed(() => isGood(this.buffer().summary()));
  protected readonly waiting = computed(() => {
    this.buffer().version();
    return Math.max(0, this.buffer().total - (this.leftAt() ?? this.buffer().total));
  });

  constructor() {
    effect(() => {
      this.buffer();
      this.leftAt.set(undefined);
      this.hiddenBefore = 0;
    });
    afterNextRender(() => {
      this.measureLetter();
      void document.fonts?.ready.then(() => this.measureLetter());
    });
    afterRenderEffect(() => {
      this.layout();
      this.size();
      untracked(() => this.settle());
    });
  }

  protected scrolled(): void {
    const view = this.view().nativeElement;
    const isAtEnd = view.scrollTop + view.clientHeight >= view.scrollHeight - LINE;
    if (isAtEnd) this.leftAt.set(undefined);
    else if (view.scrollTop < this.lastTop - 1) this.leave();
    this.lastTop = view.scrollTop;
    this.top.set(view.scrollTop);
  }

  protected toEnd(): void {
    this.leftAt.set(undefined);
    this.settle();
    this.view().nativeElement.focus({ preventScroll: true });
  }

  /** Opens the search and gives it the focus. */
  find(): void {
    this.search.isOpen.set(true);
    setTimeout(() => this.field()?.nativeElement.select());
  }

  protected closeSearch(): void {
    this.search.close();
    this.view().nativeElement.focus({ preventScroll: true });
  }

  protected step(by: 1 | -1): void {
    const line = this.search.step(by);
    if (line === undefined) return;
    this.leave();
    const row = this.layout().rowOf(line);
    this.view().nativeElement.scrollTop = Math.max(0, row * LINE - this.size().height / 2);
  }

  protected pressed(event: KeyboardEvent): void {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'f') this.find();
    else if (event.key === 'Escape' && this.search.isOpen()) this.closeSearch();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  protected typed(event: KeyboardEvent): void {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    this.step(event.shiftKey ? -1 : 1);
  }

  protected download(): void {
    saveAs(this.fileName(), this.buffer().text());
  }

  private leave(): void {
    if (this.leftAt() === undefined) this.leftAt.set(this.buffer().total);
  }

  /** After each drawing: stay at the end, or keep what is being read where it is although lines above were let go. */
  private settle(): void {
    const view = this.view().nativeElement;
    const gone = this.buffer().hidden - this.hiddenBefore;
    const isFirstGap = this.hiddenBefore === 0;
    this.hiddenBefore = this.buffer().hidden;
    if (this.leftAt() === undefined) view.scrollTop = view.scrollHeight;
    else if (gone > 0 && !this.wrap() && view.scrollTop > (this.buffer().head + 1) * LINE) {
      view.scrollTop -= (gone - (isFirstGap ? 1 : 0)) * LINE;
    } else return;
    this.lastTop = view.scrollTop;
    this.top.set(view.scrollTop);
  }

  private measureLetter(): void {
    const width = this.ruler().nativeElement.getBoundingClientRect().width / 100;
    if (width > 0) this.letter.set(width);
  }
}
