import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { Age } from '../ui/age';
import { sizeText } from '../ui/size-text';
import { durationText } from '../ui/time-text';
import type { Inventory, ProbeDetail } from '../core/api/models';

/** What the host is made of, as its probe last told. What is not known is not shown. */
@Component({
  selector: 'lg-host-facts',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Age],
  template: `
    <header>
      <h2>Host</h2>
      @if (probe().inventory_at; as at) {
        <span class="quiet small">inventory <lg-age [at]="at" /> old</span>
      }
    </header>
    <dl>
      @for (fact of facts(); track fact[0]) {
        <div>
          <dt class="quiet">{{ fact[0] }}</dt>
          <dd class="num">{{ fact[1] }}</dd>
        </div>
      }
    </dl>
  `,
  styles: `
    dl {
      padding: 4px 12px;
    }
    div {
      display: flex;
      justify-content: space-between;
      gap: 16px;
      padding: 6px 0;
    }
    div + div {
      border-top: 1px solid var(--line);
    }
    dt {
      flex: none;
    }
    dd {
      min-width: 0;
      text-align: right;
      overflow-wrap: anywhere;
    }
  `,
})
export class HostFacts {
  readonly probe = input.required<ProbeDetail>();

  protected readonly facts = computed(() => {
    const probe = this.probe();
    const inventory: Partial<Inventory> = probe.inventory ?? {};
    const cpus = inventory.cpus ?? probe.cpus;
    // Of a host that is not there nobody knows whether it is still up.
    const uptime = probe.status === 'offline' ? undefined : probe.vitals?.uptimeSeconds;
    const all: [string, string | undefined][] = [
      ['System', inventory.distribution_name],
      ['Kernel', inventory.kernel ?? probe.kernel],
      ['Architecture', probe.arch],
      ['CPUs', cpus === undefined ? undefined : [cpus, inventory.cpu_model].filter(Boolean).join(' × ')],
      ['Memory', size(inventory.mem_total_bytes ?? probe.ram_bytes)],
      ['Disk', size(inventory.disk_total_bytes ?? probe.disk_bytes)],
      ['Packages', inventory.packages?.length.toLocaleString()],
      ['Up for', uptime === undefined ? undefined : durationText(uptime)],
      ['Probe', probe.version],
      ['Id', probe.id],
    ];
    return all.filter((fact): fact is [string, string] => Boolean(fact[1]));
  });
}

function size(bytes: number | undefined): string | undefined {
  return bytes === undefined ? undefined : sizeText(bytes);
}
