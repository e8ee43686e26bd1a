import { ChangeDetectionStrategy, Component, computed, inject, output } from '@angular/core';
import type { ModelProfileView } from '../core/api/models';
import { LgButton } from '../ui/button';
import { Card } from '../ui/card';
import { Icon } from '../ui/icon';
import { IconButton } from '../ui/icon-button';
import { Menu, MenuItem, MenuTitle, MenuTrigger } from '../ui/menu';
import { Pill } from '../ui/pill';
import { visibleText } from '../ui/visible-text';
import { HealthMark } from './health-mark';
import { healthLook, placeText, providerText } from './model-look';
import { ModelsStore } from './models-store';
import { MODELS_WORDS } from './models-words';
import { ProfileActions } from './profile-actions';

/** Every model that could answer: which one does, whether it works, and what can be done with it. */
@Component({
  selector: 'lg-profiles-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Card, HealthMark, Icon, IconButton, LgButton, Menu, MenuItem, MenuTitle, MenuTrigger, Pill],
  templateUrl: './profiles-card.html',
  styleUrl: './profiles-card.css',
})
export class ProfilesCard {
  readonly edited = output<string>();
  protected readonly words = MODELS_WORDS.profiles;
  protected readonly inHouse = MODELS_WORDS.active.inHouse;
  protected readonly elsewhere = MODELS_WORDS.active.elsewhere;
  protected readonly store = inject(ModelsStore);
  protected readonly actions = inject(ProfileActions);
  protected readonly rows = computed(() => {
    const all = this.store.profiles.value() ?? [];
    const hasOther = all.some(({ source }) => source === 'env');
    return all.map((profile) => this.row(profile, hasOther));
  });

  private row(profile: ModelProfileView, hasEnvironment: boolean) {
    const tried = this.store.tried()[profile.id];
    return {
      profile,
      name: visibleText(profile.name),
      provider: providerText(profile.provider),
      model: visibleText(profile.model),
      place: placeText(profile),
      isOwn: profile.source === 'db',
      // The control plane refuses it: nobody would answer then.
      mayRemove: !profile.is_active || hasEnvironment,
      isTesting: tried?.state === 'testing',
      health: healthLook(tried, this.store.recent().get(profile.id)),
    };
  }
}
