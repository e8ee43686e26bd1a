import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Now } from '../core/now';
import { Banner } from '../ui/banner';
import { LgButton } from '../ui/button';
import { Code } from '../ui/code';
import { EmptyState } from '../ui/empty-state';
import { Failure } from '../ui/failure';
import { OutputView } from '../ui/output-view';
import { tookText } from '../ui/output-words';
import { visibleText } from '../ui/visible-text';
import type { OneRun } from './one-run';
import { ProbeNames } from './probe-names';
import { RunFacts } from './run-facts';
import { RunPanel } from './run-panel';
import { RunPhases } from './run-phases';
import { WORDS } from './run-words';

/** One command from sent to done: where it stands, what it prints, how it ended, and what can be done about it. */
@Component({
  selector: 'lg-one-result',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Banner, Code, EmptyState, Failure, LgButton, OutputView, RouterLink, RunFacts, RunPhases],
  templateUrl: './one-result.html',
  styleUrl: './result.css',
})
export class OneResult {
  readonly run = input.required<OneRun>();
  protected readonly words = WORDS;
  private readonly panel = inject(RunPanel);
  private readonly names = inject(ProbeNames);
  private readonly now = inject(Now);

  protected readonly probeId = computed(() => this.run().probeId ?? this.run().view()?.probe_id);
  protected readonly host = computed(() => {
    const id = this.probeId();
    return id === undefined ? '' : visibleText(this.names.of(id));
  });
  /** It is there, and it is not known to be refused or gone. */
  protected readonly isBegun = computed(() =>
    ['accepted', 'running', 'done', 'waiting'].includes(this.run().phase()),
  );
  protected readonly elapsed = computed(() => {
    const view = this.run().view();
    const phase = this.run().phase();
    if (phase !== 'running' && phase !== 'accepted') return '';
    const since = Date.parse(view?.started_at ?? '') || this.run().startedAt;
    return tookText(Math.max(0, this.now.ms() - since));
  });
  protected readonly reasons = computed(() => {
    const run = this.run();
    const reasons = run.view()?.reasons ?? run.held()?.reasons ?? [];
    return reasons.map(({ text }) => visibleText(text));
  });
  protected readonly refusal = computed(() => {
    const run = this.run();
    return this.reasons().length > 0 ? this.reasons() : [run.error()?.message ?? ''].filter(Boolean);
  });
  protected readonly mayStop = computed(
    () => ['accepted', 'running', 'waiting'].includes(this.run().phase()) && !this.run().isStopping(),
  );
  protected readonly isSilent = computed(() => {
    const run = this.run();
    run.buffer.version();
    return run.phase() === 'done' && run.buffer.total === 0;
  });

  protected again(): void {
    const id = this.probeId();
    if (id !== undefined) this.panel.again({ probes: [id] }, this.run().line());
  }
}
