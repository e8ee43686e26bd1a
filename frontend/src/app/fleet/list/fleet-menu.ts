import { ChangeDetectionStrategy, Component, computed, DOCUMENT, inject, input, output } from '@angular/core';
import { Router } from '@angular/router';
import { failureText } from '../../core/error-words';
import { toApiError } from '../../core/api-errors';
import type { SavedFilter } from '../../core/api/models';
import { Session } from '../../core/session';
import { SavedFilters, addressOf } from '../../core/saved-filters';
import { copyText } from '../../ui/copy-button';
import { Dialogs } from '../../ui/dialogs';
import { IconButton } from '../../ui/icon-button';
import { Menu, MenuCheck, MenuItem, MenuTitle, MenuTrigger } from '../../ui/menu';
import { Toasts } from '../../ui/toasts';
import { visibleText } from '../../ui/visible-text';
import { FleetListApi } from './fleet-list-api';
import type { FleetLayout } from './fleet-layouts';
import { FleetListStore } from './fleet-list-store';
import { TableColumns } from './table-columns';
import { WORDS } from './fleet-words';

/** Saved filters, the link, the export, the layout and its columns, behind one button. */
@Component({
  selector: 'lg-fleet-menu',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [IconButton, Menu, MenuCheck, MenuItem, MenuTitle, MenuTrigger],
  template: `
    <button
      lgIconButton
      icon="list-filter"
      size="compact"
      [aria-label]="words.menu"
      [lgMenuTrigger]="menu"
      (menuOpened)="saved.fresh()"
    ></button>
    <ng-template #menu>
      <lg-menu>
        <lg-menu-title>{{ words.saved }}</lg-menu-title>
        @for (one of saved.all(); track one.name) {
          <button lgMenuItem icon="list-filter" [hint]="seen(one.q)" (triggered)="show(one)">
            {{ seen(one.name) }}
          </button>
        } @empty {
          <button lgMenuItem disabled>{{ words.noSaved }}</button>
        }
        @if (mayChange()) {
          <button lgMenuItem icon="save" (triggered)="save()">{{ words.save }}</button>
        }
        @if (mayChange() && named(); as one) {
          <button lgMenuItem icon="trash-2" tone="bad" (triggered)="forget(one)">
            {{ words.forget(seen(one.name)) }}
          </button>
        }
        <hr />
        <button lgMenuItem icon="link" (triggered)="share()">{{ words.share }}</button>
        <button lgMenuItem icon="download" [hint]="words.exportHint" (triggered)="download()">
          {{ words.export }}
        </button>
        @if (layout(); as now) {
          <hr />
          @for (one of layouts; track one.layout) {
            @if (one.layout !== now) {
              <button lgMenuItem [icon]="one.icon" hint="V" (triggered)="switched.emit(one.layout)">
                {{ one.text }}
              </button>
            }
          }
          @if (now === 'table') {
            <lg-menu-title>{{ words.columns }}</lg-menu-title>
            @for (one of columns.choices; track one.key) {
              <button lgMenuCheck [checked]="columns.isShown(one.key)" (triggered)="columns.toggle(one.key)">
                {{ one.header }}
              </button>
            }
          }
        }
      </lg-menu>
    </ng-template>
  `,
})
export class FleetMenu {
  /** Nothing where there is no choice. */
  readonly layout = input<FleetLayout | undefined>();
  readonly switched = output<FleetLayout>();
  protected readonly layouts = [
    { layout: 'split', text: WORDS.split, icon: 'layout-list' },
    { layout: 'table', text: WORDS.table, icon: 'table' },
    { layout: 'site', text: WORDS.bySite, icon: 'map-pin' },
  ] as const;
  protected readonly words = WORDS;
  protected readonly seen = visibleText;
  protected readonly saved = inject(SavedFilters);
  protected readonly columns = inject(TableColumns);
  private readonly store = inject(FleetListStore);
  private readonly api = inject(FleetListApi);
  private readonly dialogs = inject(Dialogs);
  private readonly toasts = inject(Toasts);
  private readonly router = inject(Router);
  private readonly page = inject(DOCUMENT);
  private readonly session = inject(Session);
  /** Everybody of the tenant sees a saved filter. */
  protected readonly mayChange = computed(() => this.session.may('fleet:write'));

  /** The saved filter that is shown, if it is one. */
  protected named(): SavedFilter | undefined {
    const { q, sort } = this.store.view();
    return this.saved.all().find((one) => one.q === q && (one.sort ?? 'health') === sort);
  }

  protected show(one: SavedFilter): void {
    void this.router.navigateByUrl(addressOf(one));
  }

  async save(): Promise<void> {
    void this.saved.fresh();
    const dialog = import('./save-filter-dialog').then((file) => file.SaveFilterDialog);
    const name = await this.dialogs.open<string>(dialog, this.store.view(), { focus: 'input' });
    if (name) this.toasts.done(WORDS.savedAs(name));
  }

  protected forget({ name, q, sort }: SavedFilter): Promise<void> {
    const again = () => this.told(() => this.saved.save(name, { q, ...(sort && { sort }) }));
    return this.told(async () => {
      await this.saved.remove(name);
      this.toasts.done(WORDS.forgotten(name), () => void again());
    });
  }

  private async told(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (cause) {
      this.toasts.failed(failureText(toApiError(cause)));
    }
  }

  async share(): Promise<void> {
    const isCopied = await copyText(this.page.location.href);
    if (isCopied) this.toasts.done(WORDS.shared);
    else this.toasts.failed(WORDS.notShared);
  }

  download(): void {
    const link = this.page.createElement('a');
    link.href = this.api.csv(this.store.view());
    link.download = '';
    link.click();
  }
}
