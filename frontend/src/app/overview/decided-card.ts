import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { Router, RouterLink, type UrlTree } from '@angular/router';
import type { DecidedApproval, DecidedApprovals } from '../core/api/models';
import { knownPage } from '../core/known-page';
import type { Loaded } from '../core/loaded';
import { Session } from '../core/session';
import { Age } from '../ui/age';
import { Card } from '../ui/card';
import { Icon } from '../ui/icon';
import { Pill } from '../ui/pill';
import { tokenText } from '../ui/token-query';
import { visibleText } from '../ui/visible-text';
import { DECISIONS, OVERVIEW_WORDS } from './overview-words';

/** Approvals that wait no more, newest first. */
@Component({
  selector: 'lg-decided-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink, Age, Card, Icon, Pill],
  template: `
    <lg-card
      [title]="words.decided"
      flush
      [loading]="decided().isFirst()"
      [rows]="4"
      [error]="decided().error()"
      (retry)="decided().load()"
      cancellable
      (cancel)="decided().cancel()"
    >
      <ul [attr.aria-label]="words.decided">
        @for (row of rows(); track row.id) {
          <li>
            <a class="row" [routerLink]="row.link">
              <span class="mark" [class]="row.look.tone"><lg-icon [name]="row.look.icon" [size]="13" /></span>
              <span class="what">
                <span class="title" [title]="row.summary">{{ row.summary }}</span>
                @if (row.by) {
                  <span class="detail">{{ row.by }}</span>
                }
              </span>
              <span class="end">
                <lg-pill size="small" [tone]="row.look.tone">{{ row.look.word }}</lg-pill>
                <lg-age [at]="row.at" />
              </span>
            </a>
          </li>
        }
      </ul>
    </lg-card>
  `,
  styleUrl: './row-list.css',
})
export class DecidedCard {
  readonly decided = input.required<Loaded<DecidedApprovals>>();
  protected readonly words = OVERVIEW_WORDS;
  private readonly router = inject(Router);
  private readonly session = inject(Session);

  protected readonly rows = computed(() =>
    (this.decided().value()?.items ?? []).map((item) => ({
      id: item.id,
      at: item.at,
      summary: visibleText(item.summary),
      by: item.decided_by && OVERVIEW_WORDS.by(visibleText(item.decided_by)),
      look: DECISIONS[item.status],
      link: this.linkOf(item),
    })),
  );

  /** What the trail says about it, where the console has no page for it. */
  private linkOf({ id, link }: DecidedApproval): UrlTree | null {
    const page = knownPage(this.router, link);
    if (page) return page;
    if (!this.session.may('audit:read')) return null;
    return this.router.createUrlTree(['/audit'], {
      queryParams: { q: tokenText('subject', `approval/${id}`) },
    });
  }
}
