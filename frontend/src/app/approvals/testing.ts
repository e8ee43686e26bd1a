import { ApiError } from '../core/api-error';
import type {
  ApprovalDetail,
  ApprovalEvidence,
  ApprovalList,
  ApprovalOutlook,
  DecideApproval,
  DecisionAnswer,
  EvidenceItem,
  RunCommand,
} from '../core/api/models';
import type { ApprovalsListParams } from '../core/api/fn/approvals/approvals-list';

/** A request that waits and may be approved, but for what the test is about. */
export function aDetail(over: Partial<ApprovalDetail> = {}): ApprovalDetail {
  const now = Date.now();
  return {
    id: 'a1',
    directive_id: 'd1',
    probe_id: 'prb-1',
    command: { argv: ['systemctl', 'restart', 'nginx'], request_id: 'r1', tags: ['web', 'prod'] },
    summary: 'systemctl restart nginx',
    what: 'Run systemctl restart nginx on web-01',
    command_line: 'systemctl restart nginx',
    reason: '',
    risk_level: 'medium',
    treated_as: 'medium',
    level: 'remediate',
    requester: 'Jon Reyes',
    requester_type: 'user',
    policy_decision: 'queue',
    policy_rationale: {
      policy: 'p',
      touches: [{ kind: 'service', verb: 'restart', target: 'nginx.service' }],
    },
    self_approval: 'medium',
    require_second_approver: false,
    required_approvals: 1,
    approvals: [],
    decision: 'pending',
    created_at: new Date(now - 60_000).toISOString(),
    expires_at: new Date(now + 840_000).toISOString(),
    seconds_left: 840,
    target: { type: 'probe', id: 'prb-1', name: 'web-01' },
    needs_review: false,
    effects: ['It restarts a service.'],
    reversible: 'unknown',
    rationale_missing: false,
    rules: [],
    options: {
      may_approve: true,
      may_deny: true,
      may_withdraw: false,
      may_review: false,
      as: 'other',
      needs_reason: false,
    },
    similar: [],
    will_be_written: [],
    bound: { hash: 'ab'.repeat(32), policy_version: 'prod@3' },
    changes: [],
    directive: { status: 'requested', error_kind: null, error_message: null, completed_at: null },
    ...over,
  };
}

/** Something that a model read at the host that the request is about. */
export function anEvidence(over: Partial<EvidenceItem> = {}): EvidenceItem {
  return {
    ...{ directive_id: 'd0', request_id: 'r0', probe_id: 'prb-1', host: 'web-01', command: 'df -h' },
    ...{ by: 'model', model: 'small', requested_by: 'Jon Reyes', status: 'succeeded', exit_code: 0 },
    ...{ at: new Date().toISOString(), duration_ms: 4, output: '91 % of / is used' },
    ...over,
  };
}

/** Nothing is known of a host, but for what the test is about. */
export function anOutlook(over: Partial<ApprovalOutlook> = {}): ApprovalOutlook {
  return {
    approval_id: 'a1',
    now: new Date().toISOString(),
    ...{ may_read_hosts: true, hosts: 1, hosts_told: 1, more_hosts: 0 },
    ...{ series: [], not_kept: [], expected: [] },
    ...over,
  };
}

/** A control plane that was read like this before it was asked for anything. */
export class FakeEvidenceApi {
  read: ApprovalEvidence | ApiError = { evidence: [], more: 0 };
  readonly asked: string[] = [];

  of(id: string): Promise<ApprovalEvidence> {
    this.asked.push(id);
    return this.read instanceof ApiError ? Promise.reject(this.read) : Promise.resolve(this.read);
  }
}

/** A control plane with these requests, newest first, that remembers what it was asked. */
export class FakeApprovalsApi {
  requests: ApprovalDetail[] = [aDetail()];
  /** What the next decision is answered with, and what became of the request meanwhile. */
  refusal: ApiError | undefined;
  readonly decided: DecideApproval[] = [];
  /** What is known of what requests are about; or why it is not told. */
  outlooks: ApprovalOutlook | ApiError = anOutlook();
  readonly broken: { probe: string; body: RunCommand }[] = [];
  readonly listed: ApprovalsListParams[] = [];
  pageSize = 50;

  list(filter: ApprovalsListParams): Promise<ApprovalList> {
    this.listed.push(filter);
    const found = this.requests.filter(
      ({ decision, needs_review }) =>
        (!filter.status || decision === filter.status) &&
        (!filter.decided || decision !== 'pending') &&
        (!filter.needs_review || needs_review),
    );
    const from = filter.cursor ? found.findIndex(({ id }) => id === filter.cursor) + 1 : 0;
    const approvals = found.slice(from, from + this.pageSize);
    const hasMore = from + this.pageSize < found.length;
    return Promise.resolve({
      approvals,
      pending_count: found.length,
      next_cursor: hasMore ? (approvals.at(-1)?.id ?? null) : null,
    });
  }

  get(id: string): Promise<ApprovalDetail> {
    const found = this.requests.find((one) => one.id === id);
    return found ? Promise.resolve(found) : Promise.reject(new ApiError('not_found', 'There is none.', 404));
  }

  outlook(): Promise<ApprovalOutlook> {
    return this.outlooks instanceof ApiError ? Promise.reject(this.outlooks) : Promise.resolve(this.outlooks);
  }

  decide(id: string, body: DecideApproval): Promise<DecisionAnswer> {
    this.decided.push(body);
    if (this.refusal) return Promise.reject(this.refusal);
    const request = this.becomes(id, {
      decision: body.decision,
      decided_by: 'Mara Keller',
      decided_at: new Date().toISOString(),
    });
    return Promise.resolve({ status: body.decision, request });
  }

  withdraw(id: string): Promise<void> {
    this.becomes(id, { decision: 'withdrawn', decided_by: 'Mara Keller' });
    return Promise.resolve();
  }

  review(id: string, note: string): Promise<void> {
    this.becomes(id, { needs_review: false, reviewed_by: 'Mara Keller', review_note: note });
    return Promise.resolve();
  }

  breakGlass(probe: string, body: RunCommand): Promise<void> {
    this.broken.push({ probe, body });
    return Promise.resolve();
  }

  ofDirective(directive: string): Promise<string | undefined> {
    return Promise.resolve(this.requests.find(({ directive_id: id }) => id === directive)?.id);
  }

  runOf(directive: string): Promise<string | undefined> {
    return Promise.resolve(`run of ${directive}`);
  }

  becomes(id: string, over: Partial<ApprovalDetail>): ApprovalDetail {
    const options = { ...aDetail().options, may_approve: false, may_deny: false };
    this.requests = this.requests.map((one) => (one.id === id ? { ...one, options, ...over } : one));
    return this.requests.find((one) => one.id === id)!;
  }
}
