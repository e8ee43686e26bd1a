/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export type Outcome = 'exited' | 'not_started' | 'refused' | 'timed_out' | 'canceled' | 'indeterminate';
