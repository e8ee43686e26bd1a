import {
  type AfterViewInit,
  ChangeDetectionStrategy,
  Component,
  type ElementRef,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { Icon, type IconName } from '../../ui/icon';

/** Distance between the button and what drops from it. */
const GAP = 6;

/**
 * A button of the top bar with a panel that drops from it. The browser's own popover: it closes on a press elsewhere and
 * on Escape, and the focus returns to the button.
 */
@Component({
  selector: 'lg-drop',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    <button
      #anchor
      type="button"
      [attr.aria-label]="label()"
      [title]="label()"
      [attr.aria-haspopup]="haspopup()"
    >
      <lg-icon [name]="icon()" [size]="16" />
      <ng-content select="[mark]" />
    </button>
    <div
      #panel
      popover="auto"
      [attr.role]="haspopup()"
      [attr.aria-label]="label()"
      [style.top.px]="top()"
      [style.right.px]="right()"
      (beforetoggle)="place()"
      (toggle)="toggled.emit($any($event).newState === 'open')"
    >
      <ng-content />
    </div>
  `,
  styles: `
    button {
      position: relative;
      display: grid;
      place-items: center;
      width: 30px;
      height: 30px;
      padding: 0;
      border: 0;
      border-radius: var(--r-m);
      background: none;
      color: var(--t2);
      cursor: pointer;
    }
    button:hover,
    button[aria-expanded='true'] {
      background: var(--s2);
      color: var(--t1);
    }
    div {
      inset: auto;
      width: max-content;
      max-width: calc(100vw - 24px);
      margin: 0;
      padding: 4px;
      border: 1px solid var(--line-strong);
      border-radius: var(--r-l);
      background: var(--s2);
      color: var(--t1);
      box-shadow: var(--shadow-pop);
    }
  `,
})
export class Drop implements AfterViewInit {
  readonly label = input.required<string>();
  readonly icon = input.required<IconName>();
  readonly haspopup = input<'menu' | 'dialog'>('dialog');
  /** After it opened or closed. */
  readonly toggled = output<boolean>();

  private readonly anchor = viewChild.required<ElementRef<HTMLButtonElement>>('anchor');
  private readonly panel = viewChild.required<ElementRef<HTMLElement>>('panel');
  protected readonly top = signal(0);
  protected readonly right = signal(0);

  ngAfterViewInit(): void {
    // As the invoker the browser tells readers whether it is open, and a second press closes instead of opening anew.
    this.anchor().nativeElement.popoverTargetElement = this.panel().nativeElement;
  }

  close(): void {
    this.panel().nativeElement.hidePopover();
  }

  protected place(): void {
    const { bottom, right } = this.anchor().nativeElement.getBoundingClientRect();
    this.top.set(bottom + GAP);
    this.right.set(Math.max(12, innerWidth - right));
  }
}
