/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface MemberView {
  created_at: string;
  display_name: string;
  enabled: boolean;
  role: string;
  state: 'active' | 'disabled';
  user_id: string;
  username: string;
}
