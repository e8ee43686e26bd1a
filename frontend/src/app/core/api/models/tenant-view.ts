/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { TenantState } from '../models/tenant-state';

export interface TenantView {
  contact_email: string;
  created_at: string;
  id: string;
  members: number;
  name: string;
  organization_id: string;
  role?: string;
  slug: string;
  state: TenantState;
}
