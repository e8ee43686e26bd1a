/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { ApprovalState } from '../models/approval-state';
import type { ApprovalView } from '../models/approval-view';

export interface DecisionAnswer {
  request: ApprovalView;
  status: ApprovalState;
}
