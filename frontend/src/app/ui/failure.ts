import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import type { ApiError } from '../core/api-error';
import { errorWords } from '../core/error-words';
import { Icon } from './icon';

/** What failed, why, what to do, and the code and request id to pass on. */
@Component({
  selector: 'lg-failure',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    <div role="alert">
      <lg-icon name="warning" [size]="16" />
      <div class="text">
        <strong>{{ words().title }}</strong>
        <p class="soft">{{ words().next }}</p>
        <p class="quiet mono">
          {{ error().code }}
          @if (error().requestId; as id) {
            · {{ id }}
          }
        </p>
      </div>
      <button type="button" class="btn" (click)="retry.emit()">Try again</button>
    </div>
  `,
  styles: `
    div[role='alert'] {
      display: flex;
      flex-wrap: wrap;
      align-items: flex-start;
      gap: 10px;
      padding: 12px;
      border: 1px solid var(--line);
      border-left: 3px solid var(--bad);
      border-radius: var(--r-m);
      background: var(--s1);
    }
    lg-icon {
      margin-top: 2px;
      color: var(--bad);
    }
    .text {
      flex: 1 1 200px;
      min-width: 0;
      overflow-wrap: anywhere;
    }
    .mono {
      margin-top: 4px;
      font-size: 11px;
    }
  `,
})
export class Failure {
  readonly error = input.required<ApiError>();
  readonly retry = output();
  protected readonly words = computed(() => errorWords(this.error()));
}
