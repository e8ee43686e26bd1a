/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface SecretView {
  changed_at: string | null;
  changed_by: string | null;
  set: boolean;
}
