/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { CapacityIndicator } from '../models/capacity-indicator';
import type { PolicyAnswer } from '../models/policy-answer';

export interface CapacityCondition {
  comparator: '>' | '<';
  indicator: CapacityIndicator;
  then?: PolicyAnswer;
  threshold: number;
}
