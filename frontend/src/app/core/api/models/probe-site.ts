/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface ProbeSite {
  probe_id: string;
  site: string | null;
}
