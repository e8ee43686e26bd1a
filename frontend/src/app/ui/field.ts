import { booleanAttribute, ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { Icon } from './icon';

let count = 0;

/**
 * `<lg-field label="Name" help="Shown in the list" [error]="nameError()" optional><input lgInput /></lg-field>`: label above,
 * help below, the error in its place with its icon. Optional fields are marked, required ones are not. Goes with `lgInput`
 * on `input`, `textarea` and `select`, and with `lg-select`.
 */
@Component({
  selector: 'lg-field',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    <label [id]="labelId" [attr.for]="inputId">
      {{ label() }}
      @if (optional()) {
        <span class="mark">optional</span>
      }
    </label>
    <ng-content />
    @if (error()) {
      <p class="error" [id]="errorId"><lg-icon name="circle-alert" [size]="13" />{{ error() }}</p>
    } @else if (help()) {
      <p class="help" [id]="helpId">{{ help() }}</p>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 4px;
      min-width: 0;
    }
    label {
      font: 550 12px/18px var(--sans);
    }
    .mark {
      color: var(--t3);
      font-weight: 400;
    }
    .help,
    .error {
      color: var(--t3);
      font: var(--fs-12);
      overflow-wrap: anywhere;
    }
    .error {
      display: flex;
      gap: 5px;
      color: var(--bad);
    }
    lg-icon {
      margin-top: 2px;
    }
  `,
})
export class Field {
  readonly label = input.required<string>();
  readonly help = input('');
  readonly error = input('');
  readonly optional = input(false, { transform: booleanAttribute });

  private readonly number = ++count;
  readonly inputId = `lg-field-${this.number}`;
  readonly labelId = `${this.inputId}-label`;
  readonly errorId = `${this.inputId}-error`;
  readonly helpId = `${this.inputId}-help`;
  /** Id of what is said below; the error before the help. */
  readonly describedBy = computed(() => (this.error() ? this.errorId : this.help() ? this.helpId : ''));
}
