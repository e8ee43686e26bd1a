/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface FreezeExecution {
  reason: string;
  scope: {
    type: 'tenant' | 'site' | 'tag' | 'probe';
    id?: string;
  };
  until?: string;
}
