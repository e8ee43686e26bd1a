/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface HealthReason {
  factor: 'load' | 'memory' | 'disk';
  penalty: number;
  text: string;
  threshold: number;
  value: number;
}
