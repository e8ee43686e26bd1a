import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { Icon, type IconName } from './icon';
import type { Tone } from './tone';

/** `<lg-pill tone="warn" icon="triangle-alert">Degraded</lg-pill>`: a state in a word. `size="small"` in list rows. */
@Component({
  selector: 'lg-pill',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    @if (icon(); as name) {
      <lg-icon [name]="name" [size]="11" />
    }
    <span class="ellipsis"><ng-content /></span>
  `,
  host: { '[class]': 'tone() + " " + size()' },
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: 5px;
      max-width: 100%;
      min-width: 0;
      height: 20px;
      padding: 0 7px;
      border-radius: 10px;
      background: var(--s3);
      color: var(--t2);
      font: 550 11px/20px var(--sans);
      white-space: nowrap;
      unicode-bidi: isolate;
    }
    :host(.small) {
      height: 16px;
      padding: 0 5px;
      line-height: 16px;
    }
    :host(.ok) {
      background: var(--ok-bg);
      color: var(--ok);
    }
    :host(.warn) {
      background: var(--warn-bg);
      color: var(--warn);
    }
    :host(.high) {
      background: var(--high-bg);
      color: var(--high);
    }
    :host(.bad) {
      background: var(--bad-bg);
      color: var(--bad);
    }
    :host(.info) {
      background: var(--info-bg);
      color: var(--info);
    }
    :host(.ai) {
      background: var(--ai-bg);
      color: var(--ai);
    }
    :host(.accent) {
      background: var(--accent-bg);
      color: var(--accent);
    }
    @media (forced-colors: active) {
      :host {
        border: 1px solid;
      }
    }
  `,
})
export class Pill {
  readonly tone = input<Tone>('neutral');
  readonly icon = input<IconName>();
  readonly size = input<'normal' | 'small'>('normal');
}
