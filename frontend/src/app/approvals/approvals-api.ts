import { Injectable, inject } from '@angular/core';
import { Api } from '../core/api-client';
import type { ApiRequest } from '../core/api-request';
import { type ApprovalsListParams, approvalsList } from '../core/api/fn/approvals/approvals-list';
import { approvalsDecide } from '../core/api/fn/approvals/approvals-decide';
import { approvalsGet } from '../core/api/fn/approvals/approvals-get';
import { approvalsReview } from '../core/api/fn/approvals/approvals-review';
import { approvalsWithdraw } from '../core/api/fn/approvals/approvals-withdraw';
import { outlookOfApproval } from '../core/api/fn/views/outlook-of-approval';
import { probeCommandRun } from '../core/api/fn/probe-command/probe-command-run';
import { StepUp } from '../core/step-up/step-up';
import type {
  ApprovalDetail,
  ApprovalList,
  ApprovalOutlook,
  DecideApproval,
  DecisionAnswer,
  DirectiveView,
  RunCommand,
} from '../core/api/models';

/** The calls of this feature. Each rejects with an `ApiError`; none is ever sent twice by itself: what was refused for want of a proof is sent again once there is one. */
@Injectable({ providedIn: 'root' })
export class ApprovalsApi {
  private readonly api = inject(Api);
  private readonly stepUp = inject(StepUp);

  /** Newest first. */
  list(filter: ApprovalsListParams): Promise<ApprovalList> {
    return this.api.call(approvalsList(filter));
  }

  get(id: string): Promise<ApprovalDetail> {
    return this.api.call(approvalsGet({ id }));
  }

  /** How what it is about came to be, and what it would become. */
  outlook(id: string): Promise<ApprovalOutlook> {
    return this.api.call(outlookOfApproval({ id }));
  }

  /** `pending` when another person is still needed. */
  decide(id: string, body: DecideApproval): Promise<DecisionAnswer> {
    return this.stepUp.run(() => this.api.call(approvalsDecide({ id, body })));
  }

  async withdraw(id: string): Promise<void> {
    await this.api.call(approvalsWithdraw({ id, body: {} }));
  }

  async review(id: string, note: string): Promise<void> {
    await this.api.call(approvalsReview({ id, body: { note } }));
  }

  /** Asks for a command that waits for nobody, in the place of a request that does. */
  async breakGlass(probe: string, body: RunCommand): Promise<void> {
    await this.stepUp.run(() => this.api.call(probeCommandRun({ id: probe, body })));
  }

  /** The name of the command that a directive is. */
  async runOf(directive: string): Promise<string | undefined> {
    const { payload } = await this.api.call(directiveAt(directive));
    const { request_id: name } = payload as { request_id?: unknown };
    return typeof name === 'string' ? name : undefined;
  }

  /** The request that holds a directive, if it is among the newest. */
  async ofDirective(directive: string): Promise<string | undefined> {
    const { approvals } = await this.list({ limit: 200 });
    return approvals.find(({ directive_id: id }) => id === directive)?.id;
  }
}

/** Written out: what pages share is a file of its own for each of them. */
function directiveAt(id: string): ApiRequest<Pick<DirectiveView, 'payload'>> {
  return { method: 'GET', path: `/api/v1/directives/${encodeURIComponent(id)}`, as: 'json' };
}
