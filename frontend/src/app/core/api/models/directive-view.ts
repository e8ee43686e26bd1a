/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { DirectiveGate } from '../models/directive-gate';
import type { DirectiveStatus } from '../models/directive-status';
import type { Level } from '../models/level';
import type { Risk } from '../models/risk';
import type { VerdictDecision } from '../models/verdict-decision';

export interface DirectiveView {
  approval_id: string | null;
  attempt: number;
  completed_at: string | null;
  correlation_id: string | null;
  decision: VerdictDecision;
  error_kind: string | null;
  error_message: string | null;
  gate: DirectiveGate;
  id: string;
  level: Level;
  not_after: string | null;
  parent_id: string | null;
  payload: {
    [key: string]: unknown;
  };
  phase: string | null;
  reason: string | null;
  reasons: Array<{
    code: string;
    text: string;
  }>;
  requested_at: string;
  requested_by: {
    type: string;
    id: string;
    name: string;
  };
  result: {
    [key: string]: unknown;
  } | null;
  risk: Risk;
  scheduled_at: string;
  started_at: string | null;
  status: DirectiveStatus;
  subject: {
    type: string;
    id: string;
  };
  summary: string;
  type: string;
}
