/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface PasskeyView {
  created_at: string;
  id: string;
  last_used_at: string | null;
  name: string;
  transports: Array<string>;
}
