/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export type CapacityIndicator =
  'cpu_percent' | 'memory_percent' | 'disk_percent' | 'load_per_core' | 'health';
