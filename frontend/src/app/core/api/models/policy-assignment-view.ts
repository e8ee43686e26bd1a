/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface PolicyAssignmentView {
  at: string;
  by: string;
  newest: number | null;
  policy_id: string;
  scope: {
    type: 'probe' | 'tag' | 'site';
    id: string;
  };
  version: number;
}
