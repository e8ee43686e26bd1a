import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import type { CommandView } from '../core/api/models';
import { Session } from '../core/session';
import { LgButton } from '../ui/button';
import { Dialogs } from '../ui/dialogs';
import { Diff } from '../ui/diff';
import { Icon, type IconName } from '../ui/icon';
import { type ChangedThing, changesOf } from './command-changes';
import type { RevertData } from './revert-dialog';
import { RunPanel } from './run-panel';
import { WORDS } from './run-words';

const ICONS: Readonly<Record<ChangedThing['change'], IconName>> = {
  same: 'check',
  changed: 'pencil',
  added: 'plus',
  removed: 'minus',
  unread: 'eye-off',
};

/** What a command touched, as it was before and as it is after; nothing where nothing was looked at. */
@Component({
  selector: 'lg-run-changes',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Diff, Icon, LgButton],
  templateUrl: './run-changes.html',
  styleUrl: './run-changes.css',
})
export class RunChanges {
  readonly view = input.required<CommandView | undefined>();
  protected readonly words = WORDS.changes;
  protected readonly icons = ICONS;
  protected readonly showsSame = signal(false);
  private readonly session = inject(Session);
  private readonly dialogs = inject(Dialogs);
  private readonly panel = inject(RunPanel);

  protected readonly changes = computed(() => changesOf(this.view()));
  private readonly same = computed(
    () => this.changes()?.things.filter(({ change }) => change === 'same') ?? [],
  );
  protected readonly shown = computed(() => {
    const things = this.changes()?.things ?? [];
    return this.showsSame() ? things : things.filter(({ change }) => change !== 'same');
  });
  protected readonly hidden = computed(() => (this.showsSame() ? 0 : this.same().length));
  protected readonly mayRevert = computed(
    () =>
      this.changes()?.isRevertible === true &&
      this.session.may('fleet:write') &&
      this.session.may('command:exec'),
  );

  /** Shows first what would run; what comes of it is a command of its own, in the drawer. */
  protected async revert(): Promise<void> {
    const id = this.view()?.request_id;
    if (!id) return;
    const component = import('./revert-dialog').then((file) => file.RevertDialog);
    const run = await this.dialogs.open<string>(component, { id } satisfies RevertData, { width: '520px' });
    if (run) this.panel.show(run);
  }
}
