/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface ResetPassword {
  ended: number;
  one_time_password: string;
  revoked_keys: number;
  warning: string;
}
