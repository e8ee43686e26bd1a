/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface EvaluatedRule {
  comparator: string;
  decided: boolean;
  message: string;
  name: string;
  outcome: string;
  threshold: string;
  value: string;
}
