/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface ReplayView {
  created_at: string;
  cursor: number;
  delivered: number;
  failed: number;
  finished_at?: string;
  from_seq: number;
  handler: string;
  id: string;
  reason: string;
  requested_by: string;
  state: 'running' | 'done';
  to_seq: number;
  total: number;
  types?: Array<string>;
}
