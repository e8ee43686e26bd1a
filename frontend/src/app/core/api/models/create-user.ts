/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { DisplayName } from '../models/display-name';
import type { NewPassword } from '../models/new-password';
import type { RoleName } from '../models/role-name';
import type { Username } from '../models/username';

export interface CreateUser {
  display_name?: DisplayName;
  email?: string;
  must_change_password?: boolean;
  password?: NewPassword;
  role: RoleName;
  username: Username;
}
