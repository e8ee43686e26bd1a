import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { ProbeStatus } from '../core/api/models';

export const STATUS_WORDS: Readonly<Record<ProbeStatus, string>> = {
  online: 'Online',
  degraded: 'Degraded',
  offline: 'Offline',
  pending: 'Pending',
};

/** Circle, triangle, diamond or ring, so that colour is never alone; with its word, shown or for readers only. */
@Component({
  selector: 'lg-status-mark',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <i [class]="status()" aria-hidden="true"></i>
    <span [class.hidden]="!word()">{{ text() }}</span>
  `,
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: 5px;
      position: relative;
    }
    i {
      flex: none;
      width: 9px;
      height: 9px;
    }
    .online {
      border-radius: 50%;
      background: var(--ok);
    }
    .degraded {
      width: 10px;
      background: var(--warn);
      clip-path: polygon(50% 0, 100% 100%, 0 100%);
    }
    .offline {
      background: var(--bad);
      clip-path: polygon(50% 0, 100% 50%, 50% 100%, 0 50%);
      width: 10px;
      height: 10px;
    }
    .pending {
      border: 2px solid var(--info);
      border-radius: 50%;
    }
  `,
})
export class StatusMark {
  readonly status = input.required<ProbeStatus>();
  readonly word = input(false);
  protected readonly text = computed(() => STATUS_WORDS[this.status()] ?? this.status());
}
