/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export type RolloutState =
  | 'pending_approval'
  | 'queued'
  | 'running'
  | 'paused'
  | 'stopping'
  | 'succeeded'
  | 'failed'
  | 'stopped'
  | 'denied'
  | 'canceled';
