/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { OneOfManyView } from '../models/one-of-many-view';
import type { RolloutView } from '../models/rollout-view';

export interface ManyCommandsAnswer {
  results: Array<OneOfManyView>;
  rollout?: RolloutView;
  tag?: string;
  total: number;
}
