/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { ApprovalStanding } from '../models/approval-standing';

export interface ApprovalOptions {
  as?: ApprovalStanding;
  confirm_with?: string;
  may_approve: boolean;
  may_deny: boolean;
  may_review: boolean;
  may_withdraw: boolean;
  needs_reason: boolean;
  refusal?: {
    code: string;
    message: string;
  };
}
