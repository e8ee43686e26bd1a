/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface AuditKey {
  algorithm: 'Ed25519';
  kid: string;
  public_key: string;
  public_key_pem: string;
}
