/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface Projection {
  at: string;
  from: {
    at: string;
    value: number;
  };
  per_day: number;
  since: string;
  value: number;
}
