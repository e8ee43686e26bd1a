/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { Permission } from '../models/permission';

export interface AuthPermissions {
  permissions: Array<Permission>;
  roles: {
    [key: string]: {
      permissions: Array<Permission>;
      built_in: boolean;
      description?: string;
    };
  };
}
