/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { Level } from '../models/level';
import type { PolicyPattern } from '../models/policy-pattern';
import type { Risk } from '../models/risk';

export interface AllowRule {
  kind?: string;
  max_level?: Level;
  max_risk?: Risk;
  min_level?: Level;
  min_risk?: Risk;
  target?: PolicyPattern;
  verb?: PolicyPattern;
}
