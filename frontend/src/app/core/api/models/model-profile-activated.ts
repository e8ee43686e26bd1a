/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { ModelProfileView } from '../models/model-profile-view';

export interface ModelProfileActivated {
  profile: ModelProfileView;
  status: 'activated';
}
