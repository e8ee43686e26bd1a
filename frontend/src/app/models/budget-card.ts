import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import type { ModelSettingsView } from '../core/api/models';
import { LgButton } from '../ui/button';
import { Card } from '../ui/card';
import { Dialogs } from '../ui/dialogs';
import { Meter } from '../ui/meter';
import type { Tone } from '../ui/tone';
import { costText, tokensText } from './models-numbers';
import { ModelsStore } from './models-store';
import { MODELS_WORDS } from './models-words';

/** What models have spent today and this month, against what they may. */
@Component({
  selector: 'lg-budget-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Card, LgButton, Meter],
  template: `
    <lg-card
      [title]="words.title"
      [loading]="store.settings.isFirst()"
      [rows]="4"
      [rowHeight]="30"
      [error]="store.settings.error()"
      (retry)="store.settings.load()"
    >
      <ng-container card-actions>
        @if (store.settings.value(); as settings) {
          <button lgButton size="compact" icon="gauge" (click)="change(settings)">{{ words.change }}</button>
        }
      </ng-container>
      @if (periods(); as periods) {
        @for (period of periods; track period.name) {
          <h3>{{ period.name }}</h3>
          @for (row of period.rows; track row.label) {
            <div class="row">
              <span class="soft">{{ row.label }}</span>
              <b class="num">{{ row.text }}</b>
              @if (row.limit !== undefined) {
                <lg-meter
                  [value]="row.used"
                  [max]="row.limit"
                  [threshold]="row.warnAt"
                  [tone]="row.tone"
                  [label]="period.name + ', ' + row.label"
                  [text]="row.text"
                />
              } @else {
                <span class="quiet small">{{ words.noLimit }}</span>
              }
            </div>
          }
        }
        @if (isSpent()) {
          <p class="spent small" role="status">{{ words.spent }}</p>
        }
        <p class="quiet small">{{ words.utc }}</p>
      }
    </lg-card>
  `,
  styles: `
    :host {
      display: block;
      min-width: 0;
    }
    lg-card {
      height: 100%;
    }
    h3 {
      margin-bottom: 4px;
      color: var(--t3);
      font: 500 11px/16px var(--sans);
    }
    .row {
      display: grid;
      grid-template-columns: 56px minmax(0, 1fr) minmax(64px, 38%);
      gap: 10px;
      align-items: center;
      min-height: 24px;
    }
    .row + h3 {
      margin-top: 10px;
    }
    b {
      font-weight: 600;
      overflow-wrap: anywhere;
    }
    .row .quiet {
      text-align: right;
    }
    p {
      margin-top: 10px;
    }
    .spent {
      color: var(--bad);
    }
  `,
})
export class BudgetCard {
  protected readonly words = MODELS_WORDS.budget;
  protected readonly store = inject(ModelsStore);
  private readonly dialogs = inject(Dialogs);
  protected readonly periods = computed(() => {
    const settings = this.store.settings.value();
    return settings && (['day', 'month'] as const).map((period) => periodOf(settings, period));
  });
  protected readonly isSpent = computed(() =>
    (this.periods() ?? []).some(({ rows }) => rows.some(({ tone }) => tone === 'bad')),
  );

  protected async change({ budget }: ModelSettingsView): Promise<void> {
    const component = import('./budget-dialog').then((file) => file.BudgetDialog);
    if (await this.dialogs.open<boolean>(component, { budget })) await this.store.load();
  }
}

function periodOf({ budget, spent }: ModelSettingsView, period: 'day' | 'month') {
  const row = (what: 'tokens' | 'cost') => {
    const used = spent[period][what];
    const limit = budget[`${period}_${what}`] ?? undefined;
    const text = what === 'tokens' ? tokensText : costText;
    return {
      label: MODELS_WORDS.budget[what],
      used,
      limit,
      warnAt: limit === undefined ? undefined : (limit * budget.warn_percent) / 100,
      tone: toneOf(used, limit, budget.warn_percent),
      text: limit === undefined ? text(used) : MODELS_WORDS.budget.of(text(used), text(limit)),
    };
  };
  return { name: MODELS_WORDS.budget[period], rows: [row('tokens'), row('cost')] };
}

function toneOf(used: number, limit: number | undefined, warnPercent: number): Tone {
  if (limit === undefined) return 'neutral';
  if (used >= limit) return 'bad';
  return used >= (limit * warnPercent) / 100 ? 'warn' : 'accent';
}
