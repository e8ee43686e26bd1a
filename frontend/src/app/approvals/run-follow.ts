import { ChangeDetectionStrategy, Component, computed, inject, input, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ApprovalDetail } from '../core/api/models';
import { Session } from '../core/session';
import { RunChanges } from '../run/run-changes';
import { RunFacts } from '../run/run-facts';
import { RunPhases } from '../run/run-phases';
import type { OneRun } from '../run/one-run';
import { Runs } from '../run/runs';
import { watching } from '../run/watching';
import { LgButton } from '../ui/button';
import { Card } from '../ui/card';
import { Failure } from '../ui/failure';
import { OutputView } from '../ui/output-view';
import { visibleText } from '../ui/visible-text';
import { WORDS } from './approvals-words';
import { requestIdOf } from './request-look';

/** What was approved, while it runs and after: phases, output, how it ended. */
@Component({
  selector: 'lg-run-follow',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Card, Failure, LgButton, OutputView, RouterLink, RunChanges, RunFacts, RunPhases],
  template: `
    <lg-card [title]="words.title">
      @if (detail().probe_id) {
        <a
          card-actions
          lgButton
          size="compact"
          [routerLink]="['/fleet', detail().probe_id, 'activity']"
          [queryParams]="{ tab: null }"
          >{{ words.activity }}</a
        >
      }
      @if (run(); as run) {
        <lg-run-phases [phase]="run.phase()" [ending]="run.ending()" />
        @if (hasOutput()) {
          <lg-output-view
            class="output"
            [label]="words.output"
            [fileName]="host() + '.txt'"
            [buffer]="run.buffer"
          />
        } @else if (isSilent()) {
          <p class="quiet">{{ words.silent }}</p>
        }
        @if (run.error(); as error) {
          <lg-failure [error]="error" (retry)="run.look()" />
        }
        <lg-run-facts [view]="run.view()" [hasMissed]="run.hasMissed()" />
        <lg-run-changes [view]="run.view()" />
      } @else {
        <p class="quiet">{{ words.notAllowed }}</p>
      }
    </lg-card>
  `,
  styles: `
    .output {
      display: block;
      height: 240px;
      margin: 10px 0;
    }
    p {
      margin: 8px 0;
    }
    lg-run-facts,
    lg-run-changes {
      margin-top: 10px;
    }
  `,
})
export class RunFollow {
  readonly detail = input.required<ApprovalDetail>();
  protected readonly words = WORDS.run;
  private readonly runs = inject(Runs);
  private readonly session = inject(Session);
  protected readonly host = computed(() => visibleText(this.detail().target.name));
  private readonly name = computed(() => requestIdOf(this.detail()));
  protected readonly run = computed<OneRun | undefined>(() => {
    const name = this.name();
    if (!name || !this.session.shows('command:exec')) return undefined;
    const found = untracked(() => this.runs.find(name));
    return found?.kind === 'one' ? found : undefined;
  });
  private readonly isPrinted = computed(() => {
    const run = this.run();
    run?.buffer.version();
    return (run?.buffer.total ?? 0) > 0;
  });
  protected readonly hasOutput = computed(() => this.isPrinted() || this.run()?.phase() === 'running');
  protected readonly isSilent = computed(() => this.run()?.phase() === 'done' && !this.isPrinted());

  constructor() {
    watching(this.run);
  }
}
