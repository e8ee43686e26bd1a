import {
  Directive,
  ElementRef,
  Injector,
  type EmbeddedViewRef,
  type TemplateRef,
  ViewContainerRef,
  inject,
  input,
  output,
  signal,
} from '@angular/core';

let count = 0;

/**
 * ```html
 * <button lgIconButton icon="ellipsis" aria-label="More" [lgMenuTrigger]="more"></button>
 * <ng-template #more>
 *   <lg-menu>
 *     <button lgMenuItem icon="tag" (triggered)="tag()">Tag</button>
 *     <hr />
 *     <button lgMenuItem icon="trash-2" tone="bad" (triggered)="remove()">Remove</button>
 *   </lg-menu>
 * </ng-template>
 * ```
 * Arrows, Home, End and letters walk, Escape closes and gives the focus back. The menu stands beside its button in the
 * page, so it is part of the same landmark, and above everything else on the screen.
 */
@Directive({
  selector: '[lgMenuTrigger]',
  host: {
    'aria-haspopup': 'menu',
    '[attr.aria-expanded]': 'isOpen()',
    '[attr.aria-controls]': 'isOpen() ? id : null',
    '(click)': 'toggle()',
    '(keydown.arrowdown)': 'opened($event, "first")',
    '(keydown.arrowup)': 'opened($event, "last")',
  },
})
export class MenuTrigger {
  readonly lgMenuTrigger = input.required<TemplateRef<unknown>>();
  readonly menuOpened = output();
  readonly menuClosed = output();
  readonly element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly id = `lg-menu-${++count}`;
  /** Which of its items has the focus first. */
  begin: 'first' | 'last' = 'first';
  private readonly place = inject(ViewContainerRef);
  private readonly injector = inject(Injector);
  private readonly view = signal<EmbeddedViewRef<unknown> | undefined>(undefined);

  protected isOpen(): boolean {
    return this.view() !== undefined;
  }

  /** `isLeft`: the focus is elsewhere by now and stays there. `act` runs while its item still exists. */
  close({ isLeft = false, act }: { isLeft?: boolean; act?: () => void } = {}): void {
    const view = this.view();
    if (!view) return;
    this.view.set(undefined);
    if (!isLeft) this.element.focus();
    try {
      act?.();
    } finally {
      view.destroy();
      this.menuClosed.emit();
    }
  }

  protected toggle(): void {
    if (this.isOpen()) this.close();
    else this.open('first');
  }

  protected opened(event: Event, begin: 'first' | 'last'): void {
    event.preventDefault();
    this.open(begin);
  }

  private open(begin: 'first' | 'last'): void {
    if (this.isOpen()) return;
    this.begin = begin;
    const injector = Injector.create({
      providers: [{ provide: MenuTrigger, useValue: this }],
      parent: this.injector,
    });
    this.view.set(this.place.createEmbeddedView(this.lgMenuTrigger(), {}, { injector }));
    this.menuOpened.emit();
  }
}
