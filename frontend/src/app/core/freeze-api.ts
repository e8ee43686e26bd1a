import { Injectable, inject } from '@angular/core';
import { Api } from './api-client';
import { freezeLift } from './api/fn/freeze/freeze-lift';
import { freezeList } from './api/fn/freeze/freeze-list';
import type { FreezeView } from './api/models';

/** A stop: nothing starts in its scope until it is lifted or ends. */
export type Freeze = FreezeView;

/** The calls about frozen execution. Each rejects with an `ApiError`. */
@Injectable({ providedIn: 'root' })
export class FreezeApi {
  private readonly api = inject(Api);

  async active(): Promise<readonly Freeze[]> {
    return (await this.api.call(freezeList())).freezes;
  }

  async lift(id: string): Promise<void> {
    await this.api.call(freezeLift({ body: { id } }));
  }
}
