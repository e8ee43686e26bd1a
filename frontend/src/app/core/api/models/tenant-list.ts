/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { TenantView } from '../models/tenant-view';

export interface TenantList {
  tenants: Array<TenantView>;
  total: number;
}
