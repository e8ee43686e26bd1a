/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface SeenInvitation {
  expires_at: string;
  name: string;
  role: string;
  tenant: {
    id: string;
    name: string;
  };
}
