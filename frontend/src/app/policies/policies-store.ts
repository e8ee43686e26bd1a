import { Injectable, computed, inject } from '@angular/core';
import type { Level, PolicyAssignmentView, PolicyView, ProbePolicyView } from '../core/api/models';
import { LiveFeed } from '../core/live/live-feed';
import { Loaded } from '../core/loaded';
import { PoliciesApi } from './policies-api';
import { SettlingWatch } from './settling-watch';

/** After these something of it may be otherwise. */
const FACTS = [
  'policy.',
  'probe.tags_changed',
  'probe.site_changed',
  'site.',
  'probe.deleted',
  'probe.registered',
];

/** A policy with where it is applied and who does not hold it. */
export interface ListedPolicy {
  readonly policy: PolicyView;
  readonly assignments: readonly PolicyAssignmentView[];
  /** Places that are on an older version. */
  readonly behind: number;
  readonly drifts: readonly ProbePolicyView[];
}

/**
 * All policies, where they are applied, and the probes that go by something else. Outlives the pages, so that who comes
 * back sees what was there. Each part fails by itself.
 */
@Injectable({ providedIn: 'root' })
export class PoliciesStore {
  private readonly api = inject(PoliciesApi);
  private readonly feed = inject(LiveFeed);
  readonly policies = new Loaded(() => this.api.list());
  readonly assignments = new Loaded(() => this.api.assignments());
  readonly drifts = new Loaded(() => this.api.drifts());
  readonly levels = new Loaded(() => this.api.levels());
  readonly tags = new Loaded(() => this.api.tags());
  readonly sites = new Loaded(() => this.api.sites());

  readonly listed = computed<readonly ListedPolicy[]>(() =>
    (this.policies.value() ?? []).map((policy) => ({ policy, ...this.about(policy.id) })),
  );
  /** What is missing beside the list itself. */
  readonly isPartial = computed(
    () => this.assignments.error() !== undefined || this.drifts.error() !== undefined,
  );

  /** Keeps up with what is written and applied until the function it returns is called. */
  follow(): () => void {
    const settling = new SettlingWatch(
      () => this.drifts.load(),
      () =>
        (this.drifts.value()?.probes ?? []).some(
          ({ drift }) => drift === 'unreported' || drift === 'outdated',
        ),
    );
    const load = async () => {
      await this.load();
      settling.begin();
    };
    void load();
    const end = this.feed.watch(FACTS, load);
    return () => {
      end();
      settling.stop();
    };
  }

  async load(): Promise<void> {
    const { policies, assignments, drifts, levels, tags, sites } = this;
    await Promise.all([policies, assignments, drifts, levels, tags, sites].map((part) => part.load()));
  }

  about(id: string): Omit<ListedPolicy, 'policy'> {
    const assignments = (this.assignments.value() ?? []).filter(({ policy_id }) => policy_id === id);
    const drifts = (this.drifts.value()?.probes ?? []).filter(({ policies }) =>
      policies.some(({ policy_id }) => policy_id === id),
    );
    const behind = assignments.filter(({ newest, version }) => newest !== null && newest > version).length;
    return { assignments, drifts, behind };
  }

  onLevel(level: Level): number | undefined {
    const levels = this.levels.value();
    return levels && (levels.get(level) ?? 0);
  }
}
