import { Injectable, inject } from '@angular/core';
import { Api } from '../../core/api-client';
import { simulationReplay } from '../../core/api/fn/policies/simulation-replay';
import { simulationSimulate } from '../../core/api/fn/policies/simulation-simulate';
import type { PolicyDecisionView, PolicyInput, PolicyReplay, SimulatePolicy } from '../../core/api/models';

/** By what is judged: a stored version, something that is being written, or, with neither, what holds at the probe. */
export interface TrySubject {
  readonly policyId?: string;
  readonly version?: number | undefined;
  readonly document?: PolicyInput;
}

/** Where it is judged: at a probe, or at an imagined one with these tags or in this site. */
export interface TryPlace {
  readonly probeId?: string;
  readonly tags?: readonly string[];
  readonly site?: string;
}

/** The calls that only try. Nothing of them is written down. Each rejects with an `ApiError`. */
@Injectable({ providedIn: 'root' })
export class SimulationApi {
  private readonly api = inject(Api);

  async decide(
    command: string,
    subject: TrySubject,
    { probeId, tags, site }: TryPlace,
  ): Promise<PolicyDecisionView> {
    const body: SimulatePolicy = {
      command,
      ...(probeId
        ? { probe_id: probeId }
        : { assume: { tags: [...(tags ?? [])], ...(site ? { site } : {}) } }),
      ...chosen(subject),
    };
    return (await this.api.call(simulationSimulate({ body }))).decision;
  }

  /** What was asked for in the last days, judged by the subject alone. */
  replay(
    { policyId, version, document }: TrySubject,
    days: number,
    scope?: { type: 'probe' | 'tag' | 'site'; id: string },
  ): Promise<PolicyReplay> {
    const by = document ? { document } : version ? { version } : {};
    return this.api.call(
      simulationReplay({
        id: policyId ?? 'observe-only',
        body: { days, ...by, ...(scope ? { scope } : {}) },
      }),
    );
  }
}

function chosen({ policyId, version, document }: TrySubject): Partial<SimulatePolicy> {
  if (document) return { document };
  return policyId ? { policy_id: policyId, ...(version ? { version } : {}) } : {};
}
