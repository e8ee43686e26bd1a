/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface UserView {
  belongs_elsewhere: boolean;
  created_at: string;
  display_name: string;
  email?: string;
  enabled: boolean;
  id: string;
  installation_admin: boolean;
  last_admin: boolean;
  last_login?: string;
  last_seen?: string;
  member_state: 'active' | 'disabled';
  must_change_password: boolean;
  role: string;
  sessions: number;
  sign_in_methods: Array<'password' | 'passkey' | 'oidc'>;
  username: string;
}
