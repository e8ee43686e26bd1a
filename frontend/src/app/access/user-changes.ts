import { Injectable, inject } from '@angular/core';
import type { UserView } from '@legator/contracts';
import { type ConfirmWish, Dialogs } from '../ui/dialogs';
import { visibleText } from '../ui/visible-text';
import { ACCESS_WORDS } from './access-words';
import { Doing } from '../core/doing';
import { Session } from '../core/session';
import type { ResetData, ResetWish } from './reset-dialog';
import { PeopleApi } from './people-api';
import { UsersStore } from './users-store';

const WORDS = ACCESS_WORDS.confirm;

/** What is done to somebody's account after asking once more. Says how it went, and reads the list again. */
@Injectable()
export class UserChanges {
  private readonly api = inject(PeopleApi);
  private readonly dialogs = inject(Dialogs);
  private readonly doing = inject(Doing);
  private readonly session = inject(Session);
  private readonly store = inject(UsersStore);

  async reset(user: UserView): Promise<void> {
    const name = nameOf(user);
    const component = import('./reset-dialog').then((file) => file.ResetDialog);
    const options = { role: 'alertdialog', focus: '.cancel' } as const;
    const wish = await this.dialogs.open<ResetWish, ResetData>(component, { name }, options);
    if (!wish) return;
    const made = await this.doing.try(() => this.api.resetPassword(user.id, wish.revokeKeys));
    if (made) {
      const words = ACCESS_WORDS.reset;
      await this.doing.showOnce({
        title: words.title,
        text: words.text(name),
        label: words.title,
        secret: made.one_time_password,
      });
    }
    await this.store.load();
  }

  async endSessions(user: UserView): Promise<void> {
    const { title, text, verb, done } = WORDS.end;
    if (!(await this.sure({ title: title(nameOf(user)), text, verb }))) return;
    await this.doing.try(
      () => this.api.endSessions(user.id),
      ({ ended }) => done(ended),
    );
    await this.store.load();
  }

  async removePasskeys(user: UserView): Promise<void> {
    const { title, text, verb, done } = WORDS.passkeys;
    if (!(await this.sure({ title: title(nameOf(user)), text, verb }))) return;
    await this.doing.try(() => this.api.removePasskeys(user.id), done);
    await this.store.load();
  }

  async setEnabled(user: UserView): Promise<void> {
    const name = nameOf(user);
    const { title, text, verb, done } = WORDS.disable;
    if (user.enabled && !(await this.sure({ title: title(name), text, verb }))) return;
    await this.doing.try(
      () => this.api.setEnabled(user.id, !user.enabled),
      ({ enabled, member_state }) => {
        if (!enabled) return done(name);
        // What a provider disabled in this tenant is not lifted with the account.
        return member_state === 'disabled' ? WORDS.enabledAway(name) : WORDS.enabled(name);
      },
    );
    await this.store.load();
  }

  /** The provider takes it away again if it gives no role at their next sign-in. */
  async letIn(user: UserView): Promise<void> {
    const tenant = this.session.actor()?.tenant_id ?? '';
    await this.doing.try(
      () => this.api.letIn(tenant, user.id),
      ({ enabled }) => (enabled ? WORDS.letIn : WORDS.letInOff)(nameOf(user)),
    );
    await this.store.load();
  }

  async remove(user: UserView): Promise<void> {
    const name = nameOf(user);
    const { title, text, consequences, verb, done } = WORDS.remove;
    const typeToConfirm = visibleText(user.username);
    if (!(await this.sure({ title: title(name), text, consequences, verb, typeToConfirm }))) return;
    await this.doing.try(() => this.api.removeUser(user.id), done(name));
    await this.store.load();
  }

  private sure(wish: ConfirmWish): Promise<boolean> {
    return this.dialogs.confirm({ ...wish, tone: 'danger' });
  }
}

function nameOf({ display_name }: UserView): string {
  return visibleText(display_name);
}
