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
    if (this.window) placeBeside(this.element, this.lgPopup(), this.window, { isWide: this.lgPopupWide() });
  }
}

/**
 * Puts what floats below its anchor, or above it where there is more room, and inside of the window. Higher than `most`
 * pixels it never gets; `isWide` makes it as wide as the anchor at least.
 */
export function placeBeside(
  element: HTMLElement,
  anchorElement: Element,
  { innerHeight: height, innerWidth: width }: Window,
  { most = 360, isWide = false } = {},
): void {
  const anchor = anchorElement.getBoundingClientRect();
  const { style } = element;
  if (isWide) style.minWidth = `${Math.round(anchor.width)}px`;
  const below = height - anchor.bottom - EDGE;
  const above = anchor.top - EDGE;
  const isBelow = below >= Math.min(element.scrollHeight, 320) || below >= above;
  style.maxHeight = `${Math.max(96, Math.min(most, (isBelow ? below : above) - 4))}px`;
  style.inset = 'auto';
  style.left = `${Math.max(EDGE, Math.min(anchor.left, width - element.offsetWidth - EDGE))}px`;
  if (isBelow) style.top = `${anchor.bottom + 4}px`;
  else style.bottom = `${height - anchor.top + 4}px`;
}
