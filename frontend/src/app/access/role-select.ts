import { ChangeDetectionStrategy, Component, computed, inject, input, model } from '@angular/core';
import { Failure } from '../ui/failure';
import { Field } from '../ui/field';
import { TextInput } from '../ui/text-input';
import { visibleText } from '../ui/visible-text';
import { GivableRoles } from './givable-roles';

/**
 * One of the roles that whoever asks may give, with what it is for. A value that is none of them stands there as well:
 * what is shown is what would be sent.
 */
@Component({
  selector: 'lg-role-select',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Failure, Field, TextInput],
  template: `
    <lg-field [label]="label()" [help]="help()">
      <select lgInput (change)="value.set($any($event.target).value)">
        @if (isOther()) {
          <option [value]="value()" selected>{{ seen(value()) || '…' }}</option>
        }
        @for (role of roles.list(); track role.name) {
          <option [value]="role.name" [selected]="role.name === value()">{{ seen(role.name) }}</option>
        }
      </select>
    </lg-field>
    @if (roles.error(); as error) {
      <lg-failure plain [error]="error" (retry)="roles.load()" />
    }
  `,
})
export class RoleSelect {
  readonly label = input.required<string>();
  readonly value = model('');
  protected readonly roles = inject(GivableRoles);
  protected readonly seen = visibleText;
  private readonly role = computed(() => this.roles.list().find(({ name }) => name === this.value()));
  protected readonly isOther = computed(() => this.role() === undefined);
  protected readonly help = computed(() => visibleText(this.role()?.description ?? ''));
}
