/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { VerdictDecision } from '../models/verdict-decision';

export interface PolicyReplay {
  differences: Array<{
    command: string;
    probe_id: string;
    then: VerdictDecision;
    now: VerdictDecision;
    count: number;
    last_at: string;
    reason: string;
  }>;
  differing: number;
  from: string;
  now: {
    allow: number;
    queue: number;
    deny: number;
  };
  policy_id: string;
  then: {
    allow: number;
    queue: number;
    deny: number;
  };
  to: string;
  total: number;
  truncated: boolean;
}
