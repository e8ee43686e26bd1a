/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface SessionView {
  address: string;
  created_at: string;
  current: boolean;
  expires_at: string;
  id: string;
  kind: 'browser' | 'cli';
  method: string;
  seen_at: string;
  tenant_id: string;
  user_agent: string;
  user_id: string;
  username?: string;
}
