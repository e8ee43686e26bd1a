import { NgTemplateOutlet } from '@angular/common';
import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { Router, RouterLink, type UrlTree } from '@angular/router';
import type { Need, Needs } from '../core/api/models';
import { knownPage } from '../core/known-page';
import type { Loaded } from '../core/loaded';
import { Session } from '../core/session';
import { Age } from '../ui/age';
import { LgButton } from '../ui/button';
import { Card } from '../ui/card';
import { EmptyState } from '../ui/empty-state';
import { Icon } from '../ui/icon';
import { Pill } from '../ui/pill';
import { Risk } from '../ui/risk';
import { tokenText } from '../ui/token-query';
import { visibleText } from '../ui/visible-text';
import { NEED_ICONS, OVERVIEW_WORDS, SEVERITIES, readableTimes } from './overview-words';
import { SteadyList } from './steady-list';

const FEW = 8;

/** What a person should look at, most urgent first. Rows stay where they are while somebody is over them. */
@Component({
  selector: 'lg-needs-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [NgTemplateOutlet, RouterLink, Age, Card, EmptyState, Icon, LgButton, Pill, Risk],
  templateUrl: './needs-card.html',
  styleUrls: ['./row-list.css', './needs-card.css'],
})
export class NeedsCard {
  readonly needs = input.required<Loaded<Needs>>();
  /** Told when nothing needs anybody. */
  readonly healthy = input<number>(0);

  protected readonly words = OVERVIEW_WORDS;
  protected readonly isWhole = signal(false);
  private readonly router = inject(Router);
  private readonly session = inject(Session);

  protected readonly list = new SteadyList(
    computed(() => keyed(this.needs().value()?.items ?? [])),
    ({ key }) => key,
  );
  protected readonly rows = computed(() =>
    this.list
      .shown()
      .slice(0, this.isWhole() ? undefined : FEW)
      .map(({ key, need }) => ({
        key,
        need,
        title: visibleText(need.title),
        detail: visibleText(readableTimes(need.detail)),
        look: SEVERITIES[need.severity],
        icon: NEED_ICONS[need.kind] ?? 'info',
        link: this.linkOf(need),
      })),
  );
  protected readonly hidden = computed(() => Math.max(0, this.list.shown().length - FEW));
  protected readonly isQuiet = computed(
    () => this.needs().value() !== undefined && this.list.shown().length === 0,
  );

  protected left(event: FocusEvent): void {
    const list = event.currentTarget as HTMLElement;
    if (!list.contains(event.relatedTarget as Node | null) && !list.matches(':hover')) this.list.letGo();
  }

  protected away(event: Event): void {
    const list = event.currentTarget as HTMLElement;
    if (!list.contains(document.activeElement)) this.list.letGo();
  }

  /** Where the console has no page for it yet, what the trail says about it. */
  private linkOf({ link, subject }: Need): UrlTree | undefined {
    const page = knownPage(this.router, link);
    if (page || !this.session.may('audit:read') || subject.type === 'list') return page;
    return this.router.createUrlTree(['/audit'], {
      queryParams: { q: tokenText('subject', `${subject.type}/${subject.id}`) },
    });
  }
}

/** Two needs about one subject are two. */
function keyed(needs: readonly Need[]): readonly { key: string; need: Need }[] {
  const seen = new Map<string, number>();
  return needs.map((need) => {
    const name = `${need.kind} ${need.subject.type} ${need.subject.id}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return { key: `${name} ${count}`, need };
  });
}
