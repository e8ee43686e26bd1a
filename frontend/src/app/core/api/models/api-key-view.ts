/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { KeyOwner } from '../models/key-owner';
import type { KeyPermission } from '../models/key-permission';
import type { Permission } from '../models/permission';

export interface ApiKeyView {
  created_at: string;
  description?: string;
  effective_permissions: Array<Permission>;
  enabled: boolean;
  expired: boolean;
  expires_at?: string;
  expires_soon: boolean;
  id: string;
  key_prefix: string;
  last_used_at?: string;
  made_with?: string;
  name: string;
  owner: KeyOwner;
  permissions: Array<KeyPermission>;
  replaced_by?: string;
  service_account?: {
    id: string;
    name: string;
  };
}
