/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface InvitationView {
  accepted_at?: string;
  accepted_by?: string;
  created_at: string;
  created_by: string;
  expires_at: string;
  id: string;
  name: string;
  role: string;
  state: 'open' | 'accepted' | 'expired' | 'revoked';
}
