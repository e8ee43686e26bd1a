/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface PutModelBudget {
  day_cost?: number | null;
  day_tokens?: number | null;
  month_cost?: number | null;
  month_tokens?: number | null;
  warn_percent?: number;
}
