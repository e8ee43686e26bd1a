/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface AuditEntryDetail {
  actor: string;
  actor_id: string;
  actor_type: string;
  after?: unknown;
  before?: unknown;
  correlation_id?: string;
  detail?: unknown;
  entry_hash?: string;
  id: string;
  index?: number;
  link?: string;
  previous_link?: string;
  probe_id?: string;
  remote_addr?: string;
  request_id?: string;
  sealed: boolean;
  signal_id?: string;
  subject?: {
    type: string;
    id: string;
  };
  summary: string;
  tenant_id: string;
  timestamp: string;
  type: string;
}
