/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { DataBoundary } from '../models/data-boundary';
import type { ModelProfileView } from '../models/model-profile-view';

export interface ActiveModelProfile {
  boundary: DataBoundary;
  profile: ModelProfileView;
}
