import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { PageTitle } from '../../core/page-title';
import { Session } from '../../core/session';
import { LgButton } from '../../ui/button';
import { Card } from '../../ui/card';
import { Failure } from '../../ui/failure';
import { type TabEntry, Tabs } from '../../ui/tabs';
import { ArrivalList } from './arrival-list';
import { EnrolStore } from './enrol-store';
import { ENROL_WORDS } from './enrol-words';
import { InstallCard } from './install-card';
import { PLATFORMS, type Platform } from './install-lines';
import type { TokenChoices } from './token-choices';
import { TokenForm } from './token-form';
import { TokenListCard } from './token-list';

/** Makes the line that enrols a host, shows it once, and shows who comes. */
@Component({
  selector: 'lg-add-probe-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  providers: [EnrolStore],
  imports: [ArrivalList, Card, Failure, InstallCard, LgButton, Tabs, TokenForm, TokenListCard],
  templateUrl: './add-probe-page.html',
  styleUrl: './add-probe-page.css',
})
export class AddProbePage {
  /** From the query. */
  readonly platform = input<string>();
  protected readonly store = inject(EnrolStore);
  protected readonly words = ENROL_WORDS;
  private readonly session = inject(Session);

  protected readonly mayList = computed(() => this.session.may('admin'));
  protected readonly chosen = computed<Platform>(
    () => PLATFORMS.find((one) => one === this.platform()) ?? 'linux',
  );
  protected readonly tabs: readonly TabEntry[] = PLATFORMS.map((id) => ({
    id,
    label: ENROL_WORDS.platform[id],
    queryParams: { platform: id === 'linux' ? null : id },
  }));

  constructor() {
    inject(PageTitle).set({ text: ENROL_WORDS.fleet, link: '/fleet' }, { text: ENROL_WORDS.title });
  }

  protected make(choices: TokenChoices): void {
    void this.store.make(choices);
  }
}
