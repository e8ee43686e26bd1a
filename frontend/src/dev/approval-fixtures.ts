import type {
  ApprovalDetail,
  ApprovalState,
  EvaluatedRule,
  Level,
  Risk,
  SimilarAction,
} from '../app/core/api/models';
import type { ProbeView } from '../app/core/api/models';
import { originOf } from './demo-evidence';

/** What a request of the demo is about; the rest is made from it. */
export interface DemoWish {
  readonly id: string;
  readonly requestId: string;
  readonly line: string;
  readonly typed?: string;
  readonly risk: Risk;
  readonly level?: Level;
  readonly requester: string;
  readonly note?: string;
  readonly probe: Pick<ProbeView, 'id' | 'hostname' | 'tags'>;
  readonly touches: readonly (readonly [kind: string, verb: string, target: string])[];
  readonly effects: readonly string[];
  readonly words: readonly string[];
  readonly reversible: ApprovalDetail['reversible'];
  readonly at: number;
  readonly minutes: number;
  readonly mine?: boolean;
  readonly capacity?: boolean;
  readonly similar?: readonly boolean[];
}

/** How it ended, for those that have. */
export interface DemoEnd {
  readonly state: ApprovalState;
  readonly by?: string;
  readonly reason?: string;
  readonly at: number;
}

const MINUTE = 60_000;
const HOLDS = 'The probe runs by itself what only observes; this needs more.';

export function approvalOf(wish: DemoWish, now: number, end?: DemoEnd): ApprovalDetail {
  const { id, requestId, line, risk, requester, probe, at, minutes, level = 'remediate' } = wish;
  const isWaiting = end === undefined;
  const isGrave = risk === 'high' || risk === 'critical';
  const needed = risk === 'critical' ? 2 : 1;
  const given = end?.state === 'approved' && end.by ? [vote(end.by, end.at, end.reason)] : [];
  const iso = (ms: number) => new Date(ms).toISOString();
  return {
    ...{
      id,
      directive_id: requestId,
      probe_id: probe.id,
      summary: line,
      what: `Run ${line} on ${probe.hostname}`,
    },
    command: {
      ...{ probe_id: probe.id, argv: line.split(' '), request_id: requestId, tags: probe.tags, stream: true },
      ...(wish.typed ? { line: wish.typed } : {}),
    },
    command_line: line,
    reason: wish.note ?? HOLDS,
    ...(wish.note ? { note: wish.note } : {}),
    ...originOf(id),
    ...{ risk_level: risk, treated_as: risk, level, requester, requester_type: wish.mine ? 'local' : 'user' },
    ...{ policy_decision: 'queue', policy_rationale: rationaleOf(wish), self_approval: 'medium' },
    ...{ require_second_approver: false, required_approvals: needed, approvals: given },
    decision: end?.state ?? 'pending',
    ...(end?.by ? { decided_by: end.by } : {}),
    ...(end ? { decided_at: iso(end.at) } : {}),
    ...(end?.reason ? { decision_reason: end.reason } : {}),
    created_at: iso(at),
    expires_at: iso(at + minutes * MINUTE),
    target: { type: 'probe', id: probe.id, name: probe.hostname },
    needs_review: false,
    effects: [...wish.effects],
    seconds_left: isWaiting ? Math.max(0, Math.floor((at + minutes * MINUTE - now) / 1_000)) : 0,
    reversible: wish.reversible,
    rationale_missing: false,
    rules: rulesOf(wish),
    options: {
      ...{ may_approve: isWaiting, may_deny: isWaiting, may_withdraw: isWaiting && wish.mine === true },
      ...{ may_review: false, needs_reason: isGrave, as: wish.mine ? 'exception' : 'other' },
      ...(isGrave || wish.mine ? { confirm_with: probe.hostname } : {}),
    },
    similar: (wish.similar ?? []).map((good, place) => similarOf(wish, good, place)),
    will_be_written: isWaiting
      ? [
          { type: 'approval.decided', summary: `admin approved the request for ${line}` },
          { type: 'command.sent', summary: `Sent: ${line}` },
          { type: 'command.result', summary: 'How it ended, with its exit code.' },
        ]
      : [],
    bound: { hash: hashOf(id), policy_version: 'prod-data@14' },
    changes: end?.state === 'void' ? [{ field: 'policy', was: 'prod-data@13', is: 'prod-data@14' }] : [],
    directive: {
      status: isWaiting ? 'requested' : end.state === 'approved' ? 'succeeded' : 'canceled',
      ...{ error_kind: null, error_message: null, completed_at: end ? iso(end.at) : null },
    },
  };
}

export function vote(name: string, at: number, reason?: string): ApprovalDetail['approvals'][number] {
  return {
    ...{ actor: name, actor_id: `user:${name}`, timestamp: new Date(at).toISOString(), as: 'other' },
    ...(reason ? { reason } : {}),
  };
}

function rationaleOf({ touches, effects, words, level = 'remediate' }: DemoWish): Record<string, unknown> {
  return {
    ...{ policy: 'capacity-policy-v1', policy_version: 'prod-data@14', effects },
    touches: touches.map(([kind, verb, target]) => ({ kind, verb, target })),
    classification: { capability: level },
    indicators: [{ name: 'effect', source: 'classifier', value: words.join(' '), drove_outcome: true }],
    breakglass: { enabled: true, allowed_reasons: ['service_outage', 'incident_response'] },
  };
}

function rulesOf({ effects, words, capacity, risk }: DemoWish): EvaluatedRule[] {
  const plain = { value: '', comparator: '', threshold: '', outcome: 'queue' };
  const passed = { outcome: 'allow', decided: false };
  return [
    { ...plain, name: 'above_level', decided: true, message: HOLDS },
    ...effects.map((message) => ({
      ...plain,
      name: 'effect',
      value: words.join(' '),
      decided: true,
      message,
    })),
    ...(capacity
      ? [
          {
            ...{ name: 'capacity.cpu_percent', value: '46', comparator: '>', threshold: '80', ...passed },
            message: 'The use of its processors is 46.',
          },
          {
            ...{ name: 'capacity.disk_percent', value: '89', comparator: '>', threshold: '90', ...passed },
            message: 'The use of its fullest disk is 89.',
          },
        ]
      : []),
    {
      ...plain,
      name: 'command_risk',
      value: risk,
      outcome: 'info',
      decided: false,
      message: 'How much can go wrong.',
    },
  ];
}

function similarOf({ line, at, requester }: DemoWish, good: boolean, place: number): SimilarAction {
  return {
    ...{ directive_id: `similar-${place}`, summary: line, requested_by: requester },
    at: new Date(at - (place + 1) * 9 * 24 * 60 * MINUTE).toISOString(),
    status: good ? 'succeeded' : 'failed',
    ...{ error_kind: good ? null : 'exit', error_message: good ? null : 'It exited with 1.' },
  };
}

function hashOf(text: string): string {
  return Array.from({ length: 64 }, (_none, at) =>
    ((text.charCodeAt(at % text.length) * (at + 7)) % 16).toString(16),
  ).join('');
}
