/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface CreatedToken {
  created: string;
  expires: string;
  id: string;
  install_command: string;
  multi_use?: boolean;
  tenant_id: string;
  token: string;
  used: boolean;
}
