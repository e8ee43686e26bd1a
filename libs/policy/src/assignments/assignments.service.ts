import { Injectable } from '@nestjs/common';
import type {
  AppliedPolicy,
  PolicyApplied,
  PolicyApply,
  PolicyAssignmentView,
  ProbePolicyView,
} from '@legator/contracts';
import { notFound, Transactions } from '@legator/core';
import type { Tx } from '@legator/core';
import { DirectiveRequests } from '@legator/directives';
import { ProbeChannel, ProbesService } from '@legator/fleet';
import type { Target } from '@legator/fleet';
import { Documents } from '../templates/documents.service.js';
import { POLICY_APPLY } from './apply-policy.type.js';
import { AssignmentsStore } from './assignments.store.js';
import type { ProbePolicyRow } from './assignments.store.js';
import { HeldPolicies } from './held-policies.service.js';
import { sandboxOf } from './policy-frame.js';

const AWAY = 'The probe is away; it gets the policy when it connects.';

/** Applies policies by their directive, and shows what is applied where and whether the probes go by it. */
@Injectable()
export class Assignments {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: DirectiveRequests,
    private readonly probes: ProbesService,
    private readonly store: AssignmentsStore,
    private readonly held: HeldPolicies,
    private readonly documents: Documents,
    private readonly channel: ProbeChannel,
  ) {}

  /** @throws `not_found`, `policy.loosening` */
  async apply(payload: PolicyApply, reason?: string): Promise<PolicyApplied> {
    const { directive } = await this.requests.request({
      type: POLICY_APPLY,
      payload,
      ...(reason && { reason }),
    });
    const { version, changed } = directive.result as { version: number | null; changed: number };
    return {
      directive_id: directive.id,
      scope: payload.scope,
      policy_id: payload.policy_id,
      version,
      changed,
    };
  }

  /** Upstream's way to apply one to a probe, and its answers. */
  async applyToProbe(probeId: string, policyId: string): Promise<AppliedPolicy> {
    const scope = { type: 'probe', id: probeId } as const;
    const { version } = await this.apply({ scope, policy_id: policyId });
    return this.transactions.run(async (tx) => {
      const target = await this.target(tx, probeId);
      const row = (await this.store.rows(tx, [probeId])).get(probeId)!;
      const applied = {
        probe_id: probeId,
        policy_id: policyId,
        level: row.level,
        version: version!,
        revision: row.revision,
      };
      // The table learns of a new connection about a second later.
      return target.connected || this.channel.isConnected(probeId)
        ? { status: 'applied', ...applied }
        : { status: 'applied_locally', ...applied, note: AWAY };
    });
  }

  list(): Promise<PolicyAssignmentView[]> {
    return this.transactions.run(async (tx) => {
      const found = await this.store.list(tx);
      const newest = new Map<string, number>();
      for (const id of new Set(found.map(({ policyId }) => policyId)))
        newest.set(id, await this.documents.newest(tx, id));
      return found.map(({ scope, policyId, version, by, at }) => ({
        ...{
          scope,
          policy_id: policyId,
          version,
          newest: newest.get(policyId) ?? null,
          by,
          at: at.toISOString(),
        },
      }));
    });
  }

  /** @throws `not_found` */
  ofProbe(probeId: string): Promise<ProbePolicyView> {
    return this.transactions.run(async (tx) => {
      const target = await this.target(tx, probeId);
      const [view] = await this.views(tx, [
        (await this.store.rows(tx, [probeId])).get(probeId) ?? blank(target),
      ]);
      return view!;
    });
  }

  /** Probes that go by something else than they were given, or have not said what they go by. */
  drifted(limit: number): Promise<{ probes: ProbePolicyView[]; truncated: boolean }> {
    return this.transactions.run(async (tx) => {
      const rows = await this.store.drifted(tx, limit + 1);
      return { probes: await this.views(tx, rows.slice(0, limit)), truncated: rows.length > limit };
    });
  }

  private async target(tx: Tx, probeId: string): Promise<Target> {
    const [target] = await this.probes.targets(tx, { probeIds: [probeId] });
    if (!target) throw notFound('probe', probeId);
    return target;
  }

  private async views(tx: Tx, rows: readonly ProbePolicyRow[]): Promise<ProbePolicyView[]> {
    const held = await this.held.withDocuments(tx, new Map(rows.map((row) => [row.probeId, row.held])));
    return rows.map((row) => ({
      ...{ probe_id: row.probeId, level: row.level, revision: row.revision },
      policies: row.held.map(({ policyId, version, via }) => ({ policy_id: policyId, version, via })),
      sandbox: sandboxOf(held.get(row.probeId)!),
      ...{ drift: row.drift, drift_note: row.driftNote },
      reported: row.reported && {
        ...{ revision: row.reported.revision, level: row.reported.level, sandbox: row.reported.sandbox },
        ...{ at: row.reportedAt!.toISOString(), refused: row.reported.refused ?? null },
      },
      set_at: row.revision > 0 ? row.setAt.toISOString() : null,
    }));
  }
}

/** A probe to which no policy was ever applied. */
function blank({ id, level }: Target): ProbePolicyRow {
  const none = { held: [], reported: null, reportedAt: null, drift: 'unassigned', driftNote: null } as const;
  return { probeId: id, revision: 0, baseLevel: level, level, setAt: new Date(0), ...none };
}
