/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export type ModelFailure =
  | 'address_refused'
  | 'unreachable'
  | 'certificate'
  | 'redirected'
  | 'wrong_key'
  | 'unknown_model'
  | 'limited'
  | 'timed_out'
  | 'cut_off'
  | 'too_long'
  | 'not_understood'
  | 'refused'
  | 'failed';
