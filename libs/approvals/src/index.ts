export { ApprovalDecided } from './approval-decided.signal.js';
export { ApprovalRequested } from './approval-requested.signal.js';
export { Approval } from './approval.entity.js';
export { ApprovalsModule } from './approvals.module.js';
export { ApprovalsService } from './approvals.service.js';
