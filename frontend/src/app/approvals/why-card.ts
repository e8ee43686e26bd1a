import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { ApprovalDetail } from '../core/api/models';
import { Icon } from '../ui/icon';
import { Card } from '../ui/card';
import { Meter } from '../ui/meter';
import { Pill } from '../ui/pill';
import { visibleText } from '../ui/visible-text';
import { WORDS } from './approvals-words';
import { ruleRows } from './rule-rows';

/** Each rule that was looked at: those that decided first and marked, then those that passed. */
@Component({
  selector: 'lg-why-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Card, Icon, Meter, Pill],
  template: `
    <lg-card [title]="words.title" [note]="note()" flush>
      @if (detail().rationale_missing) {
        <p class="missing">{{ treated }}</p>
      }
      <ul [attr.aria-label]="words.title">
        @for (row of rows(); track row.key) {
          <li [class.decided]="row.isDecided">
            <span class="mark" [class]="row.tone"><lg-icon [name]="row.icon" [size]="13" /></span>
            <span class="name">
              <b>{{ row.name }}</b>
              @if (row.demand) {
                <span class="demand">{{ row.demand }}</span>
              }
            </span>
            <span class="middle">
              @if (row.gauge; as gauge) {
                <lg-meter
                  [value]="gauge.value"
                  [threshold]="gauge.threshold"
                  [max]="gauge.max"
                  [label]="row.name"
                  [tone]="row.isDecided ? 'high' : 'ok'"
                />
                @if (row.isDecided) {
                  <span class="soft">{{ row.message }}</span>
                }
              } @else {
                <span class="soft">{{ row.message }}</span>
              }
            </span>
            <span class="value" [class.mono]="!row.gauge">{{ row.value }}</span>
            <span class="end">
              @if (row.isDecided) {
                <lg-pill tone="high">{{ words.decided }}</lg-pill>
              } @else {
                {{ row.isPassed ? words.passed : words.looked }}
              }
            </span>
          </li>
        } @empty {
          <li class="none">{{ words.none }}</li>
        }
      </ul>
    </lg-card>
  `,
  styleUrl: './why-card.css',
})
export class WhyCard {
  readonly detail = input.required<ApprovalDetail>();
  protected readonly words = WORDS.why;
  protected readonly treated = WORDS.treated;
  protected readonly rows = computed(() => ruleRows(this.detail()));
  protected readonly note = computed(() => {
    const version = visibleText(this.detail().bound.policy_version);
    return version ? WORDS.why.policy(version) : '';
  });
}
