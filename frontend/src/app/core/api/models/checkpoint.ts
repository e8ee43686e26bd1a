/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface Checkpoint {
  at: string;
  index: number;
  kid: string;
  link: string;
  tenant: string;
  v: 1;
}
