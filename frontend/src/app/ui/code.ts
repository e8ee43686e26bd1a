import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { CopyButton } from './copy-button';

/** Text for a machine, sign by sign, with Copy. Long lines scroll inside. */
@Component({
  selector: 'lg-code',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CopyButton],
  template: `
    <pre class="mono" tabindex="0" role="group" [attr.aria-label]="label()">{{ text() }}</pre>
    <lg-copy-button [text]="text()" />
  `,
  styles: `
    :host {
      position: relative;
      display: block;
      min-width: 0;
      border: 1px solid var(--line);
      border-radius: var(--r-m);
      background: var(--sunken);
    }
    pre {
      max-height: var(--code-height, 420px);
      padding: 8px 76px 8px 10px;
      overflow: auto;
      line-height: 19px;
      text-align: left;
      white-space: pre;
      unicode-bidi: isolate;
    }
    pre:focus-visible {
      outline-offset: -2px;
      border-radius: var(--r-m);
    }
    @media (pointer: coarse) {
      pre {
        min-height: 52px;
      }
    }
    lg-copy-button {
      position: absolute;
      top: 4px;
      right: 4px;
    }
  `,
})
export class Code {
  readonly text = input.required<string>();
  readonly label = input('Code');
}
