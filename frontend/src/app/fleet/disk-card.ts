import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { Inventory } from '../core/api/models';
import { share, sizeText } from '../ui/size-text';
import { loadTone } from './health-tone';

/** File systems, fullest first. */
@Component({
  selector: 'lg-disk-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <header>
      <h2>Disks</h2>
      <span class="quiet small num">{{ disks().length }}</span>
    </header>
    <ul>
      @for (disk of sorted(); track disk.mount) {
        <li [class]="disk.tone">
          <p>
            <span class="mono ellipsis" [title]="disk.title">{{ disk.mount }}</span>
            <span class="num soft small">{{ disk.text }}</span>
          </p>
          <div class="bar" aria-hidden="true"><i [style.width.%]="disk.percent"></i></div>
        </li>
      }
    </ul>
  `,
  styles: `
    ul {
      padding: 6px 12px 12px;
    }
    li {
      padding: 6px 0;
    }
    p {
      display: flex;
      justify-content: space-between;
      gap: 12px;
      margin-bottom: 5px;
    }
    p .small {
      flex: none;
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
export class DiskCard {
  readonly disks = input.required<NonNullable<Inventory['disks']>>();

  protected readonly sorted = computed(() =>
    this.disks()
      .map((disk) => ({ ...disk, percent: share(disk.used_bytes, disk.total_bytes) ?? 0 }))
      .sort((a, b) => b.percent - a.percent)
      .map(({ mount, device, type, percent, used_bytes, total_bytes }) => ({
        mount,
        percent,
        title: `${device}, ${type}`,
        tone: loadTone(percent, 80, 95),
        text: `${sizeText(used_bytes)} of ${sizeText(total_bytes)} · ${Math.round(percent)}\u2009%`,
      })),
  );
}
