/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { TenantUsage } from '../models/tenant-usage';

export interface TenantLimitsView {
  limits: {
    probes: number | null;
    api_keys: number | null;
    users: number | null;
    commands_per_minute: number | null;
  };
  tenant_id: string;
  usage: TenantUsage;
}
