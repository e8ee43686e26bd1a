/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { DisplayName } from '../models/display-name';
import type { NewPassword } from '../models/new-password';
import type { Username } from '../models/username';

export interface AcceptInvitation {
  display_name?: DisplayName;
  password?: NewPassword;
  token: string;
  username?: Username;
}
