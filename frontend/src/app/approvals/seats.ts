import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { ApprovalDetail } from '../core/api/models';
import { Age } from '../ui/age';
import { Icon } from '../ui/icon';
import { visibleText } from '../ui/visible-text';
import { WORDS } from './approvals-words';

/** One seat for each person who has to say yes: those who did, and those that are still empty. */
@Component({
  selector: 'lg-seats',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Age, Icon],
  template: `
    <h3>{{ words.title }}</h3>
    <ul>
      @for (seat of seats(); track $index) {
        <li [class.empty]="!seat.name">
          <lg-icon [name]="seat.name ? 'circle-check' : 'circle-dashed'" [size]="15" />
          <span>
            <bdi>{{ seat.name || words.empty }}</bdi>
            @if (seat.as) {
              <span class="quiet">{{ seat.as }}</span>
            }
            @if (seat.reason) {
              <q>{{ seat.reason }}</q>
            }
          </span>
          @if (seat.at) {
            <lg-age [at]="seat.at" />
          }
        </li>
      }
      @for (one of lapsed(); track $index) {
        <li class="empty">
          <lg-icon name="circle-x" [size]="15" />
          <span
            ><bdi>{{ one }}</bdi> <span class="quiet">{{ words.lapsed }}</span></span
          >
        </li>
      }
    </ul>
  `,
  styles: `
    h3 {
      margin-bottom: 6px;
      color: var(--t3);
      font: 500 11px/16px var(--sans);
    }
    ul {
      display: grid;
      gap: 6px;
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li {
      display: flex;
      gap: 8px;
      align-items: flex-start;
      font: var(--fs-12);
    }
    lg-icon {
      margin-top: 2px;
      color: var(--ok);
    }
    span {
      flex: 1;
      min-width: 0;
      overflow-wrap: anywhere;
    }
    q,
    .quiet {
      display: block;
      color: var(--t3);
    }
    .empty,
    .empty lg-icon,
    lg-age {
      color: var(--t3);
    }
  `,
})
export class Seats {
  readonly detail = input.required<ApprovalDetail>();
  protected readonly words = WORDS.seats;
  protected readonly lapsed = computed(() =>
    (this.detail().lapsed_approvals ?? []).map(({ actor }) => visibleText(actor)),
  );
  protected readonly seats = computed(() => {
    const { approvals, required_approvals: needed } = this.detail();
    const taken = approvals.map(({ actor, as, reason, timestamp }) => ({
      name: visibleText(actor),
      as: WORDS.seats.as[as],
      reason: visibleText(reason ?? ''),
      at: timestamp,
    }));
    const empty = { name: '', as: '', reason: '', at: '' };
    return [...taken, ...Array<typeof empty>(Math.max(0, needed - taken.length)).fill(empty)];
  });
}
