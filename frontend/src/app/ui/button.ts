import {
  booleanAttribute,
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  HostAttributeToken,
  inject,
  input,
} from '@angular/core';
import { Icon, type IconName } from './icon';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger' | 'ai' | 'approve';
export type ButtonSize = 'normal' | 'compact';

/**
 * `<button lgButton variant="primary" icon="plus" [busy]="saving()">Add probe</button>`, or on a link. A busy button
 * keeps its place and the focus, and does nothing when pressed. `ai` is for what a model does, `approve` and `danger`
 * for decisions; one `primary` on a page.
 */
@Component({
  selector: 'button[lgButton], a[lgButton]',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    @if (busy()) {
      <lg-icon class="turning" name="loader-circle" [size]="iconSize()" />
    } @else if (icon(); as name) {
      <lg-icon [name]="name" [size]="iconSize()" />
    }
    <ng-content />
  `,
  styleUrl: './button.css',
  host: {
    '[class]': 'variant() + " " + size()',
    '[attr.aria-busy]': 'busy() || null',
    '[attr.aria-disabled]': 'busy() || off() || null',
  },
})
export class LgButton {
  readonly variant = input<ButtonVariant>('secondary');
  readonly size = input<ButtonSize>('normal');
  readonly icon = input<IconName>();
  readonly busy = input(false, { transform: booleanAttribute });
  /** Can be reached and does nothing; the page says why beside it. */
  readonly off = input(false, { transform: booleanAttribute });
  protected readonly iconSize = () => (this.size() === 'compact' ? 13 : 15);

  constructor() {
    const element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    const type = inject(new HostAttributeToken('type'), { optional: true });
    if (element.localName === 'button' && !type) element.setAttribute('type', 'button');
    // In the capturing phase: ahead of every listener of the page.
    element.addEventListener('click', (event) => this.swallow(event), { capture: true });
  }

  private swallow(event: Event): void {
    if (!this.busy() && !this.off()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}
