import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { PolicyAssignmentView, PolicyView } from '../../core/api/models';
import { ProbeNames } from '../../run/probe-names';
import { SCOPE_ICONS, scopeText } from '../../scope/scope-words';
import { Age } from '../../ui/age';
import { LgButton } from '../../ui/button';
import { Card } from '../../ui/card';
import { EmptyState } from '../../ui/empty-state';
import { Icon } from '../../ui/icon';
import { Pill } from '../../ui/pill';
import { visibleText } from '../../ui/visible-text';
import { DriftList } from '../drift-list';
import { PoliciesStore } from '../policies-store';
import { DRIFTS } from '../policies-words';
import { APPLY_WORDS } from './apply-words';
import { Applying } from './applying';

/** Where a policy holds, in which version, and whether the probes there go by it. */
@Component({
  selector: 'lg-applied-tab',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Age, Card, DriftList, EmptyState, Icon, LgButton, Pill, RouterLink],
  templateUrl: './applied-tab.html',
  styleUrl: './applied-tab.css',
})
export class AppliedTab {
  readonly policy = input.required<PolicyView>();
  readonly mayWrite = input(false);
  protected readonly words = APPLY_WORDS.applied;
  protected readonly store = inject(PoliciesStore);
  private readonly names = inject(ProbeNames);
  private readonly applying = inject(Applying);
  private readonly about = computed(() => this.store.about(this.policy().id));
  protected readonly drifts = computed(() => this.about().drifts);
  protected readonly rows = computed(() => this.about().assignments.map((one) => this.row(one)));

  protected update(one: PolicyAssignmentView): void {
    void this.applying.open({
      policy: this.policy(),
      version: this.policy().version,
      scope: this.scopeOf(one),
    });
  }

  protected takeAway(one: PolicyAssignmentView): void {
    void this.applying.takeAway(this.policy(), this.scopeOf(one));
  }

  protected apply(): void {
    void this.applying.open({ policy: this.policy(), version: this.policy().version });
  }

  private scopeOf({ scope: { type, id } }: PolicyAssignmentView) {
    return { type, id, name: type === 'probe' ? this.names.of(id) : id };
  }

  private row(one: PolicyAssignmentView) {
    const { type, id } = one.scope;
    const isOne = type === 'probe';
    const drifting = this.drifts().filter(({ policies, probe_id }) =>
      isOne ? probe_id === id : policies.some(({ via }) => via.type === type && via.id === id),
    );
    const state = isOne
      ? DRIFTS[drifting[0]?.drift ?? 'none']
      : this.stateOfMany(
          type === 'tag' ? this.store.tags.value() : this.store.sites.value(),
          id,
          drifting.length,
        );
    return {
      one,
      key: `${type} ${id}`,
      icon: SCOPE_ICONS[type],
      name: visibleText(this.scopeOf(one).name),
      where: scopeText(this.scopeOf(one)),
      by: visibleText(one.by),
      newer: one.newest !== null && one.newest > one.version ? one.newest : undefined,
      state,
      link: isOne ? ['/fleet', id, 'policy'] : ['/fleet'],
      query: isOne ? {} : { q: `${type}:${/[\s"]/.test(id) ? JSON.stringify(id) : id}` },
    };
  }

  /** Some of those with the tag, or in the site, may go by a nearer policy; then they hold that one. */
  private stateOfMany(counts: ReadonlyMap<string, number> | undefined, id: string, drifting: number) {
    if (!counts) return undefined;
    const all = counts.get(id);
    if (!all) return { word: APPLY_WORDS.applied.noProbes, tone: 'neutral' as const };
    const word = APPLY_WORDS.applied.holds(all - drifting, all);
    return { word, tone: drifting > 0 ? ('warn' as const) : ('ok' as const) };
  }
}
