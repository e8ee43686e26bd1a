/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { Level } from '../models/level';
import type { PolicyAnswer } from '../models/policy-answer';
import type { PolicyPattern } from '../models/policy-pattern';
import type { Risk } from '../models/risk';

export interface BlockRule {
  kind?: string;
  max_level?: Level;
  max_risk?: Risk;
  min_level?: Level;
  min_risk?: Risk;
  reason?: string;
  target?: PolicyPattern;
  then?: PolicyAnswer;
  verb?: PolicyPattern;
}
