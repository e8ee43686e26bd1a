/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { Permission } from '../models/permission';

export interface ServiceAccountView {
  created_at: string;
  created_by: string;
  description?: string;
  enabled: boolean;
  id: string;
  keys: number;
  last_used_at?: string;
  name: string;
  permissions: Array<Permission>;
  role?: string;
}
