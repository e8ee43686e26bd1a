import {
  afterNextRender,
  booleanAttribute,
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  DOCUMENT,
  ElementRef,
  inject,
  input,
  output,
} from '@angular/core';
import { Icon, type IconName } from './icon';
import { MenuTrigger } from './menu-trigger';
import { placeBeside } from './popup';

export { MenuTrigger } from './menu-trigger';

/** How long letters that follow each other are one word. */
const WORD_MS = 500;
const MOST_PX = 480;

/** The box of a menu; see `MenuTrigger`. Groups are divided by `<hr />`, and may have a `<lg-menu-title>`. */
@Component({
  selector: 'lg-menu',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: '<ng-content />',
  styleUrl: './menu.css',
  host: {
    role: 'menu',
    popover: 'manual',
    tabindex: '-1',
    '[id]': 'trigger.id',
    '(keydown)': 'pressed($event)',
    '(focusout)': 'left($event)',
  },
})
export class Menu {
  protected readonly trigger = inject(MenuTrigger);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly page = inject(DOCUMENT);
  private readonly window = this.page.defaultView;
  private word = '';
  private wordAt = 0;

  constructor() {
    const place = () => {
      if (this.window) placeBeside(this.element, this.trigger.element, this.window, { most: MOST_PX });
    };
    const outside = ({ target }: Event) => {
      if (target instanceof Node && !this.element.contains(target) && !this.trigger.element.contains(target))
        this.trigger.close({ isLeft: true });
    };
    afterNextRender(() => {
      this.element.showPopover?.();
      place();
      this.items()
        .at(this.trigger.begin === 'last' ? -1 : 0)
        ?.focus();
      this.window?.addEventListener('resize', place);
      this.window?.addEventListener('scroll', place, { capture: true, passive: true });
      this.page.addEventListener('pointerdown', outside, true);
    });
    inject(DestroyRef).onDestroy(() => {
      this.window?.removeEventListener('resize', place);
      this.window?.removeEventListener('scroll', place, { capture: true });
      this.page.removeEventListener('pointerdown', outside, true);
    });
  }

  protected pressed(event: KeyboardEvent): void {
    const { key } = event;
    if (key === 'Tab') return this.trigger.close();
    const items = this.items();
    const at = items.indexOf(this.page.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at < 0 ? -1 : at - 1, Home: 0, End: -1 }[key];
    if (key === 'Escape') this.trigger.close();
    else if (to !== undefined) items.at(to % items.length)?.focus();
    else if (key.length === 1 && key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey)
      this.seek(items, at, key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  protected left({ relatedTarget }: FocusEvent): void {
    if (relatedTarget instanceof Node && !this.element.contains(relatedTarget))
      this.trigger.close({ isLeft: true });
  }

  /** The next item that begins with what was typed. */
  private seek(items: HTMLElement[], at: number, letter: string): void {
    const now = performance.now();
    this.word = (now - this.wordAt < WORD_MS ? this.word : '') + letter.toLowerCase();
    this.wordAt = now;
    const from = this.word.length === 1 ? at + 1 : Math.max(0, at);
    const inTurn = [...items.slice(from), ...items.slice(0, from)];
    inTurn.find(({ textContent }) => textContent.trim().toLowerCase().startsWith(this.word))?.focus();
  }

  private items(): HTMLElement[] {
    return [...this.element.querySelectorAll<HTMLElement>('[role^="menuitem"]:not([aria-disabled="true"])')];
  }
}

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
  selector: 'button[lgMenuItem]',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    @if (icon(); as name) {
      <lg-icon [name]="name" [size]="15" />
    }
    <span class="ellipsis"><ng-content /></span>
    <small>{{ hint() }}</small>
  `,
  host: {
    role: 'menuitem',
    type: 'button',
    tabindex: '-1',
    '[attr.aria-disabled]': 'disabled() || null',
    '[class]': 'tone()',
    '(click)': 'choose()',
  },
  styleUrl: './menu-item.css',
})
export class MenuItem {
  readonly icon = input<IconName>();
  readonly tone = input<'neutral' | 'bad' | 'ai'>('neutral');
  readonly hint = input('');
  readonly disabled = input(false, { transform: booleanAttribute });
  /** With the focus back on the button of the menu. */
  readonly triggered = output();
  private readonly trigger = inject(MenuTrigger);

  protected choose(): void {
    if (this.disabled()) return;
    this.trigger.close({ act: () => this.triggered.emit() });
  }
}

/**
 * `<button lgMenuCheck [checked]="isShown()" (triggered)="toggle()">CPU</button>`: a choice in a menu that can be on or off.
 * The space bar leaves the menu open, for whoever has several choices.
 */
@Component({
  selector: 'button[lgMenuCheck]',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    <lg-icon name="check" [size]="15" [class.off]="!checked()" />
    <span class="ellipsis"><ng-content /></span>
  `,
  host: {
    role: 'menuitemcheckbox',
    type: 'button',
    tabindex: '-1',
    '[attr.aria-checked]': 'checked()',
    '[attr.aria-disabled]': 'disabled() || null',
    '(click)': 'choose()',
    '(keydown.space)': 'turn($event)',
  },
  styleUrl: './menu-item.css',
})
export class MenuCheck {
  readonly checked = input(false, { transform: booleanAttribute });
  readonly disabled = input(false, { transform: booleanAttribute });
  readonly triggered = output();
  private readonly trigger = inject(MenuTrigger);

  protected choose(): void {
    if (this.disabled()) return;
    this.trigger.close({ act: () => this.triggered.emit() });
  }

  protected turn(event: Event): void {
    // Without this the key would also be a press.
    event.preventDefault();
    if (!this.disabled()) this.triggered.emit();
  }
}
