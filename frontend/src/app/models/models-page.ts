import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { Router } from '@angular/router';
import { type PageAction, PageActions } from '../core/page-actions';
import { PageTitle } from '../core/page-title';
import { shortcut } from '../core/shortcuts';
import { LgButton } from '../ui/button';
import { ActiveCard } from './active-card';
import { BoundaryCard } from './boundary-card';
import { BudgetCard } from './budget-card';
import { ModelsStore } from './models-store';
import { MODELS_WORDS } from './models-words';
import { ProfileActions } from './profile-actions';
import { ProfileDrawer } from './profile-drawer';
import { ProfilesCard } from './profiles-card';
import { RoutingCard } from './routing-card';
import { UsageCard, type UsageBy, type UsageWindow } from './usage-card';

/** Which models answer, what they may see, what they cost, and how they are set up. */
@Component({
  selector: 'lg-models-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    ActiveCard,
    BoundaryCard,
    BudgetCard,
    LgButton,
    ProfileDrawer,
    ProfilesCard,
    RoutingCard,
    UsageCard,
  ],
  providers: [ModelsStore, ProfileActions],
  templateUrl: './models-page.html',
  styleUrl: './models-page.css',
})
export class ModelsPage {
  /** The profile that is open, "new" for one to be made. */
  readonly profile = input<string>();
  readonly window = input<string>();
  readonly by = input<string>();

  protected readonly words = MODELS_WORDS;
  protected readonly store = inject(ModelsStore);
  private readonly router = inject(Router);
  protected readonly hasProfiles = computed(() => (this.store.profiles.value()?.length ?? 0) > 0);
  /** An address that was written by hand may say anything. */
  protected readonly shownWindow = computed<UsageWindow>(() => {
    const asked = this.window();
    return asked === '7d' || asked === '30d' ? asked : '24h';
  });
  protected readonly shownBy = computed<UsageBy>(() => (this.by() === 'feature' ? 'feature' : 'profile'));
  private readonly actions = computed<readonly PageAction[]>(() =>
    this.store.mayManage()
      ? [
          {
            ...{ id: 'add-model', text: MODELS_WORDS.add, icon: 'plus' },
            ...{ keys: ['N'], isMain: true, run: () => this.open('new') },
          },
        ]
      : [],
  );

  constructor() {
    inject(PageTitle).set({ text: MODELS_WORDS.title });
    inject(PageActions).offer(this.actions);
    shortcut('n', MODELS_WORDS.add, () => this.store.mayManage() && this.open('new'));
  }

  protected open(profile: string | null): void {
    this.show({ profile });
  }

  /** What is shown is in the address; a choice that is usual is not. */
  protected show(change: Readonly<Record<string, string | null>>): void {
    void this.router.navigate([], {
      queryParams: change,
      queryParamsHandling: 'merge',
      replaceUrl: !('profile' in change),
    });
  }
}
