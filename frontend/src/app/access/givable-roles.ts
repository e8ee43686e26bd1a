import { Injectable, type WritableSignal, computed, inject, linkedSignal } from '@angular/core';
import type { RoleView } from '@legator/contracts';
import { Loaded } from '../core/loaded';
import { Session } from '../core/session';
import { PeopleApi } from './people-api';

/** The roles that this person may give, read when a dialog opens: nobody gives more than they have. */
@Injectable()
export class GivableRoles {
  private readonly api = inject(PeopleApi);
  private readonly session = inject(Session);
  private readonly loaded = new Loaded(() => this.api.roles());

  readonly list = computed(() =>
    (this.loaded.value() ?? []).filter(({ permissions }) =>
      permissions.every((one) => this.session.may(one)),
    ),
  );
  readonly error = this.loaded.error;

  constructor() {
    void this.load();
  }

  load(): Promise<void> {
    return this.loaded.load();
  }

  /** One to begin with, as soon as they are known: the least of the usual ones, or the first there is. */
  usual(): WritableSignal<string> {
    return linkedSignal<readonly RoleView[], string>({
      source: this.list,
      computation: (roles, before) => {
        const names = roles.map(({ name }) => name);
        if (before && names.includes(before.value)) return before.value;
        return names.includes('viewer') ? 'viewer' : (names[0] ?? '');
      },
    });
  }
}
