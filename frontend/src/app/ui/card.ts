import { booleanAttribute, ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import type { ApiError } from '../core/api-error';
import { LgButton } from './button';
import { Failure } from './failure';
import { Skeleton } from './skeleton';

let count = 0;

/**
 * `<lg-card title="Services" note="42 running" [loading]="…" [error]="…" (retry)="…"> … </lg-card>`. Body is the content;
 * `card-title` adds to the title, `card-actions` stands at its right: `<button card-actions lgButton>`. A failed card says so
 * in itself and hurts no other; what was loaded before stays above the failure. `flush` takes the padding away.
 */
@Component({
  selector: 'lg-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Failure, LgButton, Skeleton],
  template: `
    <section [attr.aria-labelledby]="title() ? id : null" [class.failed]="error()">
      @if (title()) {
        <header>
          <h2 class="ellipsis" [id]="id">{{ title() }}</h2>
          <ng-content select="[card-title]" />
          <span class="end">
            @if (note()) {
              <span class="note num">{{ note() }}</span>
            }
            <ng-content select="[card-actions]" />
          </span>
        </header>
      }
      <div class="body" [class.flush]="flush()">
        @if (loading()) {
          <lg-skeleton [rows]="rows()" [height]="rowHeight()" plain>
            @if (cancellable()) {
              <button lgButton size="compact" (click)="cancel.emit()">Cancel</button>
            }
          </lg-skeleton>
        } @else {
          <ng-content />
        }
        @if (error(); as failure) {
          <lg-failure plain [error]="failure" (retry)="retry.emit()" />
        }
      </div>
    </section>
  `,
  styles: `
    :host {
      display: block;
      min-width: 0;
    }
    section {
      display: flex;
      flex-direction: column;
      height: 100%;
      border: 1px solid var(--line);
      border-radius: var(--r-l);
      background: var(--s1);
    }
    .failed {
      border-style: dashed;
      border-color: var(--bad-line);
    }
    header {
      display: flex;
      align-items: center;
      gap: 8px;
      min-height: 38px;
      padding: 5px 12px;
      border-bottom: 1px solid var(--line);
    }
    h2 {
      flex: 0 1 auto;
    }
    .end {
      display: flex;
      flex: none;
      align-items: center;
      gap: 8px;
      margin-left: auto;
    }
    .note {
      color: var(--t3);
      font: var(--fs-11);
    }
    .body {
      flex: 1;
      min-width: 0;
      padding: 12px;
    }
    .body:empty,
    .flush {
      padding: 0;
    }
    .flush > lg-failure {
      display: block;
      padding: 12px;
    }
  `,
})
export class Card {
  readonly title = input('');
  /** Quiet text at the right end of the head. */
  readonly note = input('');
  readonly loading = input(false, { transform: booleanAttribute });
  readonly error = input<ApiError | undefined>();
  readonly flush = input(false, { transform: booleanAttribute });
  /** Shape of the skeleton. */
  readonly rows = input(3);
  readonly rowHeight = input(33);
  readonly retry = output();
  /** With it, who waits for long may stop waiting; then `cancel` is emitted. */
  readonly cancellable = input(false, { transform: booleanAttribute });
  readonly cancel = output();
  protected readonly id = `lg-card-${++count}`;
}
