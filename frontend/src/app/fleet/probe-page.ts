import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  untracked,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { EntryList } from '../audit/entry-list';
import { PageTitle } from '../core/page-title';
import { Selection } from '../core/selection';
import { Age } from '../ui/age';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { Skeleton } from '../ui/skeleton';
import { clockText } from '../ui/time-text';
import { DiskCard } from './disk-card';
import { HealthCard } from './health-card';
import { HostFacts } from './host-facts';
import { nameOf, systemOf } from './probe-order';
import { ProbeStore } from './probe-store';
import { ServiceCard } from './service-card';
import { StatusMark } from './status-mark';
import { VitalCards } from './vital-cards';

const TONES = { online: 'ok', degraded: 'warn', offline: 'bad', pending: 'info' } as const;

/** One probe: how its host is, what it is made of, and what was last done about it. */
@Component({
  selector: 'lg-probe-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  providers: [ProbeStore],
  imports: [
    RouterLink,
    Age,
    DiskCard,
    EntryList,
    Failure,
    HealthCard,
    HostFacts,
    Icon,
    ServiceCard,
    Skeleton,
    StatusMark,
    VitalCards,
  ],
  templateUrl: './probe-page.html',
  styleUrl: './probe-page.css',
})
export class ProbePage {
  /** From the path. */
  readonly id = input.required<string>();
  protected readonly store = inject(ProbeStore);
  private readonly title = inject(PageTitle);

  protected readonly probe = this.store.probe.value;
  protected readonly name = computed(() => nameOf(this.probe() ?? { hostname: '', id: this.id() }));
  protected readonly isGone = computed(() => this.store.probe.error()?.code === 'not_found');
  protected readonly facts = computed(() => {
    const probe = this.probe();
    if (!probe) return undefined;
    const { status, tags, inventory } = probe;
    const isCurrent = status === 'online' || status === 'degraded';
    return {
      system: systemOf(probe),
      tone: TONES[status],
      tags: tags ?? [],
      disks: inventory?.disks ?? [],
      services: inventory?.services ?? [],
      asOf: !isCurrent && probe.vitals_at ? clockText(probe.vitals_at) : undefined,
      isCurrent,
    };
  });

  constructor() {
    inject(Selection).follow(
      computed(() => ({ kind: 'probe', id: this.id(), text: this.name(), link: `/fleet/${this.id()}` })),
    );
    effect(() => {
      const id = this.id();
      untracked(() => void this.store.show(id));
    });
    effect(() => this.title.set({ text: 'Fleet', link: '/fleet' }, { text: this.name(), mono: true }));
  }
}
