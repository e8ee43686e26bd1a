import { ChangeDetectionStrategy, Component, ElementRef, inject, viewChild } from '@angular/core';
import { Icon } from '../../ui/icon';
import { THEME_CHOICES, Theme, type ThemeChoice } from '../theme';
import { Drop } from './drop';
import { WORDS } from './shell-words';
import { THEME_ICONS } from './theme-icons';

/** Dark, light, or as the system has it. */
@Component({
  selector: 'lg-theme-menu',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Drop, Icon],
  template: `
    <lg-drop
      haspopup="menu"
      [icon]="theme.name() === 'dark' ? 'moon' : 'sun'"
      [label]="words.menu"
      (toggled)="$event && focusChosen()"
    >
      @for (choice of choices; track choice) {
        <button
          type="button"
          role="menuitemradio"
          tabindex="-1"
          [attr.aria-checked]="theme.choice() === choice"
          (click)="choose(choice)"
          (keydown)="move($event)"
        >
          <lg-icon [name]="icons[choice]" [size]="15" />
          <span>{{ words[choice] }}</span>
          @if (theme.choice() === choice) {
            <lg-icon class="check" name="check" [size]="15" />
          }
        </button>
      }
    </lg-drop>
  `,
  styles: `
    button {
      display: flex;
      align-items: center;
      gap: 9px;
      width: 168px;
      height: 30px;
      padding: 0 8px;
      border: 0;
      border-radius: var(--r-m);
      background: none;
      color: var(--t1);
      text-align: left;
      cursor: pointer;
    }
    button:hover,
    button:focus {
      background: var(--s4);
    }
    lg-icon {
      color: var(--t2);
    }
    .check {
      margin-left: auto;
      color: var(--accent);
    }
    @media (pointer: coarse) {
      button {
        height: 44px;
      }
    }
  `,
})
export class ThemeMenu {
  protected readonly theme = inject(Theme);
  protected readonly choices = THEME_CHOICES;
  protected readonly icons = THEME_ICONS;
  protected readonly words = WORDS.theme;
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly drop = viewChild.required(Drop);

  protected choose(choice: ThemeChoice): void {
    this.theme.choose(choice);
    this.drop().close();
  }

  protected focusChosen(): void {
    this.items()[THEME_CHOICES.indexOf(this.theme.choice())]?.focus();
  }

  protected move(event: KeyboardEvent): void {
    const items = this.items();
    const at = items.indexOf(event.currentTarget as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    items.at(to % items.length)?.focus();
  }

  private items(): HTMLElement[] {
    return [...this.host.querySelectorAll<HTMLElement>('[role=menuitemradio]')];
  }
}
