import { Injectable, inject } from '@angular/core';
import type { ModelProfileView } from '../core/api/models';
import { Doing } from '../core/doing';
import { Dialogs } from '../ui/dialogs';
import { visibleText } from '../ui/visible-text';
import { BOUNDARY_WORDS } from './boundary-words';
import { placeText } from './model-look';
import { ModelsApi } from './models-api';
import { ModelsStore } from './models-store';
import { FEATURE_NAMES, MODELS_WORDS, ROUTED } from './models-words';

const WORDS = MODELS_WORDS.profiles;

/** What is done to a profile from its row, asked for first where something leaves the house or is gone. */
@Injectable()
export class ProfileActions {
  private readonly api = inject(ModelsApi);
  private readonly store = inject(ModelsStore);
  private readonly dialogs = inject(Dialogs);
  private readonly doing = inject(Doing);

  /** @returns once it is settled, whatever was decided */
  async activate(profile: ModelProfileView): Promise<void> {
    const name = visibleText(profile.name);
    if (!(await this.mayLeave(profile, name))) return;
    await this.doing.try(() => this.api.activate(profile.id), WORDS.activated(name));
    await this.store.load();
  }

  /** @returns whether it is gone */
  async remove(profile: ModelProfileView): Promise<boolean> {
    const name = visibleText(profile.name);
    const routed = this.routedFor(profile.id);
    const agreed = await this.dialogs.confirm({
      title: WORDS.removeAsk(name),
      text: WORDS.removeText,
      ...(routed.length > 0 ? { consequences: [WORDS.removeRouted(routed.join(', '))] } : {}),
      verb: WORDS.remove,
      tone: 'danger',
    });
    if (!agreed) return false;
    const done = await this.doing.try(async () => {
      await this.api.remove(profile.id);
      return true;
    }, WORDS.removed(name));
    await this.store.load();
    return done === true;
  }

  /** Uses of which the order names this one. */
  private routedFor(id: string): string[] {
    const routing = this.store.settings.value()?.routing ?? {};
    return ROUTED.filter((feature) => routing[feature]?.includes(id)).map(
      (feature) => FEATURE_NAMES[feature],
    );
  }

  /** Only when data goes out that stayed in: from one elsewhere to another one is a change of mind like others. */
  private async mayLeave(profile: ModelProfileView, name: string): Promise<boolean> {
    const now = this.store.active();
    const boundary = this.store.settings.value()?.boundary;
    if (profile.is_local || (now !== undefined && !now.is_local) || boundary === undefined) return true;
    return this.dialogs.confirm({
      title: WORDS.activateAsk(name),
      text: `${WORDS.activateText} ${placeText(profile)}`,
      consequences: BOUNDARY_WORDS[boundary].leaves,
      verb: WORDS.activate,
    });
  }
}
