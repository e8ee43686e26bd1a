/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface ProbeTags {
  probe_id: string;
  tags: Array<string>;
}
