import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { Avatar } from '../../ui/avatar';
import { Icon } from '../../ui/icon';
import { Session } from '../session';
import { Navigation } from './navigation';
import { Panels } from './panels';
import { WORDS } from './shell-words';

/** Who one is, the help, and the button that folds the navigation. */
@Component({
  selector: 'lg-user-block',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Avatar, Icon],
  template: `
    @if (actor(); as name) {
      <lg-avatar [name]="name" [title]="name" />
    } @else {
      <span class="avatar" aria-hidden="true" [title]="name()"><lg-icon name="monitor" [size]="13" /></span>
    }
    <div class="who">
      <p class="name ellipsis" [title]="name()">{{ name() }}</p>
      <p class="role ellipsis">{{ role() }}</p>
    </div>
    <button
      type="button"
      [attr.aria-label]="foldLabel()"
      [title]="foldLabel() + ' ['"
      (click)="navigation.toggle()"
    >
      <lg-icon name="panel-left" [size]="15" />
    </button>
    <button
      type="button"
      [attr.aria-label]="words.help"
      [title]="words.help"
      (click)="panels.show('shortcuts')"
    >
      <lg-icon name="circle-question-mark" [size]="15" />
    </button>
  `,
  styles: `
    :host {
      display: flex;
      flex: none;
      align-items: center;
      gap: 2px;
      margin: 0 -8px;
      padding: 10px 10px 10px 16px;
      border-top: 1px solid var(--line);
    }
    .avatar {
      display: grid;
      flex: none;
      place-items: center;
      width: 24px;
      height: 24px;
      border-radius: 50%;
      background: var(--accent-bg);
      color: var(--accent);
      font: 600 10px/24px var(--sans);
    }
    .avatar,
    lg-avatar {
      margin-right: 7px;
    }
    .who {
      flex: 1;
      min-width: 0;
    }
    .name {
      font: 550 12px/15px var(--sans);
    }
    .role {
      color: var(--t3);
      font: 400 11px/15px var(--sans);
    }
    button {
      display: grid;
      flex: none;
      place-items: center;
      width: 26px;
      height: 26px;
      padding: 0;
      border: 0;
      border-radius: var(--r-m);
      background: none;
      color: var(--t3);
      cursor: pointer;
    }
    button:hover {
      background: var(--s3);
      color: var(--t1);
    }
    :host(.collapsed) {
      flex-direction: column;
      gap: 6px;
      padding: 10px 0;
    }
    :host(.collapsed) .who {
      display: none;
    }
    :host(.collapsed) .avatar,
    :host(.collapsed) lg-avatar {
      order: 1;
      margin: 4px 0 0;
    }
    @media (pointer: coarse) {
      button {
        width: 32px;
        height: 44px;
      }
    }
  `,
  host: { '[class.collapsed]': 'isCollapsed()' },
})
export class UserBlock {
  readonly isCollapsed = input(false);
  protected readonly navigation = inject(Navigation);
  protected readonly panels = inject(Panels);
  protected readonly words = WORDS;
  private readonly session = inject(Session);

  protected readonly foldLabel = computed(() => (this.isCollapsed() ? WORDS.expand : WORDS.collapse));
  protected readonly name = computed(() => {
    const actor = this.session.actor();
    if (!actor) return this.session.isSignedOut() ? WORDS.user.unknown : WORDS.user.unreachable;
    return this.session.isSignInOff() ? WORDS.user.thisMachine : actor.display_name;
  });
  protected readonly role = computed(() => {
    const actor = this.session.actor();
    if (!actor) return '';
    if (this.session.isSignInOff()) return WORDS.user.signInOff;
    return actor.type === 'key' ? WORDS.user.key : WORDS.user.operator;
  });
  /** Nobody in particular has none. */
  protected readonly actor = computed(() =>
    this.session.isSignInOff() ? '' : (this.session.actor()?.display_name ?? ''),
  );
}
