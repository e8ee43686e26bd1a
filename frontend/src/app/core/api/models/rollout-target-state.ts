/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export type RolloutTargetState = 'waiting' | 'running' | 'succeeded' | 'failed' | 'skipped' | 'not_run';
