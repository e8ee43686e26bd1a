import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { visibleText } from '../ui/visible-text';
import type { RunTargets } from './run-targets';
import { WORDS } from './run-words';

const SHOWN = 200;

/** On which probes: the name of one, the number of many with their names behind it. */
@Component({
  selector: 'lg-target-line',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Failure, Icon],
  template: `
    @let list = targets();
    <div class="line">
      <lg-icon name="target" [size]="15" />
      <span class="quiet">{{ words.on }}</span>
      @if (!list.isComplete() && !list.error()) {
        <span class="num" role="status">{{ words.finding(list.probes().length, list.total()) }}</span>
      } @else if (only(); as name) {
        <bdi class="mono ellipsis">{{ name }}</bdi>
      } @else if (list.probes().length > 1) {
        <b>{{ heading() }}</b>
      } @else if (!list.error()) {
        <b>{{ words.none }}</b>
      }
      @if (list.missing(); as missing) {
        <span class="missing">{{ words.missing(missing) }}</span>
      }
    </div>
    @if (list.isComplete() && list.probes().length === 0) {
      <p class="soft">{{ words.noneText }}</p>
    }
    @if (list.error(); as error) {
      <lg-failure [error]="error" (retry)="list.load()" />
    }
    @if (list.probes().length > 1) {
      <details>
        <summary>{{ words.show }}</summary>
        <p class="names mono">
          @for (name of names(); track $index) {
            <bdi>{{ name }}</bdi>
          }
          @if (more(); as more) {
            <span class="quiet">{{ words.more(more) }}</span>
          }
        </p>
      </details>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 4px;
    }
    .line {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 8px;
      min-width: 0;
    }
    .line lg-icon {
      color: var(--t3);
    }
    bdi {
      min-width: 0;
      max-width: 100%;
      font-size: 13px;
    }
    .missing {
      color: var(--warn);
      font: var(--fs-12);
    }
    summary {
      min-height: 24px;
      color: var(--t2);
      font: var(--fs-12);
      cursor: pointer;
    }
    .names {
      display: flex;
      flex-wrap: wrap;
      gap: 2px 12px;
      max-height: 140px;
      padding: 4px 0;
      overflow: auto;
    }
    .names bdi {
      font-size: 12px;
    }
  `,
})
export class TargetLine {
  readonly targets = input.required<RunTargets>();
  protected readonly words = WORDS.target;
  protected readonly only = computed(() => {
    const probes = this.targets().probes();
    return probes.length === 1 ? visibleText(probes[0]?.name ?? '') : undefined;
  });
  protected readonly heading = computed(() => {
    const { target, probes } = this.targets();
    const count = probes().length;
    return 'q' in target ? WORDS.target.matching(count, visibleText(target.q)) : WORDS.probes(count);
  });
  protected readonly names = computed(() =>
    this.targets()
      .probes()
      .slice(0, SHOWN)
      .map(({ name }) => visibleText(name)),
  );
  protected readonly more = computed(() => Math.max(0, this.targets().probes().length - SHOWN));
}
