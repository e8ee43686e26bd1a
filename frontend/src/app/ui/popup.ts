import { DOCUMENT, DestroyRef, Directive, ElementRef, afterNextRender, inject, input } from '@angular/core';

const EDGE = 8;

/** Lifts an element above everything else, below its anchor or above it where there is more room, for as long as it is drawn. */
@Directive({ selector: '[lgPopup]', host: { popover: 'manual', class: 'popup' } })
export class Popup {
  readonly lgPopup = input.required<HTMLElement>();
  /** As wide as the anchor at least. */
  readonly lgPopupWide = input(false);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly window = inject(DOCUMENT).defaultView;

  constructor() {
    const place = () => this.place();
    afterNextRender(() => {
      this.element.showPopover?.();
      place();
      this.window?.addEventListener('scroll', place, { capture: true, passive: true });
      this.window?.addEventListener('resize', place);
    });
    inject(DestroyRef).onDestroy(() => {
      this.window?.removeEventListener('scroll', place, { capture: true });
      this.window?.removeEventListener('resize', place);
    });
  }

  private place(): void {
    const anchor = this.lgPopup().getBoundingClientRect();
    const height = this.window?.innerHeight ?? 0;
    const width = this.window?.innerWidth ?? 0;
    const { style } = this.element;
    if (this.lgPopupWide()) style.minWidth = `${Math.round(anchor.width)}px`;
    const below = height - anchor.bottom - EDGE;
    const above = anchor.top - EDGE;
    const isBelow = below >= Math.min(this.element.scrollHeight, 320) || below >= above;
    style.maxHeight = `${Math.max(96, Math.min(360, (isBelow ? below : above) - 4))}px`;
    style.inset = 'auto';
    style.left = `${Math.max(EDGE, Math.min(anchor.left, width - this.element.offsetWidth - EDGE))}px`;
    if (isBelow) style.top = `${anchor.bottom + 4}px`;
    else style.bottom = `${height - anchor.top + 4}px`;
  }
}
