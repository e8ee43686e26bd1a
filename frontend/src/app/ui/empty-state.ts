import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { LgButton } from './button';
import { Icon, type IconName } from './icon';

const ICONS = {
  'none-yet': 'circle-dashed',
  'none-match': 'search',
  'none-allowed': 'lock',
  off: 'power',
  'all-quiet': 'circle-check',
} as const satisfies Record<string, IconName>;

/**
 * `<lg-empty-state kind="none-yet" title="No probes yet" text="…" action="Add probe" (act)="add()" />`. The kinds are never
 * mixed: *none-yet* teaches, *none-match* clears the filter, *none-allowed* says who can grant, *off* says where to turn it on,
 * *all-quiet* is good news. One primary action at most; more words go inside.
 */
@Component({
  selector: 'lg-empty-state',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, LgButton],
  template: `
    <span class="mark" [class.good]="kind() === 'all-quiet'"
      ><lg-icon [name]="icon() ?? own()" [size]="20"
    /></span>
    <p class="title">{{ title() }}</p>
    @if (text()) {
      <p class="soft">{{ text() }}</p>
    }
    <ng-content />
    @if (action()) {
      <button lgButton [variant]="kind() === 'none-match' ? 'secondary' : 'primary'" (click)="act.emit()">
        {{ action() }}
      </button>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      align-items: center;
      gap: 6px;
      max-width: 440px;
      margin: 0 auto;
      padding: 28px 16px;
      text-align: center;
      overflow-wrap: anywhere;
    }
    .mark {
      display: grid;
      place-items: center;
      width: 40px;
      height: 40px;
      margin-bottom: 4px;
      border: 1px solid var(--line);
      border-radius: var(--r-l);
      background: var(--s2);
      color: var(--t2);
    }
    .good {
      border-color: transparent;
      background: var(--ok-bg);
      color: var(--ok);
    }
    .title {
      font-weight: 600;
    }
    button {
      margin-top: 8px;
    }
  `,
})
export class EmptyState {
  readonly kind = input<keyof typeof ICONS>('none-yet');
  readonly title = input.required<string>();
  readonly text = input('');
  readonly action = input('');
  readonly icon = input<IconName>();
  readonly act = output();
  protected readonly own = computed(() => ICONS[this.kind()]);
}
