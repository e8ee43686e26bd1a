/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { Permission } from '../models/permission';

export interface ApiKeyView {
  created_at: string;
  enabled: boolean;
  expires_at?: string;
  id: string;
  key_prefix: string;
  last_used_at?: string;
  name: string;
  permissions: Array<Permission>;
}
