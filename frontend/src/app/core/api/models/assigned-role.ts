/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface AssignedRole {
  role: string;
  status: 'updated';
  user_id: string;
}
