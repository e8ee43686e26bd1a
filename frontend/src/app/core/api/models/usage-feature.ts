/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export type UsageFeature = 'probe-chat' | 'fleet-chat' | 'task' | 'narrative' | 'dashboards' | 'test';
