import {
  ApplicationRef,
  type ComponentRef,
  createComponent,
  Directive,
  DOCUMENT,
  ElementRef,
  EnvironmentInjector,
  inject,
  input,
  type OnDestroy,
} from '@angular/core';
import { TooltipPanel } from './tooltip-panel';

/** Long enough that a passing pointer raises nothing. */
const HOVER_MS = 400;
/** Long enough to move the pointer onto the tooltip itself. */
const LEAVE_MS = 120;
/** A tooltip belongs to the part of the page it speaks of: text outside of every landmark is lost to who goes by them. */
const PLACES = '[popover], dialog, [role=dialog], [role=alertdialog], main, nav, aside, header, footer';
let count = 0;

/**
 * `<button [lgTooltip]="'Copies the id'">`: words on hover and on focus; Escape closes. For what helps, never for what is
 * needed: a touch screen shows none. Where the text is also the label of the element, readers hear it once.
 */
@Directive({
  selector: '[lgTooltip]',
  host: {
    '(mouseenter)': 'later()',
    '(mouseleave)': 'leave()',
    '(focusin)': 'focused()',
    '(focusout)': 'hide()',
    '(click)': 'hide()',
    '(keydown.escape)': 'escape($event)',
  },
})
export class Tooltip implements OnDestroy {
  readonly lgTooltip = input.required<string>();
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly page = inject(DOCUMENT);
  private readonly app = inject(ApplicationRef);
  private readonly injector = inject(EnvironmentInjector);
  private panel?: ComponentRef<TooltipPanel>;
  private timer?: ReturnType<typeof setTimeout>;

  ngOnDestroy(): void {
    this.hide();
  }

  protected later(): void {
    this.wait(HOVER_MS, () => this.show());
  }

  protected leave(): void {
    this.wait(LEAVE_MS, () => this.hide());
  }

  protected focused(): void {
    if (this.element.matches(':focus-visible')) this.show();
  }

  protected escape(event: Event): void {
    if (!this.panel) return;
    // What lies behind, a dialog say, stays open; but a name that has been read needs no Escape of its own.
    if (this.element.getAttribute('aria-label') !== this.lgTooltip()) event.stopPropagation();
    this.hide();
  }

  protected hide(): void {
    clearTimeout(this.timer);
    if (!this.panel) return;
    if (this.element.getAttribute('aria-describedby') === this.panel.instance.id)
      this.element.removeAttribute('aria-describedby');
    this.panel.location.nativeElement.remove();
    this.panel.destroy();
    this.panel = undefined;
  }

  private wait(ms: number, then: () => void): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(then, ms);
  }

  private show(): void {
    clearTimeout(this.timer);
    const text = this.lgTooltip();
    if (this.panel || !text) return;
    const panel = createComponent(TooltipPanel, { environmentInjector: this.injector });
    this.panel = panel;
    panel.setInput('text', text);
    panel.instance.id = `lg-tooltip-${++count}`;
    this.app.attachView(panel.hostView);
    panel.changeDetectorRef.detectChanges();
    const box = panel.location.nativeElement as HTMLElement;
    box.addEventListener('mouseenter', () => clearTimeout(this.timer));
    box.addEventListener('mouseleave', () => this.leave());
    (this.element.closest(PLACES) ?? this.page.body).append(box);
    panel.instance.place(this.element.getBoundingClientRect());
    if (this.element.getAttribute('aria-label') !== text && !this.element.hasAttribute('aria-describedby'))
      this.element.setAttribute('aria-describedby', panel.instance.id);
  }
}
