/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { OneOfManyView } from '../models/one-of-many-view';

export interface ManyCommandsAnswer {
  results: Array<OneOfManyView>;
  tag?: string;
  total: number;
}
