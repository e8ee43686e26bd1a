/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { LimitedBy } from '../models/limited-by';
import type { Outcome } from '../models/outcome';

export interface CommandResultView {
  contained: boolean;
  duration_ms: number;
  exit_code: number;
  late: boolean;
  limits: LimitedBy | null;
  message: string | null;
  outcome: Outcome | 'probe_offline';
  reason: string | null;
  request_id: string;
  stderr: string;
  stdout: string;
  truncated: boolean;
}
