import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { OUTLINES } from './icon-outlines';

/** Short words for the most frequent ones. */
const ALIASES = {
  audit: 'scroll-text',
  close: 'x',
  down: 'chevron-down',
  fleet: 'server',
  left: 'chevron-left',
  more: 'ellipsis',
  refresh: 'refresh-cw',
  right: 'chevron-right',
  up: 'chevron-up',
  warning: 'triangle-alert',
} as const satisfies Record<string, keyof typeof OUTLINES>;

export type IconName = keyof typeof OUTLINES | keyof typeof ALIASES;

/** Every name there is, for pages that show them all. */
export const ICON_NAMES = Object.keys(OUTLINES) as (keyof typeof OUTLINES)[];

/**
 * A line drawing in the colour of the text beside it: `<lg-icon name="plus" [size]="15" />`. Sizes 13, 15, 16, 20.
 * Always hidden from readers: give it a text neighbour, or its button a label.
 */
@Component({
  selector: 'lg-icon',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <svg [attr.width]="size()" [attr.height]="size()" viewBox="0 0 24 24" aria-hidden="true">
      <path [attr.d]="outline()" />
    </svg>
  `,
  styles: `
    :host {
      display: inline-flex;
      flex: none;
    }
    svg {
      fill: none;
      stroke: currentColor;
      stroke-width: 1.75;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
  `,
})
export class Icon {
  readonly name = input.required<IconName>();
  readonly size = input(16);
  protected readonly outline = computed(() => {
    const name = this.name();
    return OUTLINES[
      name in ALIASES ? ALIASES[name as keyof typeof ALIASES] : (name as keyof typeof OUTLINES)
    ];
  });
}
