/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export type FleetSort =
  | 'health'
  | '-health'
  | 'hostname'
  | '-hostname'
  | 'last_seen'
  | '-last_seen'
  | 'registered'
  | '-registered'
  | 'cpu'
  | '-cpu'
  | 'memory'
  | '-memory'
  | 'disk'
  | '-disk'
  | 'status'
  | '-status';
