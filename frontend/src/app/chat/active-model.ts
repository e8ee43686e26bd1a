import { Injectable, computed, inject } from '@angular/core';
import { Api } from '../core/api-client';
import { modelProfilesWhoAnswers } from '../core/api/fn/model-profiles/model-profiles-who-answers';
import { Loaded } from '../core/loaded';
import { visibleText } from '../ui/visible-text';

/** The model that answers now, if there is one. Whoever cannot tell is shown nothing. */
@Injectable({ providedIn: 'root' })
export class ActiveModel {
  private readonly api = inject(Api);
  private readonly read = new Loaded(() => this.api.call(modelProfilesWhoAnswers()));

  /** Whether it is known if there is one. */
  readonly isKnown = computed(() => this.read.error()?.status === 404 || this.read.value() !== undefined);
  readonly model = computed(() =>
    this.read.error()?.status === 404 ? undefined : this.read.value()?.profile,
  );
  readonly name = computed(() => visibleText(this.model()?.name ?? ''));
  /** What it may see of this tenant's data; nothing leaves where it is local, or where there is none. */
  readonly boundary = computed(() => {
    const model = this.model();
    if (!this.isKnown()) return undefined;
    if (!model) return 'none' as const;
    return model.is_local ? ('local' as const) : this.read.value()?.boundary;
  });

  load(): Promise<void> {
    return this.read.load();
  }
}
