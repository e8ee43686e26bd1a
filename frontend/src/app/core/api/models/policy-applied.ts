/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface PolicyApplied {
  changed: number;
  directive_id: string;
  policy_id: string | null;
  scope: {
    type: string;
    id: string;
  };
  version: number | null;
}
