import { ChangeDetectionStrategy, Component, ElementRef, inject, input } from '@angular/core';

const GAP = 6;
const EDGE = 8;

/** The box of a tooltip, above everything else, inside the window. Made by `[lgTooltip]`. */
@Component({
  selector: 'lg-tooltip-panel',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: '{{ text() }}',
  host: { role: 'tooltip', popover: 'manual', '[id]': 'id' },
  styles: `
    :host {
      position: fixed;
      inset: auto;
      margin: 0;
      max-width: min(280px, calc(100vw - 16px));
      padding: 5px 8px;
      border: 1px solid var(--line-strong);
      border-radius: var(--r-m);
      background: var(--s3);
      color: var(--t1);
      font: var(--fs-12);
      overflow-wrap: anywhere;
      box-shadow: var(--shadow-pop);
      animation: appear var(--fast);
    }
    @keyframes appear {
      from {
        opacity: 0;
      }
    }
  `,
})
export class TooltipPanel {
  readonly text = input.required<string>();
  id = '';
  private readonly box = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  /** Below the target, above it where there is no room. */
  place(target: DOMRect): void {
    this.box.showPopover?.();
    const own = this.box.getBoundingClientRect();
    const left = target.left + target.width / 2 - own.width / 2;
    const below = target.bottom + GAP;
    const top = below + own.height > innerHeight - EDGE ? target.top - GAP - own.height : below;
    this.box.style.left = `${Math.max(EDGE, Math.min(left, innerWidth - own.width - EDGE))}px`;
    this.box.style.top = `${Math.max(EDGE, top)}px`;
  }
}
