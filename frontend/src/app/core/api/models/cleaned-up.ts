/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface CleanedUp {
  count: number;
  removed: Array<string>;
}
