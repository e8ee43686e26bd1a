import { ChangeDetectionStrategy, Component, booleanAttribute, computed, input } from '@angular/core';
import type { CommandView } from '../core/api/models';
import { Pill } from '../ui/pill';
import { Risk } from '../ui/risk';
import { momentText } from '../ui/time-text';
import { visibleText } from '../ui/visible-text';
import { WORDS } from './run-words';

/** What is known of a command beside its output: why it ended, how it was judged, who asked, and in what it ran. */
@Component({
  selector: 'lg-run-facts',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Pill, Risk],
  template: `
    @if (view(); as command) {
      <dl>
        @if (message(); as text) {
          <dt>{{ words.message }}</dt>
          <dd>{{ text }}</dd>
        }
        @if (command.result; as result) {
          @if (result.truncated) {
            <dt>{{ words.output }}</dt>
            <dd>{{ words.cut }}</dd>
          }
          <dt>{{ words.sandbox }}</dt>
          <dd>{{ result.contained ? words.contained : words.uncontained }}</dd>
          @if (result.limits; as limits) {
            <dt>{{ words.limits }}</dt>
            <dd>{{ words.limitedBy[limits] }}</dd>
          }
        }
        @if (!brief()) {
          <dt>{{ words.level }}</dt>
          <dd class="judged">
            <lg-pill>{{ levels[command.level] }}</lg-pill><lg-risk [level]="command.risk" long />
          </dd>
        }
        <dt>{{ words.by }}</dt>
        <dd>
          <bdi>{{ command.requested_by.name || command.requested_by.id }}</bdi>,
          <span class="num">{{ moment(command.requested_at) }}</span>
        </dd>
      </dl>
      @if (command.result?.late) {
        <p class="soft">{{ words.late }}</p>
      }
    }
    @if (hasMissed()) {
      <p class="soft">{{ words.missed }}</p>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 6px;
    }
    dl {
      display: grid;
      grid-template-columns: max-content minmax(0, 1fr);
      align-items: baseline;
      gap: 4px 12px;
      margin: 0;
      font: var(--fs-12);
    }
    dt {
      color: var(--t3);
    }
    .judged {
      display: flex;
      flex-wrap: wrap;
      gap: 6px;
    }
  `,
})
export class RunFacts {
  readonly view = input.required<CommandView | undefined>();
  readonly hasMissed = input(false);
  /** Why it ended and how it was judged stand beside it already. */
  readonly brief = input(false, { transform: booleanAttribute });
  protected readonly words = WORDS.facts;
  protected readonly levels = WORDS.levels;
  protected readonly moment = (iso: string) => momentText(iso).split(' · ')[0];
  /** What the words for its end do not say already. */
  protected readonly message = computed(() => {
    const view = this.view();
    if (this.brief()) return '';
    const outcome = view?.result?.late ? undefined : view?.result?.outcome;
    if (outcome === 'exited' || outcome === 'canceled') return '';
    return visibleText(view?.error_message ?? view?.result?.message ?? '');
  });
}
