import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ApprovalDetail } from '../core/api/models';
import { NeighboursMap } from '../neighbours/neighbours-map';
import { RunApi } from '../run/run-api';
import { LgButton } from '../ui/button';
import { Card } from '../ui/card';
import { Icon } from '../ui/icon';
import { Tag } from '../ui/tag';
import { visibleText } from '../ui/visible-text';
import { WORDS } from './approvals-words';
import { KIND_ICONS, tagsOf, touchesOf } from './request-look';

const SHOWN = 5;

/**
 * The target between its neighbours, what the command would touch there, and how the same went before. Without neighbours the
 * target stands at the left of what is touched.
 */
@Component({
  selector: 'lg-touches-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Card, Icon, LgButton, NeighboursMap, RouterLink, Tag],
  templateUrl: './touches-card.html',
  styleUrl: './touches-card.css',
})
export class TouchesCard {
  readonly detail = input.required<ApprovalDetail>();
  protected readonly words = WORDS.touches;
  protected readonly isWhole = signal(false);
  protected readonly name = computed(() => visibleText(this.detail().target.name));
  protected readonly tags = computed(() => tagsOf(this.detail()).map(visibleText));
  /** More than one, where a request is for many. */
  protected readonly targets = computed(() => {
    const { probes } = this.detail().command as { probes?: unknown };
    return Array.isArray(probes) ? probes.filter((one): one is string => typeof one === 'string') : [];
  });
  /** How it goes over them, where it does not go to all at once. */
  protected readonly waves = computed(() => {
    const { canary, max_concurrent: most, max_errors: errors } = this.detail().command;
    const share = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? value : 0);
    return most === undefined ? '' : WORDS.touches.waves(share(canary), share(most), share(errors));
  });
  private readonly names = signal<ReadonlyMap<string, string>>(new Map());
  private readonly api = inject(RunApi);
  /** "5 neighbours · 0 interrupted", where they are known. */
  protected readonly neighbours = signal('');
  protected readonly touches = computed(() => touchesOf(this.detail()));
  private readonly all = computed(() =>
    this.touches().map((touch) => ({
      ...touch,
      icon: KIND_ICONS[touch.kind] ?? 'circle-question-mark',
      target: touch.target === '*' ? `${touch.kind}: ${WORDS.touches.unknown}` : touch.target,
      isChange: touch.kind !== 'read',
    })),
  );
  protected readonly shown = computed(() => (this.isWhole() ? this.all() : this.all().slice(0, SHOWN)));
  protected readonly hidden = computed(() => this.all().length - this.shown().length);
  protected readonly note = computed(() => {
    const count = this.all().length;
    if (this.neighbours()) return this.neighbours();
    if (this.targets().length > 1) return WORDS.touches.targets(this.targets().length);
    return count === 0 ? '' : count === 1 ? WORDS.touches.one : WORDS.touches.many(count);
  });
  /** How those that ended went. */
  protected nameOf(id: string): string {
    return visibleText(this.names().get(id) ?? id);
  }

  /** Asked for once somebody looks; until then, and without an answer, ids say it too. */
  protected async learnNames(): Promise<void> {
    if (this.names().size > 0) return;
    const found = await this.api.rows({ ids: this.targets().slice(0, 500) }).catch(() => undefined);
    this.names.set(new Map(found?.rows.map(({ id, hostname }) => [id, hostname || id])));
  }

  protected readonly past = computed(() => {
    const ended = this.detail().similar.filter(({ status }) => status === 'succeeded' || status === 'failed');
    const marks = ended.map(({ status }) => status === 'succeeded');
    const good = marks.filter(Boolean).length;
    return { marks, text: marks.length ? WORDS.touches.worked(good, marks.length) : WORDS.touches.never };
  });
}
