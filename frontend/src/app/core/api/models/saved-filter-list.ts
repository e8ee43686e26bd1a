/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { SavedFilter } from '../models/saved-filter';

export interface SavedFilterList {
  filters: Array<SavedFilter>;
}
