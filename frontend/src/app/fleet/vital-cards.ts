import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { share, sizeText } from '../ui/size-text';
import { loadTone, type Tone } from './health-tone';
import type { ProbeView } from '../core/api/models';

interface Vital {
  readonly name: string;
  readonly value: string;
  readonly unit: string;
  readonly note: string;
  readonly percent?: number;
  readonly tone: Tone;
}

/** How busy the host was at its last beat: four numbers and what they are measured against. */
@Component({
  selector: 'lg-vital-cards',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @for (vital of vitals(); track vital.name) {
      <section class="card" [class]="vital.tone">
        <p class="line">
          <span class="quiet small ellipsis">{{ vital.name }}</span>
          <span class="quiet small num ellipsis">{{ vital.note }}</span>
        </p>
        <p class="num value">
          {{ vital.value }}<small class="quiet">{{ vital.unit }}</small>
        </p>
        <div class="bar" aria-hidden="true"><i [style.width.%]="vital.percent ?? 0"></i></div>
      </section>
    }
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(150px, 1fr));
      gap: 12px;
    }
    .card {
      padding: 10px 12px 12px;
    }
    .line {
      display: flex;
      flex-wrap: wrap;
      justify-content: space-between;
      gap: 0 8px;
    }
    .value {
      margin: 4px 0 8px;
      font: var(--fs-20);
      font-weight: 600;
    }
    small {
      margin-left: 2px;
      font: var(--fs-12);
    }
    .bar {
      height: 5px;
      border-radius: 3px;
      background: var(--s3);
      overflow: hidden;
    }
    i {
      display: block;
      height: 100%;
      border-radius: 3px;
      background: var(--accent);
    }
    .warn i {
      background: var(--warn);
    }
    .bad i {
      background: var(--bad);
    }
  `,
})
export class VitalCards {
  readonly probe = input.required<ProbeView>();

  protected readonly vitals = computed((): readonly Vital[] => {
    const { vitals = {}, cpus = vitals.cpus } = this.probe();
    const memory = share(vitals.memoryUsed, vitals.memoryTotal);
    const disk = vitals.fullestMount?.percent ?? share(vitals.diskUsed, vitals.diskTotal);
    const load = vitals.load?.[0];
    const loadShare = share(load, cpus);
    return [
      percent('CPU', vitals.cpuPercent, cpus ? `${cpus} CPUs` : '', loadTone(vitals.cpuPercent, 85, 95)),
      percent('Memory', memory, of(vitals.memoryUsed, vitals.memoryTotal), loadTone(memory, 85, 95)),
      percent(diskName(vitals.fullestMount?.path), disk, diskNote(vitals), loadTone(disk, 80, 95)),
      {
        name: 'Load, 1 min',
        value: load?.toFixed(2) ?? '–',
        unit: '',
        note: vitals.load ? `5 min ${vitals.load[1].toFixed(2)}` : '',
        percent: loadShare,
        tone: loadTone(loadShare === undefined ? undefined : ((load ?? 0) / (cpus ?? 1)) * 100, 400, 800),
      },
    ];
  });
}

function percent(name: string, value: number | undefined, note: string, tone: Tone): Vital {
  const text = value === undefined ? '–' : String(Math.round(value));
  return { name, value: text, unit: value === undefined ? '' : '%', note, percent: value, tone };
}

function of(used: number | undefined, total: number | undefined): string {
  return total ? `${sizeText(used)} of ${sizeText(total)}` : '';
}

function diskName(path: string | undefined): string {
  return path ? `Disk ${path}` : 'Disk';
}

/** Beside the fullest file system stands how full all of them are together. */
function diskNote({ fullestMount, diskUsed, diskTotal }: NonNullable<ProbeView['vitals']>): string {
  const all = share(diskUsed, diskTotal);
  if (!fullestMount) return of(diskUsed, diskTotal);
  return all === undefined ? '' : `all disks ${Math.round(all)}\u2009%`;
}
