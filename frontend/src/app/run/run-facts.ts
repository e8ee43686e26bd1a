import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { CommandView } from '../core/api/models';
import { Pill } from '../ui/pill';
import { Risk } from '../ui/risk';
import { tookText } from '../ui/output-words';
import { momentText } from '../ui/time-text';
import { visibleText } from '../ui/visible-text';
import { endNote } from './command-end';
import { WORDS } from './run-words';

const LEVELS = { observe: 'Observe', diagnose: 'Diagnose', remediate: 'Remediate' } as const;

/** What is known of a command beside its output: how it ended, how it was judged, who asked, and in what it ran. */
@Component({
  selector: 'lg-run-facts',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Pill, Risk],
  template: `
    @if (view(); as command) {
      <dl>
        @if (note(); as text) {
          <dt>{{ words.end }}</dt>
          <dd>{{ text }}</dd>
        }
        @if (message(); as text) {
          <dt>{{ words.message }}</dt>
          <dd>{{ text }}</dd>
        }
        @if (command.result; as result) {
          @if (result.outcome === 'exited') {
            <dt>{{ words.exit }}</dt>
            <dd class="num">{{ result.exit_code }}</dd>
          }
          <dt>{{ words.took }}</dt>
          <dd class="num">{{ took(result.duration_ms) }}</dd>
          <dt>{{ words.output }}</dt>
          <dd>{{ result.truncated ? words.cut : words.whole }}</dd>
          <dt>{{ words.sandbox }}</dt>
          <dd>{{ result.contained ? words.contained : words.uncontained }}</dd>
        }
        <dt>{{ words.level }}</dt>
        <dd class="judged">
          <lg-pill>{{ levels[command.level] }}</lg-pill><lg-risk [level]="command.risk" long />
        </dd>
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
  protected readonly words = WORDS.facts;
  protected readonly levels = LEVELS;
  protected readonly took = tookText;
  protected readonly moment = (iso: string) => momentText(iso).split(' · ')[0];
  protected readonly message = computed(() => {
    const view = this.view();
    return visibleText(view?.error_message ?? view?.result?.message ?? '');
  });
  protected readonly note = computed(() => {
    const view = this.view();
    return view ? endNote(view) : '';
  });
}
