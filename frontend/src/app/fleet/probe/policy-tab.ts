import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Freeze } from '../../core/freeze-api';
import { Freezes } from '../../core/freezes';
import type { ProbeDetail } from '../../core/api/models';
import { Session } from '../../core/session';
import { Card } from '../../ui/card';
import { Icon } from '../../ui/icon';
import { Pill } from '../../ui/pill';
import { momentText } from '../../ui/time-text';
import { visibleText } from '../../ui/visible-text';
import { aboveText } from './above-text';
import { policyText } from './policy-words';
import { Tester } from '../../policies/try/tester';
import { PolicyInForce } from './policy-in-force';
import { WORDS } from './policy-tab-words';
import { WORDS as PROBE_WORDS } from './probe-words';

/** What may be done on this host and why: level, ceiling, freezes, protocol, and how the commands are held. */
@Component({
  selector: 'lg-policy-tab',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Card, Icon, Pill, PolicyInForce, RouterLink, Tester],
  templateUrl: './policy-tab.html',
  styleUrl: './policy-tab.css',
})
export class PolicyTab {
  readonly probe = input.required<ProbeDetail>();
  protected readonly words = WORDS.rules;
  protected readonly levels = PROBE_WORDS.policy.levels;
  protected readonly policyText = policyText;
  protected readonly aboveText = aboveText;
  protected readonly seen = visibleText;
  private readonly session = inject(Session);
  private readonly freezes = inject(Freezes);
  protected readonly mayReadFreezes = computed(() => this.session.shows('directive:read'));
  protected readonly mayFreeze = computed(() => this.session.shows('execution:freeze'));
  protected readonly mayTry = computed(() => this.session.shows('command:exec'));
  /** Those that hold this probe: the tenant's, its site's, one of its tags', its own. */
  protected readonly held = computed(() => {
    const { id, tags, site_id: site } = this.probe();
    return this.freezes
      .all()
      .filter((one) => concerns(one, { id, tags, site }))
      .map((one) => ({
        id: one.id,
        title: WORDS.rules.frozen(scopeText(one)),
        reason: visibleText(one.reason),
        by: visibleText(one.by_name),
        until: one.until_at
          ? `${WORDS.rules.until} ${momentText(one.until_at).split(' · ')[0]}`
          : WORDS.rules.untilLifted,
      }));
  });
}

function concerns(
  { scope_type, scope_id }: Freeze,
  { id, tags, site }: { id: string; tags: readonly string[]; site: string | undefined },
): boolean {
  if (scope_type === 'probe') return scope_id === id;
  if (scope_type === 'site') return scope_id === site;
  return scope_type === 'tag' ? tags.includes(scope_id) : scope_type === 'tenant';
}

function scopeText({ scope_type, scope_id }: Freeze): string {
  const { scopes } = WORDS.rules;
  if (scope_type === 'tag' || scope_type === 'site') return `${scopes[scope_type]} ${visibleText(scope_id)}`;
  return scope_type === 'probe' ? scopes.probe : scopes.tenant;
}
