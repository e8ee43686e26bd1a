import { booleanAttribute, ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { Icon } from './icon';

/**
 * `<lg-tag text="prod" />`: a word somebody chose, cut when long. `removable` adds a cross that emits `(removed)`;
 * `name` is what stands before the value, as in a filter ("sort health").
 */
@Component({
  selector: 'lg-tag',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    @if (name()) {
      <span class="name">{{ name() }}</span>
    }
    <bdi class="ellipsis" [title]="text()">{{ text() }}</bdi>
    @if (removable()) {
      <button type="button" [attr.aria-label]="'Remove ' + text()" (click)="removed.emit()">
        <lg-icon name="x" [size]="11" />
      </button>
    }
  `,
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: 4px;
      min-width: 0;
      max-width: min(26ch, 100%);
      height: 18px;
      padding: 0 6px;
      border-radius: var(--r-s);
      background: var(--s3);
      color: var(--t2);
      font: 500 11px/18px var(--sans);
    }
    .name {
      color: var(--t3);
    }
    .name + bdi {
      color: var(--t1);
    }
    button {
      position: relative;
      display: grid;
      flex: none;
      place-items: center;
      width: 16px;
      height: 18px;
      margin-right: -5px;
      padding: 0;
      border: 0;
      background: none;
      color: var(--t2);
      cursor: pointer;
    }
    /* A target of 24 pixels in a chip of 18. */
    button::before {
      position: absolute;
      inset: -3px -4px;
      content: '';
    }
    button:hover {
      color: var(--t1);
    }
    @media (pointer: coarse) {
      :host:has(button) {
        height: 32px;
        padding: 0 10px;
        font-size: 13px;
      }
      button {
        width: 28px;
        height: 32px;
      }
      button::before {
        inset: -6px -8px;
      }
    }
  `,
})
export class Tag {
  readonly text = input.required<string>();
  readonly name = input<string>();
  readonly removable = input(false, { transform: booleanAttribute });
  readonly removed = output();
}
