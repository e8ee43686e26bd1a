import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { Icon } from '../../ui/icon';
import { countText } from '../../ui/number-text';
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
  imports: [Icon],
  template: `
    <div class="chips" role="group" [attr.aria-label]="words.status">
      @for (chip of chips(); track chip.value) {
        <button
          type="button"
          [attr.aria-pressed]="status() === chip.value"
          [attr.aria-label]="chip.label + ' ' + chip.count"
          (click)="chosen.emit(chip.value)"
        >
          @if (chip.value === 'all') {
            {{ chip.label }}
          } @else {
            <span class="st"><i [class]="chip.value"></i></span>
          }
          <span class="num">{{ chip.count }}</span>
        </button>
      }
      <button type="button" class="filter" [class.on]="isNarrowed()" (click)="opened.emit()">
        <lg-icon name="list-filter" [size]="15" />
        <span class="hidden">{{ words.menu }}:</span> {{ sort() }}
      </button>
    </div>
  `,
  styleUrls: ['./status-dot.css'],
  styles: `
    .chips {
      display: flex;
      gap: 6px;
      padding: 12px 16px;
      overflow-x: auto;
      border-bottom: 1px solid var(--line);
      scrollbar-width: none;
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
  protected readonly words = WORDS;
  private readonly store = inject(FleetListStore);
  protected readonly sort = computed(() => {
    const text = sortText(this.store.view().sort);
    return text.charAt(0).toUpperCase() + text.slice(1);
  });
  protected readonly chips = computed(() =>
    CHOICES.map(([value, label]) => ({
      value,
      label,
      count: countText(this.store.counts()?.[value] ?? 0),
    })).filter(({ value, count }) => value === 'all' || value === this.status() || count !== '0'),
  );
}
