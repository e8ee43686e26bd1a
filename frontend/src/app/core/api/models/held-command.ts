/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { Level } from '../models/level';
import type { Risk } from '../models/risk';
import type { VerdictDecision } from '../models/verdict-decision';

export interface HeldCommand {
  approval_id?: string;
  code?: 'policy_denied';
  directive_id: string;
  expires_at?: string;
  gate_outcome: string;
  lane: string;
  level: Level;
  message: string;
  policy_decision: VerdictDecision;
  policy_rationale: {
    [key: string]: unknown;
  };
  reason_code: string;
  reasons: Array<{
    code: string;
    text: string;
  }>;
  request_id: string;
  risk_level: Risk;
  risk_tier: Risk;
  status: 'pending_approval' | 'denied';
}
