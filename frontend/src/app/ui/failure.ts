import {
  booleanAttribute,
  ChangeDetectionStrategy,
  Component,
  computed,
  input,
  output,
  signal,
} from '@angular/core';
import type { ApiError } from '../core/api-error';
import { errorWords } from '../core/error-words';
import { LgButton } from './button';
import { Icon } from './icon';

/**
 * `<lg-failure [error]="error" (retry)="load()" />`: what failed, why, what to do, and in small print the code and request
 * id, to be copied. `plain` inside a card, which has an edge already; `[retryable]="false"` where trying again cannot help.
 */
@Component({
  selector: 'lg-failure',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, LgButton],
  template: `
    <div role="alert" [class.plain]="plain()">
      <lg-icon name="triangle-alert" [size]="16" />
      <div class="text">
        <strong>{{ words().title }}</strong>
        <p class="soft">{{ words().next }}</p>
        <p class="print">
          <span class="mono">
            {{ error().code }}
            @if (error().requestId; as id) {
              · {{ id }}
            }
          </span>
          <button type="button" (click)="copy()">
            {{ copied() ? 'Copied' : 'Copy' }}<span class="hidden"> code and request id</span>
          </button>
        </p>
      </div>
      @if (retryable()) {
        <button lgButton size="compact" icon="rotate-cw" (click)="retry.emit()">Try again</button>
      }
    </div>
  `,
  styles: `
    div[role='alert'] {
      position: relative;
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
    div.plain {
      padding: 0;
      border: 0;
    }
    lg-icon {
      margin-top: 2px;
      color: var(--bad);
    }
    .text {
      flex: 1 1 160px;
      min-width: 0;
      overflow-wrap: anywhere;
    }
    strong {
      font-weight: 600;
    }
    .print {
      display: flex;
      flex-wrap: wrap;
      gap: 0 8px;
      align-items: baseline;
      margin-top: 4px;
      color: var(--t3);
    }
    .mono {
      font-size: 11px;
    }
    .print button {
      min-height: 24px;
      padding: 0 2px;
      border: 0;
      background: none;
      color: var(--t2);
      font: var(--fs-11);
      text-decoration: underline;
      cursor: pointer;
    }
  `,
})
export class Failure {
  readonly error = input.required<ApiError>();
  readonly plain = input(false, { transform: booleanAttribute });
  readonly retryable = input(true);
  readonly retry = output();
  protected readonly copied = signal(false);
  protected readonly words = computed(() => errorWords(this.error()));

  protected async copy(): Promise<void> {
    const { code, requestId } = this.error();
    try {
      await navigator.clipboard.writeText([code, requestId].filter(Boolean).join(' '));
      this.copied.set(true);
    } catch {
      // No clipboard without HTTPS: the text can still be marked by hand.
    }
  }
}
