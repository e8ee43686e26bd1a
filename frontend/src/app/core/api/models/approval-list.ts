/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { ApprovalView } from '../models/approval-view';

export interface ApprovalList {
  approvals: Array<ApprovalView>;
  next_cursor: string | null;
  pending_count: number;
}
