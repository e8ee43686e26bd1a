import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  computed,
  effect,
  inject,
  input,
  untracked,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../../core/api-client';
import { assignmentsOfProbe } from '../../core/api/fn/policies/assignments-of-probe';
import type { ProbeDetail } from '../../core/api/models';
import { LiveFeed } from '../../core/live/live-feed';
import { Loaded } from '../../core/loaded';
import { DRIFTS, LEVELS } from '../../policies/policies-words';
import { SettlingWatch } from '../../policies/settling-watch';
import { Age } from '../../ui/age';
import { Card } from '../../ui/card';
import { Icon } from '../../ui/icon';
import { Pill } from '../../ui/pill';
import { visibleText } from '../../ui/visible-text';
import { WORDS } from './policy-tab-words';

/** Which policies this probe was given and why, and whether it says that it goes by them. */
@Component({
  selector: 'lg-policy-in-force',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Age, Card, Icon, Pill, RouterLink],
  templateUrl: './policy-in-force.html',
  styleUrl: './policy-tab.css',
})
export class PolicyInForce {
  readonly probe = input.required<ProbeDetail>();
  protected readonly words = WORDS.force;
  protected readonly seen = visibleText;
  private readonly api = inject(Api);
  protected readonly view = new Loaded(() => this.api.call(assignmentsOfProbe({ id: this.probe().id })));
  private readonly settling = new SettlingWatch(
    () => this.view.load(),
    () => {
      const drift = this.view.value()?.drift;
      return this.probe().connected && (drift === 'unreported' || drift === 'outdated');
    },
  );
  protected readonly drift = computed(() => DRIFTS[this.view.value()?.drift ?? 'unassigned']);
  protected readonly note = computed(() => {
    const view = this.view.value();
    const reason = view?.reported?.refused ?? view?.drift_note;
    return reason ? visibleText(reason) : this.drift().text;
  });
  protected readonly policies = computed(() =>
    (this.view.value()?.policies ?? []).map(({ policy_id: id, version, via }) => ({
      id,
      version,
      key: `${id} ${via.type} ${via.id}`,
      via: WORDS.force.via[via.type](visibleText(via.id)),
    })),
  );
  protected readonly levels = LEVELS;
  private readonly id = computed(() => this.probe().id);

  constructor() {
    const load = async () => {
      await this.view.load();
      this.settling.begin();
    };
    effect(() => {
      this.id();
      untracked(() => {
        this.view.clear();
        void load();
      });
    });
    const facts = ['policy.', 'probe.connected', 'probe.tags_changed'];
    inject(DestroyRef).onDestroy(inject(LiveFeed).watch(facts, load));
    inject(DestroyRef).onDestroy(() => this.settling.stop());
  }
}
