/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface Profile {
  created_at: string;
  display_name: string;
  email?: string;
  has_password: boolean;
  id: string;
  identities: Array<{
    issuer: string;
    since: string;
  }>;
  last_login?: string;
  must_change_password: boolean;
  passkeys: number;
  password_changed_at?: string;
  username: string;
}
