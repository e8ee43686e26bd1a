/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { PolicyAnswer } from '../models/policy-answer';

export interface RateLimit {
  per_probe?: number;
  per_tenant?: number;
  then?: PolicyAnswer;
}
