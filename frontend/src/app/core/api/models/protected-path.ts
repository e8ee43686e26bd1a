/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { PolicyAnswer } from '../models/policy-answer';
import type { PolicyPattern } from '../models/policy-pattern';

export interface ProtectedPath {
  match: PolicyPattern;
  on?: 'change' | 'any';
  then?: PolicyAnswer;
}
