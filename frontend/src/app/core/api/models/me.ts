/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { KeyPermission } from '../models/key-permission';

export interface Me {
  confirmed_at?: string;
  csrf_token?: string;
  display_name: string;
  has_passkey?: boolean;
  has_password?: boolean;
  id: string;
  installation_admin?: boolean;
  must_change_password?: boolean;
  newest_event?: number;
  permissions: Array<KeyPermission>;
  role: string;
  session_expires_at?: string;
  session_id?: string;
  session_idle_seconds?: number;
  tenant_id: string;
  tenants?: Array<{
    id: string;
    name: string;
    role: string;
  }>;
  type: string;
  username: string;
}
