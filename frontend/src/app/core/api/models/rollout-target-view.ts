/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { RolloutTargetState } from '../models/rollout-target-state';

export interface RolloutTargetView {
  hostname: string;
  probe_id: string;
  reason?: string;
  request_id?: string;
  state: RolloutTargetState;
  wave?: number;
}
