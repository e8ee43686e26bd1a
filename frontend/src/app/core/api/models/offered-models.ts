/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface OfferedModels {
  message: string;
  models: Array<string> | null;
}
