/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface PutOidcSettings {
  auto_create_users?: boolean;
  client_id: string;
  client_secret?: string | null;
  default_role?: string | '';
  enabled?: boolean;
  provider_name?: string | null;
  provider_url: string;
  redirect_url?: string | null;
  role_claim?: string;
  role_mapping?: {
    [key: string]: string;
  };
  scopes?: Array<string>;
  tenant?: string;
}
