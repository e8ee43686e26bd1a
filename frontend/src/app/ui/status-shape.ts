import { booleanAttribute, ChangeDetectionStrategy, Component, computed, input } from '@angular/core';

const WORDS = {
  online: 'Online',
  degraded: 'Degraded',
  offline: 'Offline',
  pending: 'Pending',
  revoked: 'Revoked',
} as const;

export type Status = keyof typeof WORDS;

/**
 * `<lg-status-shape status="degraded" />`: circle, triangle, diamond, ring or cross, so that colour is never alone. Its
 * word is for readers only, unless `word` shows it.
 */
@Component({
  selector: 'lg-status-shape',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <svg [class]="status()" width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
      @switch (status()) {
        @case ('online') {
          <circle cx="6" cy="6" r="4" />
        }
        @case ('degraded') {
          <path d="M6 1.5 11 10.5H1z" />
        }
        @case ('offline') {
          <rect x="2" y="2" width="8" height="8" rx="1.5" transform="rotate(45 6 6)" />
        }
        @case ('pending') {
          <circle class="line" cx="6" cy="6" r="3" />
        }
        @default {
          <path class="line" d="m2.5 2.5 7 7m0-7-7 7" />
        }
      }
    </svg>
    <span [class.hidden]="!word()">{{ text() }}</span>
  `,
  styles: `
    :host {
      position: relative;
      display: inline-flex;
      flex: none;
      align-items: center;
      gap: 5px;
    }
    svg {
      flex: none;
      overflow: visible;
      fill: currentColor;
    }
    .line {
      fill: none;
      stroke: currentColor;
      stroke-width: 2;
      stroke-linecap: round;
    }
    .online {
      color: var(--ok);
    }
    .degraded {
      color: var(--warn);
    }
    .offline {
      color: var(--bad);
    }
    .pending {
      color: var(--info);
    }
    .revoked {
      color: var(--t3);
    }
    @media (forced-colors: active) {
      svg {
        forced-color-adjust: none;
      }
    }
  `,
})
export class StatusShape {
  readonly status = input.required<Status>();
  readonly word = input(false, { transform: booleanAttribute });
  protected readonly text = computed(() => WORDS[this.status()] ?? this.status());
}
