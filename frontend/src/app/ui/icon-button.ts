import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  HostAttributeToken,
  inject,
  input,
} from '@angular/core';
import { type ButtonSize } from './button';
import { Icon, type IconName } from './icon';
import { Tooltip } from './tooltip';

/**
 * `<button lgIconButton icon="bell" aria-label="Notifications">`: an icon alone. The label is required and is also its
 * tooltip; bind a moving one as `[aria-label]`.
 */
@Component({
  selector: 'button[lgIconButton], a[lgIconButton]',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  hostDirectives: [{ directive: Tooltip, inputs: ['lgTooltip: aria-label'] }],
  template: '<lg-icon [name]="icon()" [size]="size() === \'compact\' ? 15 : 16" /><ng-content />',
  styleUrl: './button.css',
  styles: `
    :host,
    :host(.compact) {
      position: relative;
      width: var(--control);
      padding: 0;
    }
    :host(.compact) {
      width: var(--control-compact);
    }
  `,
  host: {
    '[attr.type]': 'type',
    '[class]': 'variant() + " " + size()',
    '[attr.aria-label]': 'label()',
  },
})
export class IconButton {
  protected readonly type =
    inject(new HostAttributeToken('type'), { optional: true }) ??
    (inject<ElementRef<HTMLElement>>(ElementRef).nativeElement.localName === 'button' ? 'button' : null);
  readonly icon = input.required<IconName>();
  readonly variant = input<'quiet' | 'secondary' | 'primary' | 'danger' | 'ai'>('quiet');
  readonly size = input<ButtonSize>('normal');
  readonly label = input.required<string>({ alias: 'aria-label' });
}
