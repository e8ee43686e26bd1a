import { ChangeDetectionStrategy, Component, DestroyRef, computed, inject } from '@angular/core';
import type { Permission, RoleView } from '@legator/contracts';
import { LiveFeed } from '../core/live/live-feed';
import { Loaded } from '../core/loaded';
import { type PageAction, PageActions } from '../core/page-actions';
import { LgButton } from '../ui/button';
import { Card } from '../ui/card';
import { Dialogs } from '../ui/dialogs';
import { Icon } from '../ui/icon';
import { IconButton } from '../ui/icon-button';
import { Menu, MenuItem, MenuTrigger } from '../ui/menu';
import { visibleText } from '../ui/visible-text';
import { ACCESS_WORDS } from './access-words';
import { Doing } from '../core/doing';
import { PeopleApi } from './people-api';
import { PERMISSION_AREAS } from './permission-words';

/** Which role may do what, as one table; and the roles of this tenant's own. */
@Component({
  selector: 'lg-roles-tab',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Card, Icon, IconButton, LgButton, Menu, MenuItem, MenuTrigger],
  template: `
    <lg-card
      flush
      cancellable
      [title]="words.title"
      [loading]="roles.isFirst()"
      [rows]="8"
      [error]="roles.error()"
      (retry)="roles.load()"
      (cancel)="roles.cancel()"
    >
      <button card-actions lgButton variant="primary" size="compact" icon="plus" (click)="edit()">
        {{ words.add }}
      </button>
      @if (roles.value()) {
        <p class="none soft">{{ words.text }}</p>
        <div class="frame" tabindex="0" role="region" [attr.aria-label]="words.table">
          <table>
            <thead>
              <tr>
                <th scope="col">{{ words.permission }}</th>
                @for (role of columns(); track role.role.name) {
                  <th scope="col" class="role" [title]="role.description">
                    <span class="title">
                      <span class="ellipsis">{{ role.name }}</span>
                      @if (!role.role.built_in) {
                        <button
                          lgIconButton
                          icon="ellipsis"
                          size="compact"
                          [aria-label]="words.edit(role.name)"
                          [lgMenuTrigger]="actions"
                        ></button>
                        <ng-template #actions>
                          <lg-menu>
                            <button lgMenuItem icon="pencil" (triggered)="edit(role.role)">
                              {{ words.edit(role.name) }}
                            </button>
                            <button lgMenuItem icon="trash-2" tone="bad" (triggered)="remove(role.role)">
                              {{ words.remove(role.name) }}
                            </button>
                          </lg-menu>
                        </ng-template>
                      }
                    </span>
                    <span class="kind">{{ role.kind }}</span>
                  </th>
                }
              </tr>
            </thead>
            @for (area of areas; track area.area) {
              <tbody>
                <tr class="area">
                  <th scope="rowgroup" [attr.colspan]="columns().length + 1">{{ area.area }}</th>
                </tr>
                @for (permission of area.permissions; track permission.name) {
                  <tr>
                    <th scope="row">
                      <span class="mono">{{ permission.name }}</span>
                      <span class="quiet small wide-only">{{ permission.words }}</span>
                    </th>
                    @for (role of columns(); track role.role.name) {
                      <td class="role">
                        @if (role.may(permission.name)) {
                          <lg-icon class="yes" name="check" [size]="15" /><span class="hidden">{{
                            words.may
                          }}</span>
                        } @else {
                          <span class="quiet" aria-hidden="true">–</span
                          ><span class="hidden">{{ words.mayNot }}</span>
                        }
                      </td>
                    }
                  </tr>
                }
              </tbody>
            }
          </table>
        </div>
      }
    </lg-card>
  `,
  styleUrls: ['./table.css', './roles-tab.css'],
})
export class RolesTab {
  protected readonly words = ACCESS_WORDS.roles;
  protected readonly areas = PERMISSION_AREAS;
  private readonly api = inject(PeopleApi);
  private readonly dialogs = inject(Dialogs);
  private readonly doing = inject(Doing);
  protected readonly roles = new Loaded(() => this.api.roles());
  protected readonly columns = computed(() => (this.roles.value() ?? []).map(columnOf));

  constructor() {
    const actions = computed<readonly PageAction[]>(() => [
      {
        id: 'new-role',
        text: ACCESS_WORDS.roles.add,
        icon: 'plus',
        isMain: true,
        run: () => void this.edit(),
      },
    ]);
    inject(PageActions).offer(actions);
    inject(DestroyRef).onDestroy(inject(LiveFeed).watch(['role.', 'user.'], () => this.roles.load()));
    void this.roles.load();
  }

  protected async edit(role?: RoleView): Promise<void> {
    const component = import('./role-dialog').then((file) => file.RoleDialog);
    await this.dialogs.open(component, { role }, { width: '640px' });
    await this.roles.load();
  }

  protected async remove({ name }: RoleView): Promise<void> {
    const shown = visibleText(name);
    const { removeAsk, removeText: text, verb, removed } = this.words;
    if (!(await this.dialogs.confirm({ title: removeAsk(shown), text, verb, tone: 'danger' }))) return;
    await this.doing.try(() => this.api.removeRole(name), removed(shown));
    await this.roles.load();
  }
}

function columnOf(role: RoleView) {
  const has = new Set<Permission>(role.permissions);
  const people = role.members === undefined ? '' : ACCESS_WORDS.roles.people(role.members);
  return {
    role,
    name: visibleText(role.name),
    description: visibleText(role.description ?? ''),
    kind: people || (role.built_in ? ACCESS_WORDS.roles.builtIn : ACCESS_WORDS.roles.own),
    may: (permission: Permission) => has.has('admin') || has.has(permission),
  };
}
