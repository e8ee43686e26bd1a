/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export type CommandState =
  'pending_approval' | 'queued' | 'dispatched' | 'running' | 'succeeded' | 'failed' | 'canceled' | 'denied';
