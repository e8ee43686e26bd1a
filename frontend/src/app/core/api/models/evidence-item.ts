/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { EvidenceBy } from '../models/evidence-by';
import type { EvidenceStatus } from '../models/evidence-status';

export interface EvidenceItem {
  at: string;
  by: EvidenceBy | null;
  command: string;
  directive_id: string;
  duration_ms: number | null;
  exit_code: number | null;
  host: string;
  model: string | null;
  output: string | null;
  probe_id: string;
  request_id: string | null;
  requested_by: string;
  status: EvidenceStatus;
}
