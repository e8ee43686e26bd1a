/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface PolicyBreakglass {
  allowed_reasons?: Array<'incident_response' | 'security_emergency' | 'service_outage' | 'data_recovery'>;
  enabled?: boolean;
  require_typed_confirmation?: boolean;
}
