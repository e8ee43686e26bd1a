import { CdkMenu, CdkMenuItem, CdkMenuItemCheckbox, CdkMenuTrigger } from '@angular/cdk/menu';
import { booleanAttribute, ChangeDetectionStrategy, Component, Directive, input } from '@angular/core';
import { Icon, type IconName } from './icon';

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
 * Arrows, Home, End and letters walk, Escape closes and gives the focus back.
 */
@Directive({
  selector: '[lgMenuTrigger]',
  hostDirectives: [
    {
      directive: CdkMenuTrigger,
      inputs: ['cdkMenuTriggerFor: lgMenuTrigger', 'cdkMenuPosition: lgMenuPosition'],
      outputs: ['cdkMenuOpened: menuOpened', 'cdkMenuClosed: menuClosed'],
    },
  ],
})
export class MenuTrigger {}

/** The box of a menu; see `MenuTrigger`. Groups are divided by `<hr />`, and may have a `<lg-menu-title>`. */
@Component({
  selector: 'lg-menu',
  changeDetection: ChangeDetectionStrategy.OnPush,
  hostDirectives: [CdkMenu],
  template: '<ng-content />',
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      min-width: 180px;
      max-width: min(340px, calc(100vw - 16px));
      max-height: min(480px, calc(100vh - 32px));
      margin: 4px 0;
      padding: 4px;
      overflow-y: auto;
      border: 1px solid var(--line-strong);
      border-radius: var(--r-l);
      background: var(--s2);
      box-shadow: var(--shadow-pop);
      animation: appear var(--fast);
    }
    :host ::ng-deep hr {
      width: auto;
      margin: 4px -4px;
      border: 0;
      border-top: 1px solid var(--line-strong);
    }
    @keyframes appear {
      from {
        opacity: 0;
      }
    }
  `,
})
export class Menu {}

/** A quiet heading inside a menu. */
@Component({
  selector: 'lg-menu-title',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: '<ng-content />',
  host: { role: 'presentation' },
  styles: `
    :host {
      padding: 4px 8px 2px;
      color: var(--t3);
      font: 500 11px/16px var(--sans);
    }
  `,
})
export class MenuTitle {}

/** A verb in a menu. `hint` is quiet text at its end: a key, "asks for approval". */
@Component({
  selector: 'button[lgMenuItem], a[lgMenuItem]',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  hostDirectives: [
    {
      directive: CdkMenuItem,
      inputs: ['cdkMenuItemDisabled: disabled'],
      outputs: ['cdkMenuItemTriggered: triggered'],
    },
  ],
  template: `
    @if (icon(); as name) {
      <lg-icon [name]="name" [size]="15" />
    }
    <span class="ellipsis"><ng-content /></span>
    <small>{{ hint() }}</small>
  `,
  host: { '[class]': 'tone()' },
  styleUrl: './menu-item.css',
})
export class MenuItem {
  readonly icon = input<IconName>();
  readonly tone = input<'neutral' | 'bad' | 'ai'>('neutral');
  readonly hint = input('');
}

/** `<button lgMenuCheck [checked]="isShown()" (triggered)="toggle()">CPU</button>`: a choice in a menu that can be on or off. */
@Component({
  selector: 'button[lgMenuCheck]',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  hostDirectives: [
    {
      directive: CdkMenuItemCheckbox,
      inputs: ['cdkMenuItemChecked: checked', 'cdkMenuItemDisabled: disabled'],
      outputs: ['cdkMenuItemTriggered: triggered'],
    },
  ],
  template: `
    <lg-icon name="check" [size]="15" [class.off]="!checked()" />
    <span class="ellipsis"><ng-content /></span>
  `,
  styleUrl: './menu-item.css',
})
export class MenuCheck {
  readonly checked = input(false, { transform: booleanAttribute });
}
