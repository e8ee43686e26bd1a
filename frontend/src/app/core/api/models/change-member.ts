/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { RoleName } from '../models/role-name';

export interface ChangeMember {
  role?: RoleName;
  state?: 'active' | 'disabled';
}
