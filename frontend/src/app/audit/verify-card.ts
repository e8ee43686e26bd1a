import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { Loaded } from '../core/loaded';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { momentText } from '../ui/time-text';
import type { AuditVerification } from '../core/api/models';

const REASONS: Readonly<Record<string, string>> = {
  entry_hash: 'its text was changed after it was written',
  columns: 'its text was changed after it was written',
  link: 'it does not follow from the entry before it',
  gap: 'an entry before it is missing',
  truncated: 'entries at the end are missing',
};

/** Lets the control plane walk the whole chain, and says what it found. */
@Component({
  selector: 'lg-verify-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Failure, Icon],
  template: `
    <div class="line">
      <div role="status" class="result">
        @if (verification().loading()) {
          <p class="soft">Walking the chain…</p>
        } @else if (verification().value(); as found) {
          @if (found.valid) {
            <lg-icon name="shield" [size]="18" class="ok" />
            <p>
              <b>The chain holds.</b>
              <span class="soft num">
                {{ count(found.entries_checked) }} checked, none altered or missing.</span
              >
            </p>
          } @else {
            <lg-icon name="warning" [size]="18" class="bad" />
            <p>
              <b>The chain is broken{{ place(found) }}:</b>
              <span class="soft"> {{ reason(found) }}. {{ since(found) }}</span>
            </p>
          }
        } @else {
          <lg-icon name="shield" [size]="18" class="quiet" />
          <p class="soft">
            Each entry is chained to the one before it. Verifying finds what was altered or cut out.
          </p>
        }
      </div>
      <button
        type="button"
        class="btn"
        [attr.aria-disabled]="verification().loading() || null"
        (click)="verify()"
      >
        Verify
      </button>
    </div>
    @if (verification().error(); as error) {
      <lg-failure [error]="error" (retry)="verify()" />
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 10px;
      padding: 10px 12px;
    }
    .line,
    .result {
      display: flex;
      align-items: center;
      gap: 10px;
    }
    .result {
      flex: 1;
      min-width: 0;
    }
    .btn {
      flex: none;
    }
    .ok {
      color: var(--ok);
    }
    .bad {
      color: var(--bad);
    }
  `,
})
export class VerifyCard {
  readonly verification = input.required<Loaded<AuditVerification>>();

  protected verify(): void {
    if (!this.verification().loading()) void this.verification().load();
  }

  protected count(entries: number): string {
    return entries === 1 ? '1 entry' : `${entries.toLocaleString()} entries`;
  }

  protected place({ first_invalid_index: index }: AuditVerification): string {
    return index == null ? '' : ` at #${index}`;
  }

  protected reason({ reason }: AuditVerification): string {
    return (reason && REASONS[reason]) || reason || 'an entry does not hold';
  }

  protected since({ first_invalid_at: at }: AuditVerification): string {
    return at ? `Written ${momentText(at)}.` : '';
  }
}
