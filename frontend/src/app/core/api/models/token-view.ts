/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface TokenView {
  active: boolean;
  cidr?: string;
  created: string;
  created_by: string;
  expires: string;
  id: string;
  last_used?: string;
  max_uses?: number;
  prefix: string;
  revoked?: string;
  site?: string;
  tags: Array<string>;
  used: boolean;
  uses: number;
}
