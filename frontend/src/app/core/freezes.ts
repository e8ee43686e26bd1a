import { DestroyRef, Injectable, computed, inject } from '@angular/core';
import { type Freeze, FreezeApi } from './freeze-api';
import { LiveFeed } from './live/live-feed';
import { Loaded } from './loaded';

/** What is frozen now, kept fresh by the live feed. A freeze of the whole tenant counts as the worst. */
@Injectable({ providedIn: 'root' })
export class Freezes {
  private readonly api = inject(FreezeApi);
  readonly active = new Loaded(() => this.api.active());

  readonly all = computed(() => this.active.value() ?? []);
  readonly worst = computed<Freeze | undefined>(
    () => this.all().find(({ scope_type }) => scope_type === 'tenant') ?? this.all()[0],
  );

  constructor() {
    inject(DestroyRef).onDestroy(inject(LiveFeed).watch(['execution.'], () => this.load()));
  }

  load(): Promise<void> {
    return this.active.load();
  }

  /** Lifts one and reads again, also when it was refused: somebody else may have been quicker. Rejects with an `ApiError`. */
  async lift(id: string): Promise<void> {
    try {
      await this.api.lift(id);
    } finally {
      await this.load();
    }
  }
}
