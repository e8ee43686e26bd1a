import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { ApprovalDetail } from '../core/api/models';
import { Card } from '../ui/card';
import { Icon } from '../ui/icon';
import { visibleText } from '../ui/visible-text';
import { WORDS } from './approvals-words';
import { OutlookPart } from './outlook-part';

/** What it would do, in the words of the judge, and whether it can be taken back. */
@Component({
  selector: 'lg-effects-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Card, Icon, OutlookPart],
  template: `
    <lg-card [title]="words.title" [note]="levels[detail().level]">
      <div class="outlook">
        @defer (on immediate) {
          <lg-outlook-part [detail]="detail()" />
        }
      </div>
      <ul>
        @for (effect of effects(); track effect) {
          <li>{{ effect }}</li>
        } @empty {
          <li class="quiet">{{ words.none }}</li>
        }
      </ul>
      <p class="back" [class]="detail().reversible">
        <lg-icon [name]="icon()" [size]="15" />
        <span class="quiet">{{ words.reversible }}</span>
        <b>{{ reversible[detail().reversible] }}</b>
      </p>
    </lg-card>
  `,
  styles: `
    .outlook:not(:empty) {
      margin-bottom: 12px;
    }
    ul {
      display: grid;
      gap: 4px;
      margin: 0;
      padding-left: 16px;
      list-style: disc;
      overflow-wrap: anywhere;
    }
    li::marker {
      color: var(--t3);
    }
    .back {
      display: flex;
      flex-wrap: wrap;
      gap: 4px 8px;
      align-items: center;
      margin-top: 12px;
      padding: 8px 10px;
      border-radius: var(--r-m);
      background: var(--s2);
      font: var(--fs-12);
    }
    .back.no {
      background: var(--bad-bg);
    }
    .back.no lg-icon,
    .back.no b {
      color: var(--bad);
    }
    .back.no .quiet {
      color: var(--t2);
    }
    .back.yes lg-icon {
      color: var(--ok);
    }
    b {
      font-weight: 550;
    }
  `,
})
export class EffectsCard {
  readonly detail = input.required<ApprovalDetail>();
  protected readonly words = WORDS.changes;
  protected readonly levels = WORDS.levels;
  protected readonly reversible = WORDS.reversible;
  protected readonly effects = computed(() => [...new Set(this.detail().effects.map(visibleText))]);
  protected readonly icon = computed(() =>
    this.detail().reversible === 'no'
      ? 'octagon-alert'
      : this.detail().reversible === 'unknown'
        ? 'circle-question-mark'
        : 'undo-2',
  );
}
