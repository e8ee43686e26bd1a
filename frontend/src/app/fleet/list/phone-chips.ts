import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { EmptyState } from '../../ui/empty-state';
import { Icon } from '../../ui/icon';
import { countText } from '../../ui/number-text';
import { visibleText } from '../../ui/visible-text';
import { FleetListStore } from './fleet-list-store';
import type { StatusChoice } from './fleet-query';
import { WORDS, sortText } from './fleet-words';

const CHOICES = [
  ['all', 'All'],
  ['degraded', 'Degraded'],
  ['offline', 'Offline'],
  ['pending', 'Pending'],
] as const;

/** The counters and the way to the filter, as chips for a thumb. What nobody is in has no chip. */
@Component({
  selector: 'lg-phone-chips',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [EmptyState, Icon],
  template: `
    <div class="line">
      <div class="chips" role="group" [attr.aria-label]="words.status">
        @for (chip of chips(); track chip.value) {
          <button
            type="button"
            [attr.aria-pressed]="status() === chip.value"
            (click)="chosen.emit(chip.value)"
          >
            @if (chip.value !== 'all') {
              <span class="st"><i [class]="chip.value"></i></span>
            }
            {{ chip.label }}
            <span class="num">{{ chip.count }}</span>
          </button>
        }
      </div>
      <button type="button" class="filter" [class.on]="isNarrowed()" (click)="opened.emit()">
        <lg-icon name="list-filter" [size]="15" />
        <span class="hidden">{{ words.menu }}:</span> {{ sort() }}
      </button>
    </div>
    @if (problem(); as wrong) {
      <lg-empty-state
        role="alert"
        kind="none-match"
        [title]="words.badFilter"
        [action]="words.clear"
        (act)="cleared.emit()"
      >
        <p class="soft">
          <bdi class="mono">{{ seen(wrong.token ?? '') }}</bdi> {{ wrong.message }}
        </p>
      </lg-empty-state>
    }
  `,
  styleUrls: ['./status-dot.css'],
  styles: `
    .line {
      display: flex;
      gap: 6px;
      align-items: center;
      padding-right: 16px;
      border-bottom: 1px solid var(--line);
    }
    /* The filter stays in reach however many chips there are. */
    .chips {
      display: flex;
      flex: 1;
      gap: 6px;
      min-width: 0;
      padding: 12px 10px 12px 16px;
      overflow-x: auto;
      scrollbar-width: none;
      mask: linear-gradient(to left, transparent, black 14px);
    }
    button {
      position: relative;
      display: inline-flex;
      flex: none;
      gap: 6px;
      align-items: center;
      min-width: 44px;
      height: 36px;
      padding: 0 11px;
      border: 1px solid var(--line-strong);
      border-radius: 18px;
      background: none;
      color: var(--t2);
      font: 13px/20px var(--sans);
      cursor: pointer;
    }
    /* As high for a thumb as it needs, and as high for the eye as it may be. */
    button::before {
      position: absolute;
      inset: -4px 0;
      content: '';
    }
    button[aria-pressed='true'],
    .on {
      border-color: var(--s4);
      background: var(--s3);
      color: var(--t1);
    }
  `,
})
export class PhoneChips {
  readonly status = input<StatusChoice | undefined>();
  /** The filter asks for more than a status. */
  readonly isNarrowed = input(false);
  readonly chosen = output<StatusChoice>();
  readonly opened = output();
  readonly cleared = output();
  protected readonly words = WORDS;
  protected readonly seen = visibleText;
  private readonly store = inject(FleetListStore);
  protected readonly sort = computed(() => {
    const text = sortText(this.store.view().sort);
    return text.charAt(0).toUpperCase() + text.slice(1);
  });
  /** The field that would say it is behind the last chip. */
  protected readonly problem = computed(() => this.store.filterProblem());
  protected readonly chips = computed(() =>
    CHOICES.map(([value, label]) => ({
      value,
      label,
      count: countText(this.store.counts()?.[value] ?? 0),
    })).filter(({ value, count }) => value === 'all' || value === this.status() || count !== '0'),
  );
}
