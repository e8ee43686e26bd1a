import { ChangeDetectionStrategy, Component, computed, inject, output } from '@angular/core';
import { LgButton } from '../ui/button';
import { Card } from '../ui/card';
import { EmptyState } from '../ui/empty-state';
import { Icon } from '../ui/icon';
import { Pill } from '../ui/pill';
import { visibleText } from '../ui/visible-text';
import { BOUNDARY_WORDS } from './boundary-words';
import { HealthMark } from './health-mark';
import { healthLook, placeText, providerText } from './model-look';
import { costText } from './models-numbers';
import { ModelsStore } from './models-store';
import { MODELS_WORDS } from './models-words';

/** Which model answers, where what it is told goes, and what it may see. */
@Component({
  selector: 'lg-active-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Card, EmptyState, HealthMark, Icon, LgButton, Pill],
  templateUrl: './active-card.html',
  styleUrl: './active-card.css',
})
export class ActiveCard {
  readonly added = output();
  readonly edited = output<string>();
  protected readonly words = MODELS_WORDS.active;
  protected readonly all = MODELS_WORDS;
  protected readonly store = inject(ModelsStore);
  protected readonly loaded = computed(() =>
    this.store.mayManage() ? this.store.profiles : this.store.whoAnswers,
  );
  protected readonly hasProfiles = computed(() => (this.store.profiles.value()?.length ?? 0) > 0);
  protected readonly profile = this.store.active;
  protected readonly look = computed(() => {
    const profile = this.store.active();
    if (!profile) return undefined;
    const boundary = this.store.boundary();
    const { price_in, price_out } = profile;
    return {
      name: visibleText(profile.name),
      provider: providerText(profile.provider),
      model: visibleText(profile.model),
      isLocal: profile.is_local,
      place: placeText(profile),
      sees: boundary && BOUNDARY_WORDS[boundary],
      context: MODELS_WORDS.active.tokens(profile.context_tokens),
      price:
        price_in === null && price_out === null
          ? ''
          : `${costText(price_in ?? 0)} / ${costText(price_out ?? 0)} ${MODELS_WORDS.active.perMillion}`,
      health: healthLook(this.store.tried()[profile.id], this.store.recent().get(profile.id)),
      isTesting: this.store.tried()[profile.id]?.state === 'testing',
    };
  });

  protected readonly noneNext = computed(() =>
    this.store.mayManage() ? MODELS_WORDS.noneManager : MODELS_WORDS.noneReader,
  );
}
