import { Injectable, inject } from '@angular/core';
import { Api } from './api-client';
import { savedFiltersList } from './api/fn/fleet/saved-filters-list';
import { savedFiltersRemove } from './api/fn/fleet/saved-filters-remove';
import { savedFiltersSave } from './api/fn/fleet/saved-filters-save';
import type { SavedFilter, SaveFilter } from './api/models';

/** Filters of the fleet that this tenant keeps by name. Each call rejects with an `ApiError`. */
@Injectable({ providedIn: 'root' })
export class SavedFiltersApi {
  private readonly api = inject(Api);

  async list(): Promise<readonly SavedFilter[]> {
    return (await this.api.call(savedFiltersList())).filters;
  }

  save(name: string, body: SaveFilter): Promise<SavedFilter> {
    return this.api.call(savedFiltersSave({ name, body }));
  }

  async remove(name: string): Promise<void> {
    await this.api.call(savedFiltersRemove({ name }));
  }
}
