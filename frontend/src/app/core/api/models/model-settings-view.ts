/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { DataBoundary } from '../models/data-boundary';
import type { ModelBudget } from '../models/model-budget';
import type { ModelRouting } from '../models/model-routing';

export interface ModelSettingsView {
  boundary: DataBoundary;
  budget: ModelBudget;
  routing: ModelRouting;
  spent: {
    day: {
      tokens: number;
      cost: number;
    };
    month: {
      tokens: number;
      cost: number;
    };
  };
}
