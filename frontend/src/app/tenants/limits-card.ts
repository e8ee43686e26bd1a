import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  untracked,
} from '@angular/core';
import { Loaded } from '../core/loaded';
import { LgButton } from '../ui/button';
import { Card } from '../ui/card';
import { Dialogs } from '../ui/dialogs';
import { TenantsApi } from './tenants-api';
import { LIMIT_NAMES, TENANTS_WORDS } from './tenants-words';

/** How much of what it may have a tenant has. */
@Component({
  selector: 'lg-limits-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Card, LgButton],
  template: `
    <lg-card
      [title]="words.title"
      [note]="name()"
      [loading]="limits.isFirst()"
      [rows]="1"
      [rowHeight]="48"
      [error]="limits.error()"
      (retry)="limits.load()"
    >
      <ng-container card-actions>
        @if (mayChange() && limits.value()) {
          <button lgButton size="compact" (click)="change()">{{ words.change }}</button>
        }
      </ng-container>
      @if (limits.value()) {
        <ul>
          @for (row of rows(); track row.name) {
            <li>
              <span class="quiet small">{{ row.label }}</span>
              <b class="num">{{ row.text }}</b>
              @if (row.share !== undefined) {
                <progress
                  max="100"
                  [value]="row.share"
                  [attr.aria-label]="row.label"
                  [class.full]="row.share >= 90"
                >
                  {{ row.share }} %
                </progress>
              }
            </li>
          }
        </ul>
      }
    </lg-card>
  `,
  styles: `
    ul {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(150px, 1fr));
      gap: 12px 24px;
    }
    li {
      display: grid;
      gap: 3px;
      align-content: start;
    }
    b {
      font-weight: 600;
    }
    progress {
      width: 100%;
      height: 4px;
      border: 0;
      border-radius: 2px;
      overflow: hidden;
      appearance: none;
      background: var(--track);
    }
    progress::-webkit-progress-bar {
      background: var(--track);
    }
    progress::-webkit-progress-value {
      background: var(--accent);
    }
    progress::-moz-progress-bar {
      background: var(--accent);
    }
    progress.full::-webkit-progress-value {
      background: var(--warn);
    }
    progress.full::-moz-progress-bar {
      background: var(--warn);
    }
  `,
})
export class LimitsCard {
  readonly tenant = input.required<string>();
  readonly name = input('');
  readonly mayChange = input(false);
  protected readonly words = TENANTS_WORDS.limits;
  private readonly api = inject(TenantsApi);
  private readonly dialogs = inject(Dialogs);
  protected readonly limits = new Loaded(() => this.api.limits(this.tenant()));
  protected readonly rows = computed(() => {
    const { limits, usage } = this.limits.value() ?? {};
    return LIMIT_NAMES.map((name) => {
      const [most, now] = [limits?.[name] ?? null, usage?.[name]];
      return {
        name,
        label: TENANTS_WORDS.limits.names[name],
        text: TENANTS_WORDS.limits.text(now, most),
        share:
          now === undefined || most === null
            ? undefined
            : Math.min(100, most === 0 ? 100 : (now / most) * 100),
      };
    });
  });

  constructor() {
    effect(() => {
      this.tenant();
      untracked(() => {
        this.limits.clear();
        void this.limits.load();
      });
    });
  }

  protected async change(): Promise<void> {
    const component = import('./limits-dialog').then((file) => file.LimitsDialog);
    await this.dialogs.open(component, { tenant: this.tenant(), limits: this.limits.value()?.limits ?? {} });
    await this.limits.load();
  }
}
