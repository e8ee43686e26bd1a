/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface SimilarAction {
  at: string;
  directive_id: string;
  error_kind: string | null;
  error_message: string | null;
  requested_by: string;
  status: string;
  summary: string;
}
