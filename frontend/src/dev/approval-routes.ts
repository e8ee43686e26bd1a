import { inject } from '@angular/core';
import { approvalsDecide } from '../app/core/api/fn/approvals/approvals-decide';
import { approvalsGet } from '../app/core/api/fn/approvals/approvals-get';
import { approvalsList } from '../app/core/api/fn/approvals/approvals-list';
import { approvalsReview } from '../app/core/api/fn/approvals/approvals-review';
import { approvalsWithdraw } from '../app/core/api/fn/approvals/approvals-withdraw';
import { outlookOfApproval } from '../app/core/api/fn/views/outlook-of-approval';
import type { ApprovalDetail, DecideApproval, ReviewApproval } from '../app/core/api/models';
import { evidenceOfApproval } from '../app/core/api/fn/views/evidence-of-approval';
import { DemoApprovals } from './demo-approvals';
import { evidenceOf } from './demo-evidence';
import { DEMO_MODE } from './demo-mode';
import { bodyOf, DemoRefusal, on, type DemoRoute } from './demo-route';
import { DemoWorld } from './demo-world';
import { outlookOf } from './outlook-fixtures';
import { pageOf } from './paging';

/** Requests for approval and what is done with them. */
export function approvalRoutes(): readonly DemoRoute[] {
  const [approvals, world] = [inject(DemoApprovals), inject(DemoWorld)];
  const { hostile } = inject(DEMO_MODE);
  const known = (id = '') => {
    const found = approvals.find(id);
    if (!found) throw new DemoRefusal(404, 'not_found', `There is no approval ${id}.`);
    return found;
  };
  return [
    on(approvalsList(), ({ query }) => {
      const all = approvals.all();
      const found = all.filter((one) => fits(one, query));
      const page = { cursor: query.get('cursor'), limit: Number(query.get('limit') ?? 50) };
      const { page: shown, next } = pageOf(found, ({ id }) => id, page);
      const pending_count = all.filter(({ decision }) => decision === 'pending').length;
      return { approvals: shown, pending_count, next_cursor: next };
    }),
    on(approvalsGet({ id: ':id' }), ({ params: { id } }) => known(id)),
    on(evidenceOfApproval({ id: ':id' }), ({ params: { id } }) => evidenceOf(known(id), hostile)),
    on(outlookOfApproval({ id: ':id' }), ({ params }) => {
      const detail = known(params['id']);
      return outlookOf(detail, world.host(detail.probe_id), world.now());
    }),
    on(approvalsDecide({ id: ':id', body: { decision: 'denied' } }), (call) => {
      const request = approvals.decide(call.params['id'] ?? '', bodyOf<DecideApproval>(call));
      return { status: request.decision, request };
    }),
    on(approvalsWithdraw({ id: ':id', body: {} }), ({ params: { id = '' } }) => approvals.withdraw(id)),
    on(approvalsReview({ id: ':id', body: { note: '' } }), (call) =>
      approvals.review(call.params['id'] ?? '', bodyOf<ReviewApproval>(call).note ?? ''),
    ),
  ];
}

function fits(
  { decision, options, requester, needs_review }: ApprovalDetail,
  query: URLSearchParams,
): boolean {
  const status = query.get('status');
  return (
    (!status || decision === status) &&
    (!query.has('waiting_for') || options.may_approve) &&
    (!query.has('asked_by') || requester === 'admin') &&
    (!query.has('decided') || decision !== 'pending') &&
    (!query.has('needs_review') || needs_review)
  );
}
