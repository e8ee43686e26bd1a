import { NgTemplateOutlet } from '@angular/common';
import {
  booleanAttribute,
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  type ElementRef,
  afterNextRender,
  afterRenderEffect,
  computed,
  contentChild,
  effect,
  inject,
  input,
  model,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { PassiveRows, never } from './passive-rows';
import { isForRow, stepTo } from './row-steps';
import { type RowRange, measured, placesWith, rowsInView, sameRange, topFor } from './row-window';
import { VirtualRow, type VirtualRowContext } from './virtual-row';

/** Rows drawn above and below what is seen. */
const SPARE = 6;
let lists = 0;

/**
 * Very many rows of one height, of which only those in view are drawn. A listbox: one row has the focus and stays
 * drawn while it has it. J, K, arrows, Page, Home and End move, Enter or O opens, X selects, Shift extends.
 * Rows hold no controls of their own; where they must, take `DataTable`.
 */
@Component({
  selector: 'lg-virtual-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [NgTemplateOutlet],
  templateUrl: './virtual-list.html',
  styleUrl: './virtual-list.css',
})
export class VirtualList<T> {
  /** Loaded rows by place; holes and a short end are rows that are not loaded yet. */
  readonly items = input.required<readonly (T | undefined)[]>();
  /** All rows there are, loaded or not; without it, those that are loaded. */
  readonly total = input<number>();
  readonly rowHeight = input(54);
  readonly label = input.required<string>();
  /** What makes a row the same row when the order changes; also the key in `selected` and `current`. */
  readonly trackBy = input<(item: T) => unknown>((item) => item);
  /** Key of the row that is shown elsewhere on the page. */
  readonly current = input<unknown>();
  readonly selected = model<ReadonlySet<unknown>>(new Set());
  /** `false` where rows are opened and nothing else: then the row that is open is the one selected. */
  readonly selectable = input(true, { transform: booleanAttribute });
  /** Rows that only part others, such as a day: shown and passed over, hidden from readers. */
  readonly passive = input<(item: T) => boolean>(never);
  /** How many rows readers hear of; without it, all that are not passive. */
  readonly setSize = input<number>();
  readonly opened = output<T>();
  /** Another row became the active one by a key. */
  readonly moved = output<T>();
  /** Rows in view whenever they change: load these, watch these. */
  readonly range = output<RowRange>();

  protected readonly row = contentChild.required<VirtualRow<T>>(VirtualRow);
  protected readonly view = viewChild.required<ElementRef<HTMLElement>>('view');
  protected readonly id = `lg-list-${lists++}`;
  protected readonly count = computed(() => this.total() ?? this.items().length);
  protected readonly hasFocus = signal(false);
  private readonly size = measured(this.view);
  private readonly top = signal(0);
  private anchor: number | undefined;
  private leaving: ReturnType<typeof setTimeout> | undefined;
  /** The focused row as a thing, so that it stays the same thing when the order changes; none before somebody was here. */
  private readonly held = signal<{ key: unknown; at: number } | undefined>(undefined);
  private readonly passives = new PassiveRows(this.items, this.count, this.passive);
  protected readonly active = computed(() => this.passives.usable(this.placeOf(this.held()), 1));
  protected readonly heard = computed(() => this.setSize() ?? this.count() - this.passives.count());

  protected readonly drawn = computed(
    () => rowsInView(this.top(), this.size().height, this.rowHeight(), this.count(), SPARE),
    { equal: sameRange },
  );
  private readonly seen = computed(
    () => rowsInView(this.top(), this.size().height, this.rowHeight(), this.count()),
    { equal: sameRange },
  );
  protected readonly places = computed(() => {
    const { first, end } = this.drawn();
    return placesWith(this.active(), first, Math.max(first, end), this.count());
  });

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.leaving));
    // Heard outside of the template: what listens there has all parents looked through each time.
    afterNextRender(() =>
      this.view().nativeElement.addEventListener('scroll', () => this.scrolled(), { passive: true }),
    );
    effect(() => {
      const seen = this.seen();
      untracked(() => this.range.emit(seen));
    });
    afterRenderEffect(() => {
      this.active();
      this.items();
      this.places();
      if (!untracked(this.hasFocus)) return;
      const row = this.rowElement();
      if (row && row !== document.activeElement && this.focusIsHere()) row.focus({ preventScroll: true });
    });
  }

  /** Puts the focus on the active row. */
  focus(): void {
    this.hasFocus.set(true);
    this.rowElement()?.focus({ preventScroll: true });
  }

  /** Moves the active row by so many, as J and K do; for keys that a page takes for its list. The first goes to a row. */
  step(by: number): void {
    const isNew = this.held() === undefined && this.current() === undefined;
    this.goTo(isNew ? this.active() : this.beside(this.active(), by));
    this.focus();
  }

  /** Makes this row the active one and scrolls to it, without taking the focus. */
  show(key: unknown): void {
    const place = this.items().findIndex((item) => this.keyOf(item) === key);
    if (key !== undefined && place >= 0) this.goTo(place);
  }

  /** Scrolls to the first row and makes it the active one, without taking the focus. */
  toStart(): void {
    this.view().nativeElement.scrollTop = 0;
    this.goTo(this.passives.usable(0, 1));
  }

  /** Opens the active row, as Enter does. */
  openActive(): void {
    const item = this.items()[this.active()];
    if (item !== undefined) this.opened.emit(item);
  }

  /** Selects the active row or not any more, as X does. */
  readonly toggleActive = (): void => this.toggle(this.active());

  protected keyOf(item: T | undefined): unknown {
    return item === undefined ? undefined : this.trackBy()(item);
  }

  /** Its place among the rows that readers hear of, the first is 1. */
  protected ordinal(place: number): number {
    return this.passives.ordinal(place);
  }

  protected track(place: number): unknown {
    return this.keyOf(this.items()[place]) ?? place;
  }

  protected isSelected(item: T | undefined): boolean {
    if (!this.selectable()) return this.isCurrent(item);
    return item !== undefined && this.selected().has(this.keyOf(item));
  }

  protected isPassive(item: T | undefined): boolean {
    return this.passives.has(item);
  }

  protected isCurrent(item: T | undefined): boolean {
    return item !== undefined && this.current() !== undefined && this.current() === this.keyOf(item);
  }

  protected contextOf(item: T | undefined, place: number): VirtualRowContext<T> {
    return {
      $implicit: item as T,
      index: place,
      active: place === this.active(),
      selected: this.isSelected(item),
      current: this.isCurrent(item),
    };
  }

  private scrolled(): void {
    this.top.set(this.view().nativeElement.scrollTop);
  }

  protected entered(): void {
    clearTimeout(this.leaving);
    this.hasFocus.set(true);
  }

  /** A row that was moved or taken away by a drawing loses the focus for a moment: the drawing itself gives it back. */
  protected left(event: FocusEvent): void {
    const to = event.relatedTarget;
    if (to instanceof Node && this.view().nativeElement.contains(to)) return;
    clearTimeout(this.leaving);
    this.leaving = setTimeout(() => this.hasFocus.set(false));
  }

  protected clicked(place: number, event: MouseEvent): void {
    if (this.isPassive(this.items()[place])) return;
    this.hasFocus.set(true);
    if (event.shiftKey && this.selectable()) this.extendTo(place);
    else this.goTo(place);
    if (event.ctrlKey || event.metaKey) this.toggle(place);
    else if (!event.shiftKey) this.openActive();
  }

  protected pressed(event: KeyboardEvent): void {
    if (!isForRow(event)) return;
    const page = Math.max(1, Math.floor(this.size().height / this.rowHeight()) - 1);
    const step = stepTo(event, this.active(), this.count(), page);
    if (step !== undefined) {
      const to = this.passives.usable(step, step - this.active());
      const item = this.items()[to];
      if (event.shiftKey && this.selectable()) this.extendTo(to);
      else this.goTo(to);
      if (item !== undefined) this.moved.emit(item);
    } else if (!this.acted(event)) return;
    event.preventDefault();
  }

  private acted(event: KeyboardEvent): boolean {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.key === 'Enter' || event.key === 'o') this.openActive();
    else if (event.key === 'x' || event.key === ' ') this.toggle(this.active());
    else return false;
    return true;
  }

  private goTo(place: number): void {
    this.anchor = undefined;
    this.hold(place);
  }

  private hold(place: number): void {
    this.held.set({ key: this.keyOf(this.items()[place]), at: place });
    this.reveal(place);
  }

  private toggle(place: number): void {
    const item = this.items()[place];
    if (item === undefined || !this.selectable()) return;
    const keys = new Set(this.selected());
    const key = this.keyOf(item);
    if (!keys.delete(key)) keys.add(key);
    this.selected.set(keys);
  }

  private extendTo(place: number): void {
    const from = this.anchor ?? this.active();
    const was = new Set(this.selected());
    for (const key of this.keysBetween(from, this.active())) was.delete(key);
    this.anchor = from;
    this.hold(place);
    this.selected.set(new Set([...was, ...this.keysBetween(from, place)]));
  }

  private keysBetween(one: number, other: number): unknown[] {
    const rows = this.items().slice(Math.min(one, other), Math.max(one, other) + 1);
    return rows.filter((item) => item !== undefined && !this.isPassive(item)).map((item) => this.keyOf(item));
  }

  private beside(place: number, by: number): number {
    return this.passives.usable(Math.min(this.count() - 1, Math.max(0, place + by)), by);
  }

  /** Before anybody was here it is the row that is open. A row that is not loaded yet is held by its place alone. */
  private placeOf(held: { key: unknown; at: number } | undefined): number {
    const items = this.items();
    if (!held)
      return Math.max(
        0,
        items.findIndex((item) => this.isCurrent(item)),
      );
    if (held.key !== undefined && this.keyOf(items[held.at]) !== held.key) {
      const found = items.findIndex((item) => item !== undefined && this.keyOf(item) === held.key);
      if (found >= 0) return found;
    }
    return Math.max(0, Math.min(held.at, this.count() - 1));
  }

  private reveal(row: number): void {
    const view = this.view().nativeElement;
    const { height: room } = this.size();
    view.scrollTop = topFor(view, { row, count: this.count(), rowHeight: this.rowHeight(), room });
    this.scrolled();
  }

  private rowElement(): HTMLElement | null {
    return this.view().nativeElement.querySelector<HTMLElement>('[role="option"][tabindex="0"]');
  }

  private focusIsHere(): boolean {
    const { activeElement: here, body } = document;
    return !here || here === body || this.view().nativeElement.contains(here);
  }
}
