/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { ModelRouting } from '../models/model-routing';

export interface PutModelRouting {
  routing: ModelRouting;
}
