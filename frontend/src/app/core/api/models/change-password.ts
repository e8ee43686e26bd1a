/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { NewPassword } from '../models/new-password';

export interface ChangePassword {
  current: string;
  new: NewPassword;
}
