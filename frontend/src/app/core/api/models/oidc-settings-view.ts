/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { SecretView } from '../models/secret-view';

export interface OidcSettingsView {
  callback_url: string | null;
  changed_at: string | null;
  changed_by: string | null;
  client_secret: SecretView;
  from_environment: Array<string>;
  settings?: {
    enabled?: boolean;
    provider_url?: string;
    client_id?: string;
    redirect_url?: string | null;
    scopes?: Array<string>;
    role_claim?: string;
    role_mapping?: {
      [key: string]: string;
    };
    default_role?: string | string;
    auto_create_users?: boolean;
    provider_name?: string | null;
    tenant?: string;
  };
}
