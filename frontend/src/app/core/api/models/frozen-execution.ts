/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { FreezeView } from '../models/freeze-view';

export interface FrozenExecution {
  freeze: FreezeView;
}
