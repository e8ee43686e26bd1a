/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface ConfirmAnswer {
  confirmed_at: string;
  confirmed_by: string;
}
