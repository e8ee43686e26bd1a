import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { Age } from '../ui/age';
import { share } from '../ui/size-text';
import { currentScore, loadTone, scoreTone } from './health-tone';
import type { ProbeView } from '../core/api/models';
import { nameOf, systemOf } from './probe-order';
import { STATUS_WORDS, StatusMark } from './status-mark';

/** One probe of the list; with room for it, also how busy its host is. */
@Component({
  selector: 'lg-probe-row',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink, RouterLinkActive, Age, StatusMark],
  template: `
    <a
      [routerLink]="['/fleet', probe().id]"
      queryParamsHandling="preserve"
      routerLinkActive="on"
      ariaCurrentWhenActive="page"
    >
      <lg-status-mark [status]="probe().status" />
      <span class="who">
        <span class="mono ellipsis name" [title]="name()">{{ name() }}</span>
        <span class="ellipsis quiet small">
          <span>{{ system() }}</span>
          <span class="inline-tags">{{ tagLine() }}</span>
        </span>
      </span>
      <span class="tags">
        @for (tag of tags(); track tag) {
          <span class="tag"
            ><span>{{ tag }}</span></span
          >
        }
      </span>
      @for (meter of meters(); track meter.name) {
        <span class="meter" [class]="meter.tone">
          <span class="quiet small">{{ meter.name }}</span>
          <span class="num">{{ meter.text }}</span>
          <span class="bar" aria-hidden="true"><i [style.width.%]="meter.percent ?? 0"></i></span>
        </span>
      }
      <span class="state">
        <b class="num" [class]="tone()">
          @if (score() !== undefined) {
            <span class="hidden">Health </span>
          }
          {{ stateText() }}
        </b>
        <span class="quiet small"
          ><span class="hidden">Last seen </span><lg-age [at]="probe().last_seen"
        /></span>
      </span>
    </a>
  `,
  styleUrl: './probe-row.css',
})
export class ProbeRow {
  readonly probe = input.required<ProbeView>();
  protected readonly name = computed(() => nameOf(this.probe()));
  protected readonly system = computed(() => systemOf(this.probe()));
  protected readonly tags = computed(() => (this.probe().tags ?? []).slice(0, 4));
  protected readonly tagLine = computed(() => (this.probe().tags ?? []).map((tag) => ` · ${tag}`).join(''));
  protected readonly score = computed(() => currentScore(this.probe()));
  protected readonly stateText = computed(() => this.score() ?? STATUS_WORDS[this.probe().status]);
  protected readonly tone = computed(() => {
    const { status } = this.probe();
    if (status === 'offline') return 'bad';
    if (status === 'pending') return 'info';
    return this.score() === undefined && status === 'online' ? 'ok' : scoreTone(this.score());
  });

  protected readonly meters = computed(() => {
    const { vitals, status } = this.probe();
    // What an offline host last said is on its own page, dated; in a list it would pass for the present.
    const now = status === 'offline' ? undefined : vitals;
    const memory = share(now?.memoryUsed, now?.memoryTotal);
    const disk = now?.fullestMount?.percent ?? share(now?.diskUsed, now?.diskTotal);
    return [
      meter('CPU', now?.cpuPercent, loadTone(now?.cpuPercent, 85, 95)),
      meter('Memory', memory, loadTone(memory, 85, 95)),
      meter('Disk', disk, loadTone(disk, 80, 95)),
    ];
  });
}

function meter(name: string, percent: number | undefined, tone: string) {
  return { name, percent, tone, text: percent === undefined ? '–' : `${Math.round(percent)}\u2009%` };
}
