import { ChangeDetectionStrategy, Component, type OnInit, computed, input, model } from '@angular/core';

const STEP = 16;

/**
 * The line between two panels; it owns the width of one of them. Drag it, or focus it and use the arrow keys, Home
 * and End; double click or Enter goes back to the first width. The width is kept in this browser.
 */
@Component({
  selector: 'lg-splitter',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: '',
  host: {
    role: 'separator',
    tabindex: '0',
    'aria-orientation': 'vertical',
    '[attr.aria-label]': 'label()',
    '[attr.aria-valuenow]': 'size()',
    '[attr.aria-valuemin]': 'min()',
    '[attr.aria-valuemax]': 'max()',
    '[attr.aria-valuetext]': 'words()',
    '(pointerdown)': 'grab($event)',
    '(pointermove)': 'drag($event)',
    '(pointerup)': 'drop()',
    '(pointercancel)': 'drop()',
    '(dblclick)': 'reset()',
    '(keydown)': 'pressed($event)',
  },
  styles: `
    :host {
      position: relative;
      z-index: 1;
      flex: none;
      width: 9px;
      margin: 0 -4px;
      cursor: col-resize;
      touch-action: none;
    }
    :host::after {
      content: '';
      position: absolute;
      inset: 0 4px;
      background: var(--line);
      transition: background var(--fast);
    }
    :host(:hover)::after,
    :host(:focus-visible)::after {
      inset: 0 3px;
      background: var(--accent);
    }
  `,
})
export class Splitter implements OnInit {
  /** Names the width in this browser's storage. */
  readonly key = input.required<string>();
  readonly label = input.required<string>();
  readonly min = input.required<number>();
  readonly max = input.required<number>();
  readonly initial = input.required<number>();
  /** The panel whose width this is: before the line or after it. */
  readonly side = input<'start' | 'end'>('start');
  /** Width in pixels; bind it to the panel. */
  readonly size = model(0);

  protected readonly words = computed(() => `${this.size()} pixels`);
  private from: { x: number; size: number } | undefined;

  ngOnInit(): void {
    this.size.set(this.limited(this.stored() ?? this.initial()));
  }

  protected grab(event: PointerEvent): void {
    if (event.button !== 0) return;
    this.from = { x: event.clientX, size: this.size() };
    (event.target as HTMLElement).setPointerCapture?.(event.pointerId);
    event.preventDefault();
  }

  protected drag(event: PointerEvent): void {
    if (!this.from) return;
    this.size.set(this.limited(this.from.size + (event.clientX - this.from.x) * this.direction()));
  }

  protected drop(): void {
    if (!this.from) return;
    const moved = this.size() !== this.from.size;
    this.from = undefined;
    if (moved) this.keep();
  }

  protected reset(): void {
    this.to(this.initial());
  }

  protected pressed(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = (event.shiftKey ? 4 : 1) * STEP * this.direction();
    if (event.key === 'ArrowRight') this.to(this.size() + step);
    else if (event.key === 'ArrowLeft') this.to(this.size() - step);
    else if (event.key === 'Home') this.to(this.min());
    else if (event.key === 'End') this.to(this.max());
    else if (event.key === 'Enter') this.reset();
    else return;
    event.preventDefault();
  }

  private to(size: number): void {
    this.size.set(this.limited(size));
    this.keep();
  }

  private direction(): 1 | -1 {
    return this.side() === 'start' ? 1 : -1;
  }

  private limited(size: number): number {
    return Math.round(Math.max(this.min(), Math.min(this.max(), size)));
  }

  private get place(): string {
    return `legator.width.${this.key()}`;
  }

  private stored(): number | undefined {
    try {
      const kept = Number(localStorage.getItem(this.place) ?? Number.NaN);
      return Number.isFinite(kept) ? kept : undefined;
    } catch {
      return undefined;
    }
  }

  private keep(): void {
    try {
      localStorage.setItem(this.place, String(this.size()));
    } catch {
      // Storage is off: the width holds until this page is left.
    }
  }
}
