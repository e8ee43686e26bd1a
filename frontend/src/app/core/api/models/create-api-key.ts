/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { KeyPermission } from '../models/key-permission';

export interface CreateApiKey {
  description?: string;
  expires_in?: string;
  name: string;
  permissions: Array<KeyPermission>;
  service_account_id?: string;
}
