/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface SignalView {
  actor: {
    type: string;
    id: string;
  };
  causation?: {
    kind: string;
    id: string;
  };
  correlation_id?: string;
  dedupe_key?: string;
  id: string;
  late: boolean;
  occurred_at: string;
  payload: {
    [key: string]: unknown;
  };
  probe_id?: string;
  recorded_at: string;
  seq?: number;
  source?: string;
  source_event_id?: string;
  subject: {
    type: string;
    id: string;
  };
  summary: string;
  type: string;
}
