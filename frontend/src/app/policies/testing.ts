import { ApiError } from '../core/api-error';
import type {
  PolicyAssignmentView,
  PolicyDecisionView,
  PolicyForesight,
  PolicyInput,
  PolicyReplay,
  PolicyUpdate,
  PolicyVersionView,
  PolicyView,
  ProbePolicyView,
} from '../core/api/models';
import type { Wish } from './policies-api';
import type { TryPlace, TrySubject } from './try/simulation-api';

/** A template with nothing left open. */
export function aDocument(over: Partial<PolicyVersionView['document']> = {}): PolicyVersionView['document'] {
  return {
    name: 'Mine',
    level: 'diagnose',
    outside_windows: 'queue',
    execution_class_required: 'diagnose_sandbox',
    sandbox: 'preferred',
    approval_mode: 'mutation_gate',
    require_second_approver: false,
    self_approval: 'medium',
    breakglass: { enabled: false, require_typed_confirmation: false },
    ...over,
  };
}

export function aPolicy(over: Partial<PolicyView> = {}): PolicyView {
  const at = '2026-11-20T08:00:00.000Z';
  return {
    ...{ ...aDocument(), id: 'mine', sandbox_required: false, version: 1, builtin: false },
    ...{ created_at: at, updated_at: at },
    ...over,
  };
}

export function anAssignment(over: Partial<PolicyAssignmentView> = {}): PolicyAssignmentView {
  const at = '2026-11-20T08:00:00.000Z';
  return {
    scope: { type: 'tag', id: 'web' },
    policy_id: 'mine',
    version: 1,
    newest: 1,
    by: 'mara',
    at,
    ...over,
  };
}

export function aDrift(over: Partial<ProbePolicyView> = {}): ProbePolicyView {
  return {
    ...{
      probe_id: 'prb-1',
      level: 'observe',
      revision: 2,
      sandbox: 'preferred',
      set_at: null,
      reported: null,
    },
    policies: [{ policy_id: 'mine', version: 1, via: { type: 'tag', id: 'web' } }],
    ...{ drift: 'outdated', drift_note: null },
    ...over,
  };
}

export function aDecision(over: Partial<PolicyDecisionView> = {}): PolicyDecisionView {
  return {
    ...{
      outcome: 'queue',
      gate_outcome: 'pending_approval',
      lane: 'observe_direct',
      risk_level: 'medium',
      risk_tier: 2,
    },
    ...{
      reason_code: 'above_level',
      level: 'remediate',
      reasons: [{ code: 'above_level', text: 'It changes something.' }],
    },
    classification: {
      capability: 'remediate',
      category: 'mutation',
      signature_known: true,
      reason_code: 'x',
    },
    policy: {
      ...{ execution_class_required: 'observe_direct', sandbox_required: false, approval_mode: 'none' },
      ...{ require_second_approver: false, self_approval: 'medium' },
      breakglass: { enabled: false, require_typed_confirmation: false },
    },
    rationale: {},
    ...over,
  };
}

/** Answers what it was given; each call that would change something is written down. */
export class FakePoliciesApi {
  policies: readonly PolicyView[] = [];
  applied: readonly PolicyAssignmentView[] = [];
  drifting: readonly ProbePolicyView[] = [];
  refusal: ApiError | undefined;
  readonly foreseen: Wish[] = [];
  readonly done: unknown[] = [];
  /** Versions that others saved, newest first. */
  newer: readonly PolicyVersionView[] = [];
  foresight: Partial<PolicyForesight> = {};

  list() {
    return this.answer(this.policies);
  }
  get(id: string) {
    const found = this.policies.find((one) => one.id === id);
    return found ? this.answer(found) : Promise.reject(new ApiError('not_found', 'There is none.', 404));
  }
  async versions(id: string): Promise<readonly PolicyVersionView[]> {
    const { version, name, level } = await this.get(id);
    const own: PolicyVersionView[] = Array.from({ length: version }, (_, at) => ({
      version: version - at,
      document: aDocument({ name, level }),
      author: { type: 'local', id: 'l', name: 'mara' },
      created_at: '2026-11-20T08:00:00.000Z',
      note: null,
    }));
    return [...this.newer, ...own];
  }
  diff(policy_id: string, from: number, to: number) {
    return this.answer({ policy_id, from, to, changes: [] });
  }
  create(input: PolicyInput) {
    this.done.push(['create', input]);
    return this.answer(aPolicy({ id: 'new', name: input.name }));
  }
  update(id: string, input: PolicyUpdate) {
    const newest = this.newer[0]?.version;
    if (newest && input.based_on && input.based_on !== newest)
      return Promise.reject(new ApiError('policy.newer_version', 'It is newer.', 409));
    this.done.push(['update', id, input]);
    return this.answer(aPolicy({ id, version: 2 }));
  }
  remove(id: string) {
    this.done.push(['remove', id]);
    return this.answer(undefined);
  }
  assignments() {
    return this.answer(this.applied);
  }
  drifts() {
    return this.answer({ probes: [...this.drifting], truncated: false });
  }
  foresee(wish: Wish) {
    this.foreseen.push(wish);
    const { scope, policyId, version = 1 } = wish;
    const none = { total: 1, changed: 0, looser: 0, needs_admin: false, probes: [], truncated: false };
    return this.answer({ ...none, scope, policy_id: policyId, version, ...this.foresight });
  }
  apply(wish: Wish, reason?: string) {
    this.done.push(['apply', wish, reason]);
    return this.answer({
      directive_id: 'd',
      changed: 1,
      scope: wish.scope,
      policy_id: wish.policyId,
      version: 1,
    });
  }
  levels() {
    return this.answer(new Map([['observe' as const, 3]]));
  }
  sites() {
    return Promise.resolve(new Map<string, number>());
  }

  tags() {
    return this.answer(new Map([['web', 4]]));
  }

  private answer<T>(value: T): Promise<T> {
    return this.refusal ? Promise.reject(this.refusal) : Promise.resolve(value);
  }
}

/** Judges by what it was told, when it is told to. */
export class FakeSimulationApi {
  decision = aDecision();
  refusal: ApiError | undefined;
  readonly asked: { line: string; subject: TrySubject; place: TryPlace }[] = [];
  /** Held back until it is called, when that is wished. */
  readonly waiting: (() => void)[] = [];
  holdsBack = false;

  async decide(line: string, subject: TrySubject, place: TryPlace): Promise<PolicyDecisionView> {
    this.asked.push({ line, subject, place });
    const { decision, refusal } = this;
    if (this.holdsBack) await new Promise<void>((go) => this.waiting.push(go));
    if (refusal) throw refusal;
    return decision;
  }

  replay(): Promise<PolicyReplay> {
    const counts = { allow: 1, queue: 0, deny: 0 };
    return Promise.resolve({
      ...{ policy_id: 'mine', from: '', to: '', total: 2, truncated: false, differing: 1 },
      ...{ then: { ...counts, allow: 2 }, now: { ...counts, deny: 1 } },
      differences: [
        {
          command: 'rm -rf /srv',
          probe_id: 'prb-1',
          then: 'allow',
          now: 'deny',
          count: 1,
          last_at: '',
          reason: 'blocked',
        },
      ],
    });
  }
}
