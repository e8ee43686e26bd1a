import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  output,
  untracked,
} from '@angular/core';
import type { ProbeDetail } from '../../core/api/models';
import { Failure } from '../../ui/failure';
import { Skeleton } from '../../ui/skeleton';
import { share, sizeText } from '../../ui/size-text';
import { TimeChart } from '../../ui/time-chart';
import type { TimeSpan } from '../../ui/time-chart-words';
import type { Tone } from '../../ui/tone';
import { paintOf } from '../../ui/tone';
import { type Factor, factorTiles } from './health-facts';
import { WORDS } from './probe-words';
import { type Measure, VitalsStore } from './vitals-store';

interface VitalCard {
  readonly key: Measure;
  /** What it weighs in the score; CPU weighs nothing. */
  readonly factor?: Factor;
  readonly title: string;
  readonly value: string;
  readonly unit: string;
  readonly note: string;
  readonly tone: Tone;
  readonly threshold: number | undefined;
  readonly max: number | undefined;
  readonly values: readonly (number | null)[];
}

/** Where the score begins to fall; load counts per CPU. */
const BOUNDS = { memory: 85, disk: 80 } as const;

/** How busy the host is and was: CPU, memory, the fullest disk and load, each against its bound. */
@Component({
  selector: 'lg-vitals-cards',
  changeDetection: ChangeDetectionStrategy.OnPush,
  providers: [VitalsStore],
  imports: [Failure, Skeleton, TimeChart],
  templateUrl: './vitals-cards.html',
  styleUrl: './vitals-cards.css',
})
export class VitalsCards {
  readonly probe = input.required<ProbeDetail>();
  readonly range = input.required<string>();
  readonly zoomed = output<TimeSpan>();

  protected readonly store = inject(VitalsStore);
  protected readonly words = WORDS.vitals;
  protected readonly paint = paintOf;
  protected readonly cards = computed<readonly VitalCard[]>(() => {
    const probe = this.probe();
    const { vitals = {}, cpus = vitals.cpus } = probe;
    const tones = new Map(factorTiles(probe.health, vitals).map(({ factor, tone }) => [factor, tone]));
    const toneOf = (factor: Factor): Tone => {
      const tone = tones.get(factor);
      return tone === undefined || tone === 'ok' ? 'neutral' : tone;
    };
    const [cpu, memory] = [this.store.values('cpu_percent'), this.store.values('memory_percent')];
    const [disk, load] = [this.store.values('disk_percent'), this.store.values('load1')];
    const mount = vitals.fullestMount;
    return [
      {
        ...percentCard('cpu_percent', WORDS.vitals.cpu, last(cpu) ?? vitals.cpuPercent, cpu),
        note: p95Text(cpu),
      },
      {
        ...percentCard(
          'memory_percent',
          WORDS.vitals.memory,
          last(memory) ?? share(vitals.memoryUsed, vitals.memoryTotal),
          memory,
        ),
        note: ofText(vitals.memoryUsed, vitals.memoryTotal),
        factor: 'memory',
        tone: toneOf('memory'),
        threshold: BOUNDS.memory,
      },
      {
        ...percentCard(
          'disk_percent',
          [WORDS.vitals.disk, mount?.path].filter(Boolean).join(' '),
          last(disk) ?? mount?.percent ?? share(vitals.diskUsed, vitals.diskTotal),
          disk,
        ),
        note: mount ? '' : ofText(vitals.diskUsed, vitals.diskTotal),
        factor: 'disk',
        tone: toneOf('disk'),
        threshold: BOUNDS.disk,
      },
      {
        key: 'load1',
        factor: 'load',
        title: WORDS.vitals.load,
        value: (last(load) ?? vitals.load?.[0])?.toFixed(2) ?? '–',
        unit: '',
        note: cpus ? WORDS.vitals.cpus(cpus) : '',
        tone: toneOf('load'),
        // Far below the bound the line would be flat: then the bound is not drawn.
        threshold: thresholdNear(load, cpus ?? 4),
        max: undefined,
        values: load,
      },
    ];
  });

  constructor() {
    effect(() => {
      const [id, range] = [this.probe().id, this.range()];
      untracked(() => void this.store.show(id, range));
    });
  }
}

function percentCard(
  key: Measure,
  title: string,
  value: number | undefined,
  values: readonly (number | null)[],
): VitalCard {
  return {
    ...{ key, title, values, note: '', tone: 'neutral', threshold: undefined, max: 100 },
    value: value === undefined ? '–' : String(Math.round(value)),
    unit: value === undefined ? '' : '%',
  };
}

function last(values: readonly (number | null)[]): number | undefined {
  return values.findLast((value) => value !== null) ?? undefined;
}

function p95Text(values: readonly (number | null)[]): string {
  const known = values.filter((value) => value !== null).sort((a, b) => a - b);
  const at = known[Math.min(known.length - 1, Math.floor(known.length * 0.95))];
  return at === undefined || known.length < 20 ? '' : WORDS.vitals.p95(String(Math.round(at)));
}

function ofText(used: number | undefined, total: number | undefined): string {
  return total ? WORDS.vitals.of(sizeText(used), sizeText(total)) : '';
}

function thresholdNear(values: readonly (number | null)[], cpus: number): number | undefined {
  const highest = values.reduce<number>((high, value) => Math.max(high, value ?? 0), 0);
  return highest > cpus / 3 ? cpus : undefined;
}
