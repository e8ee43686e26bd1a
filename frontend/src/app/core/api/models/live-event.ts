/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface LiveEvent {
  detail: {
    [key: string]: unknown;
  };
  late: boolean;
  probe_id?: string;
  seq: number;
  summary: string;
  timestamp: string;
  type: string;
}
