/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface KeyOwner {
  id?: string;
  name: string;
  type: 'user' | 'local' | 'system' | 'unknown';
}
