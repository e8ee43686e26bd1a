import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { PolicyDecisionView } from '../../core/api/models';
import { Icon } from '../../ui/icon';
import { Pill } from '../../ui/pill';
import { Risk } from '../../ui/risk';
import { visibleText } from '../../ui/visible-text';
import { LEVELS } from '../policies-words';
import { indicatorsOf, markLine, wordsOf } from './marks';
import { OUTCOMES, TRY_WORDS } from './try-words';

/** Reasons that stand there at once; those that decided come first. */
const SHOWN = 4;

/** A decision: the word, the command with what counted marked, why, and all that was looked at. */
@Component({
  selector: 'lg-decision-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, Pill, Risk],
  template: `
    <section [class]="look().tone" [class.old]="stale()" aria-live="polite">
      <p class="title">
        <lg-icon [name]="look().icon" [size]="15" />
        <b>{{ look().title }}</b>
        <span class="end">
          <lg-pill>{{ words.needs }} {{ level() }}</lg-pill>
          <lg-risk [level]="decision().risk_level" long />
        </span>
      </p>
      <!-- prettier-ignore -->
      <pre class="mono" tabindex="0" role="group" [attr.aria-label]="words.line">@for (part of parts(); track $index) {@if (part.marked) {<mark>{{ seen(part.text) }}</mark>} @else {<span>{{ seen(part.text) }}</span>}}</pre>
      <ol>
        @for (reason of decision().reasons.slice(0, shown); track $index) {
          <li [class.soft]="$index > 0">{{ seen(reason.text) }}</li>
        }
      </ol>
      <p class="quiet small">
        {{ by() }}
        @if (!decision().classification.signature_known) {
          · {{ words.unknown }}
        }
      </p>
      @if (indicators().length > 0) {
        <details>
          <summary>{{ words.looked(decision().reasons.length - shown) }}</summary>
          @for (reason of decision().reasons.slice(shown); track $index) {
            <p class="soft">{{ seen(reason.text) }}</p>
          }
          <ul>
            @for (one of indicators(); track $index) {
              <li>
                <code class="mono">{{ seen(one.name) }}</code>
                @if (one.drove) {
                  <lg-pill size="small" [tone]="look().tone">{{ words.drove }}</lg-pill>
                }
                <span class="soft small">{{ seen(one.message || one.value) }}</span>
              </li>
            }
          </ul>
        </details>
      }
    </section>
  `,
  styleUrl: './decision-card.css',
})
export class DecisionCard {
  readonly line = input.required<string>();
  readonly decision = input.required<PolicyDecisionView>();
  /** It belongs to an earlier line. */
  readonly stale = input(false);
  protected readonly words = TRY_WORDS;
  protected readonly shown = SHOWN;
  protected readonly seen = visibleText;
  protected readonly look = computed(() => OUTCOMES[this.decision().outcome]);
  protected readonly level = computed(() => LEVELS[this.decision().level].word);
  protected readonly indicators = computed(() => indicatorsOf(this.decision()));
  protected readonly parts = computed(() => markLine(this.line(), wordsOf(this.indicators())));
  protected readonly by = computed(() => {
    const held = this.decision().rationale['policies'];
    const names = (Array.isArray(held) ? (held as { policy_id?: unknown; version?: unknown }[]) : []).map(
      ({ policy_id, version }) => `${String(policy_id)}${Number(version) > 0 ? ` v${String(version)}` : ''}`,
    );
    return names.length > 0 ? TRY_WORDS.by(visibleText(names.join(', '))) : TRY_WORDS.byNone;
  });
}
