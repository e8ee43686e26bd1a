import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { Field } from './field';

/** `<input lgInput />`, also on `textarea` and `select`: the look of an input, tied to the `lg-field` around it. */
@Component({
  // An attribute component rather than a directive, because it brings its own look.
  selector: 'input[lgInput], textarea[lgInput], select[lgInput]',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: '<ng-content />',
  host: {
    '[attr.id]': 'field?.inputId',
    '[attr.aria-describedby]': 'field?.describedBy() || null',
    '[attr.aria-invalid]': 'field?.error() ? true : null',
  },
  styles: `
    :host {
      min-width: 0;
      width: 100%;
      height: var(--control);
      padding: 0 9px;
      border: 1px solid var(--border);
      border-radius: var(--r-m);
      background: var(--s1);
      color: var(--t1);
      font: var(--fs-13);
    }
    :host(textarea) {
      height: auto;
      min-height: 64px;
      padding: 7px 9px;
      resize: vertical;
    }
    :host::placeholder {
      color: var(--t3);
      opacity: 1;
    }
    :host(:focus) {
      border-color: var(--accent);
      outline: 1px solid var(--accent);
      outline-offset: 0;
    }
    :host([aria-invalid='true']) {
      border-color: var(--bad);
    }
    @media (pointer: coarse) {
      :host {
        font-size: 16px;
      }
    }
  `,
})
export class TextInput {
  protected readonly field = inject(Field, { optional: true });
}
