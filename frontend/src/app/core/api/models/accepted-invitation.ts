/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface AcceptedInvitation {
  status: 'signed_in' | 'joined';
  tenant_id: string;
}
