/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { Level } from '../models/level';
import type { Risk } from '../models/risk';
import type { VerdictDecision } from '../models/verdict-decision';

export interface OneOfManyView {
  approval_id?: string;
  directive_id?: string;
  error?: string;
  expires_at?: string;
  gate_outcome?: string;
  lane?: string;
  level?: Level;
  message?: string;
  policy_decision?: VerdictDecision;
  policy_rationale?: {
    [key: string]: unknown;
  };
  probe_id: string;
  reason_code?: string;
  reasons?: Array<{
    code: string;
    text: string;
  }>;
  request_id?: string;
  risk_level?: Risk;
  risk_tier?: Risk;
  status: 'dispatched' | 'planned' | 'pending_approval' | 'denied' | 'error';
}
