/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { Need } from '../models/need';

export interface Needs {
  items: Array<Need>;
  total: number;
}
