import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { Freeze } from '../../core/freeze-api';
import { Freezes } from '../../core/freezes';
import type { ProbeDetail } from '../../core/api/models';
import { Session } from '../../core/session';
import { Card } from '../../ui/card';
import { Icon } from '../../ui/icon';
import { Pill } from '../../ui/pill';
import { momentText } from '../../ui/time-text';
import { visibleText } from '../../ui/visible-text';
import { aboveText, policyText } from './policy-words';
import { PolicyTester } from './policy-tester';
import { WORDS } from './probe-words';

/** What may be done on this host and why: level, ceiling, freezes, protocol, and how the commands are held. */
@Component({
  selector: 'lg-policy-tab',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Card, Icon, Pill, PolicyTester],
  templateUrl: './policy-tab.html',
  styleUrl: './policy-tab.css',
})
export class PolicyTab {
  readonly probe = input.required<ProbeDetail>();
  protected readonly words = WORDS.rules;
  protected readonly levels = WORDS.policy.levels;
  protected readonly policyText = policyText;
  protected readonly aboveText = aboveText;
  protected readonly seen = visibleText;
  private readonly session = inject(Session);
  private readonly freezes = inject(Freezes);
  protected readonly mayReadFreezes = computed(() => this.session.shows('directive:read'));
  protected readonly mayTry = computed(() => this.session.shows('command:exec'));
  /** Those that hold this probe: the tenant's, one of its tags', its own. */
  protected readonly held = computed(() => {
    const { id, tags } = this.probe();
    return this.freezes
      .all()
      .filter((one) => concerns(one, id, tags))
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

function concerns({ scope_type, scope_id }: Freeze, id: string, tags: readonly string[]): boolean {
  if (scope_type === 'probe') return scope_id === id;
  return scope_type === 'tag' ? tags.includes(scope_id) : scope_type === 'tenant';
}

function scopeText({ scope_type, scope_id }: Freeze): string {
  const { scopes } = WORDS.rules;
  if (scope_type === 'tag') return `${scopes.tag} ${visibleText(scope_id)}`;
  return scope_type === 'probe' ? scopes.probe : scopes.tenant;
}
