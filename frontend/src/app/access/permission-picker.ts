import { ChangeDetectionStrategy, Component, inject, input, model } from '@angular/core';
import type { Permission } from '@legator/contracts';
import { Session } from '../core/session';
import { ACCESS_WORDS } from './access-words';
import { PERMISSION_AREAS } from './permission-words';

/** Permissions by what they are about. What one has not oneself stands there and cannot be taken. */
@Component({
  selector: 'lg-permission-picker',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @for (area of areas; track area.area) {
      <fieldset>
        <legend>{{ area.area }}</legend>
        @for (permission of area.permissions; track permission.name) {
          <label [class.off]="!may(permission.name)">
            <input
              type="checkbox"
              [checked]="chosen().has(permission.name)"
              [disabled]="!may(permission.name)"
              (change)="toggle(permission.name)"
            />
            <span>
              <span class="mono">{{ permission.name }}</span>
              <span class="quiet small">{{ may(permission.name) ? permission.words : beyond }}</span>
            </span>
          </label>
        }
      </fieldset>
    }
    @if (error()) {
      <p class="error" role="alert">{{ error() }}</p>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 12px;
    }
    fieldset {
      min-width: 0;
      margin: 0;
      padding: 0;
      border: 0;
    }
    legend {
      padding: 0 0 2px;
      color: var(--t2);
      font: 600 12px/18px var(--sans);
    }
    label {
      display: flex;
      gap: 9px;
      align-items: flex-start;
      min-height: 28px;
      padding: 4px 0;
      cursor: pointer;
    }
    label.off {
      cursor: default;
    }
    input {
      flex: none;
      width: 16px;
      height: 16px;
      margin: 2px 0 0;
      accent-color: var(--accent-solid);
    }
    label > span {
      display: flex;
      flex-wrap: wrap;
      gap: 0 10px;
      min-width: 0;
    }
    .mono {
      line-height: 20px;
    }
    .error {
      color: var(--bad);
      font: var(--fs-12);
    }
    @media (pointer: coarse) {
      label {
        min-height: 44px;
      }
    }
  `,
})
export class PermissionPicker {
  readonly chosen = model.required<ReadonlySet<Permission>>();
  readonly error = input('');
  protected readonly areas = PERMISSION_AREAS;
  protected readonly beyond = ACCESS_WORDS.roles.dialog.beyond;
  private readonly session = inject(Session);

  protected may(permission: Permission): boolean {
    return this.session.may(permission);
  }

  protected toggle(permission: Permission): void {
    const chosen = new Set(this.chosen());
    if (!chosen.delete(permission)) chosen.add(permission);
    this.chosen.set(chosen);
  }
}
