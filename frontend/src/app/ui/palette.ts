import {
  ChangeDetectionStrategy,
  Component,
  type ElementRef,
  afterNextRender,
  computed,
  effect,
  input,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { Icon } from './icon';
import { matchTitle, titlePieces } from './palette-match';
import { PaletteResults } from './palette-results';
import { type PaletteItem, type PaletteSource, readPaletteQuery } from './palette-source';
import { visibleText } from './visible-text';

export type { PaletteItem, PaletteQuery, PaletteSource } from './palette-source';
export { rankBy } from './palette-match';

let palettes = 0;

/** One field that finds everything and runs it: the content of a dialog. The sources know what there is. */
@Component({
  selector: 'lg-palette',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  templateUrl: './palette.html',
  styleUrl: './palette.css',
  host: { '(keydown)': 'pressed($event)' },
})
export class Palette {
  readonly sources = input.required<readonly PaletteSource[]>();
  /** Headings in the order in which they stand; others follow. */
  readonly groups = input<readonly string[]>([]);
  readonly perGroup = input(6);
  /** The thing that is looked at: a chip before the words. */
  readonly context = input<string | undefined>();
  readonly placeholder = input('Search or run');
  /** The chip was taken away. */
  readonly left = output();
  /** Nothing more to do here: Escape, or something was run. */
  readonly closed = output();

  protected readonly id = `lg-palette-${palettes++}`;
  protected readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');
  protected readonly results = new PaletteResults();
  protected readonly typed = signal('');
  protected readonly hasContext = signal(true);
  protected readonly chip = computed(() => (this.hasContext() ? this.context() : undefined));
  private readonly question = computed(() => ({
    query: readPaletteQuery(this.typed(), this.chip()),
    sources: this.sources(),
    groups: this.groups(),
    perGroup: this.perGroup(),
  }));
  private answered: unknown;
  protected readonly activeId = signal<string | undefined>(undefined);
  protected readonly active = computed(() => {
    const items = this.results.items();
    return items.find(({ id }) => id === this.activeId()) ?? items[0];
  });
  protected readonly seen = visibleText;
  protected readonly status = computed(() => {
    const shown = this.results.items().length;
    if (shown > 0) return `${shown} of ${this.results.total()}`;
    return this.results.isWaiting() ? 'Searching…' : 'Nothing found';
  });

  constructor() {
    effect(() => {
      this.question();
      untracked(() => this.find());
    });
    afterNextRender(() => this.field().nativeElement.focus());
  }

  protected pieces(item: PaletteItem): { text: string; hit: boolean }[] {
    const query = readPaletteQuery(this.typed(), undefined).text;
    const ranges = item.ranges ?? (query ? matchTitle(query, item.title)?.ranges : undefined) ?? [];
    return titlePieces(item.title, ranges);
  }

  protected optionId(item: PaletteItem): string {
    return `${this.id}-${this.results.items().indexOf(item)}`;
  }

  protected pressed(event: KeyboardEvent): void {
    if (event.isComposing) return;
    // A key may come before the effect of the last letter: Enter runs what is typed, not what was.
    this.find();
    if (event.key === 'ArrowDown') this.walk(1);
    else if (event.key === 'ArrowUp') this.walk(-1);
    else if (event.key === 'Enter') this.run(this.active(), event.ctrlKey || event.metaKey);
    else if (event.key === 'Escape') this.closed.emit();
    else if (event.key === 'Backspace' && this.typed() === '' && this.chip()) this.leave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** A list that comes up under a resting pointer tells of a move that nobody made. */
  protected pointed(event: PointerEvent, item: PaletteItem): void {
    if (event.movementX !== 0 || event.movementY !== 0) this.activeId.set(item.id);
  }

  protected leave(): void {
    this.hasContext.set(false);
    this.left.emit();
    this.field().nativeElement.focus();
  }

  protected run(item: PaletteItem | undefined, newTab: boolean): void {
    if (!item) return;
    this.closed.emit();
    item.run({ newTab });
  }

  private find(): void {
    const question = this.question();
    if (question === this.answered) return;
    this.answered = question;
    this.activeId.set(undefined);
    this.results.find(question.sources, question.query, question.groups, question.perGroup);
    // What is active now stays so, whatever is added later.
    this.activeId.set(this.results.items()[0]?.id);
  }

  private walk(by: 1 | -1): void {
    const items = this.results.items();
    if (items.length === 0) return;
    const at = items.findIndex((item) => item === this.active());
    const next = items[(at + by + items.length) % items.length];
    this.activeId.set(next?.id);
    if (next) document.getElementById(this.optionId(next))?.scrollIntoView?.({ block: 'nearest' });
  }
}
