/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface DispatchedCommand {
  job_id: string;
  request_id: string;
  status: 'dispatched';
}
