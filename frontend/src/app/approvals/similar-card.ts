import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { ApprovalDetail } from '../core/api/models';
import { Age } from '../ui/age';
import { Card } from '../ui/card';
import { Icon, type IconName } from '../ui/icon';
import { visibleText } from '../ui/visible-text';
import { WORDS } from './approvals-words';

const ICONS: Readonly<Record<string, IconName>> = {
  succeeded: 'circle-check',
  failed: 'circle-x',
  canceled: 'ban',
  running: 'play',
};

/** What like this was done here before, and how it went. */
@Component({
  selector: 'lg-similar-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Age, Card, Icon],
  template: `
    <lg-card [title]="words.title" [note]="words.note" flush>
      <ul [attr.aria-label]="words.title">
        @for (row of rows(); track row.id) {
          <li>
            <lg-icon [class]="row.status" [name]="row.icon" [size]="15" />
            <span class="mono ellipsis" [title]="row.summary">{{ row.summary }}</span>
            <span class="soft ellipsis" [title]="row.outcome">{{ row.outcome }}</span>
            <span class="quiet ellipsis">{{ row.by }}</span>
            <lg-age [at]="row.at" />
          </li>
        }
      </ul>
    </lg-card>
  `,
  styles: `
    ul {
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li {
      display: grid;
      grid-template-columns: 15px minmax(0, 1.3fr) minmax(0, 1fr) minmax(0, 0.6fr) max-content;
      gap: 10px;
      align-items: center;
      min-height: 34px;
      padding: 4px 14px;
      border-bottom: 1px solid var(--row-line);
      font: var(--fs-12);
    }
    li:last-child {
      border: 0;
    }
    .mono {
      font: 400 12px/18px var(--mono);
    }
    .succeeded {
      color: var(--ok);
    }
    .failed {
      color: var(--bad);
    }
    lg-age {
      color: var(--t3);
    }
    @media (max-width: 767px) {
      li {
        grid-template-columns: 15px minmax(0, 1fr) max-content;
      }
      .soft,
      .quiet {
        display: none;
      }
    }
  `,
})
export class SimilarCard {
  readonly detail = input.required<ApprovalDetail>();
  protected readonly words = WORDS.similar;
  protected readonly rows = computed(() =>
    this.detail().similar.map((one) => ({
      id: one.directive_id,
      status: one.status,
      icon: ICONS[one.status] ?? 'clock',
      summary: visibleText(one.summary),
      outcome: visibleText(one.error_message ?? '') || (WORDS.similar.statuses[one.status] ?? one.status),
      by: visibleText(one.requested_by),
      at: one.at,
    })),
  );
}
