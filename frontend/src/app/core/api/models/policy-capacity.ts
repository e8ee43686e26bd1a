/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { CapacityCondition } from '../models/capacity-condition';

export interface PolicyCapacity {
  applies_to?: 'change' | 'all';
  conditions: Array<CapacityCondition>;
  missing?: 'ignore' | 'queue';
}
