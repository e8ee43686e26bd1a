/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface OidcMapping {
  display_name: string;
  explanation: string;
  outcome: 'role' | 'refused';
  role: string | null;
  rule: {
    kind: 'mapping' | 'default' | 'none';
    value: string | null;
  };
  tenant: string;
  unknown_roles: Array<string>;
  username: string;
  values: Array<string>;
}
