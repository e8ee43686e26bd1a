import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  Injector,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import type { ProbeDetail } from '../../core/api/models';
import { Now } from '../../core/now';
import { LgButton } from '../../ui/button';
import { DataCell, type DataSort } from '../../ui/data-column';
import { DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { Icon } from '../../ui/icon';
import { Meter } from '../../ui/meter';
import { Pill } from '../../ui/pill';
import { saveAs } from '../../ui/save-as';
import { Segmented } from '../../ui/segmented';
import { dayAndClock, momentText } from '../../ui/time-text';
import type { Tone } from '../../ui/tone';
import { visibleText } from '../../ui/visible-text';
import { nameOf } from '../probe-order';
import { asCsv, asJson } from './inventory-export';
import { ConnectionsList } from './connections-list';
import { PARTS, type PartName, type PartRow, matching, partOf, sortedRows } from './inventory-parts';
import { WORDS } from './probe-words';
import { serviceTone } from './service-tone';

type ShownPart = PartName | 'connections';

/** What the host is made of, as its probe last told: one part at a time, searched and exported as it is shown. */
@Component({
  selector: 'lg-inventory-tab',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ConnectionsList, DataCell, DataTable, EmptyState, Icon, LgButton, Meter, Pill, Segmented],
  templateUrl: './inventory-tab.html',
  styleUrl: './inventory-tab.css',
})
export class InventoryTab {
  readonly probe = input.required<ProbeDetail>();
  /** From the address. */
  readonly part = input<string>();
  readonly search = input<string>();
  readonly partChange = output<ShownPart>();
  readonly searchChange = output<string>();

  protected readonly words = WORDS.inventory;
  protected readonly seen = visibleText;
  protected readonly serviceTone = serviceTone;
  protected readonly sort = signal<DataSort | undefined>(undefined);
  protected readonly keyOf = ({ key }: PartRow) => key;

  private readonly injector = inject(Injector);
  private readonly now = inject(Now);
  private readonly table = viewChild(DataTable);

  protected readonly name = computed(() => PARTS.find((one) => one === this.part()) ?? 'hardware');
  /** No part of the inventory: it changes all the time and is told by itself. */
  protected readonly isConnections = computed(() => this.part() === 'connections');
  protected readonly shownPart = computed<ShownPart>(() =>
    this.isConnections() ? 'connections' : this.name(),
  );
  protected readonly title = computed(() => WORDS.inventory.sections[this.name()]);
  private readonly words_ = computed(() => this.search()?.trim() ?? '');
  private readonly parts = computed(() => PARTS.map((name) => partOf(name, this.probe())));
  /** Of every part what matches, so that a search shows where there is something. */
  private readonly found = computed(
    () => new Map(this.parts().map(({ name, rows }) => [name, matching(rows, this.words_())])),
  );
  protected readonly current = computed(() => this.parts().find(({ name }) => name === this.name())!);
  protected readonly segments = computed(() =>
    ([...PARTS, 'connections'] as const).map((value) => ({
      value,
      label: value === 'connections' ? WORDS.inventory.sections[value] : this.label(value),
    })),
  );
  protected readonly rows = computed(() => sortedRows(this.found().get(this.name()) ?? [], this.sort()));
  /** Where else the search finds something. */
  protected readonly elsewhere = computed(() =>
    PARTS.map((name) => ({ name, found: this.found().get(name)?.length ?? 0 }))
      .filter(({ name, found }) => found > 0 && name !== this.name())
      .map(({ name, found }) => ({
        name,
        text: WORDS.inventory.foundIn(found, WORDS.inventory.sections[name]),
      })),
  );
  protected readonly count = computed(() =>
    WORDS.inventory.matching(this.rows().length, this.current().rows.length),
  );
  /** As many rows as there are, up to a window of them. */
  protected readonly height = computed(() => Math.min(560, 37 + 36 * Math.max(1, this.rows().length) + 2));
  protected readonly asOf = computed(() => {
    const at = this.probe().inventory?.collected_at ?? this.probe().inventory_at;
    return at
      ? { text: WORDS.inventory.asOf(dayAndClock(at, this.now.today())), full: momentText(at) }
      : undefined;
  });

  protected choose(part: ShownPart | undefined): void {
    this.sort.set(undefined);
    if (part) this.partChange.emit(part);
  }

  /** The button that leads there is gone with it: the rows take the focus. */
  protected jump(part: PartName): void {
    this.choose(part);
    afterNextRender(() => this.table()?.focus(), { injector: this.injector });
  }

  protected typed(event: Event): void {
    this.searchChange.emit((event.target as HTMLInputElement).value);
  }

  protected percent(row: PartRow, key: 'used' | 'inodes'): number | undefined {
    const value = row.cells[key];
    return typeof value === 'number' ? value : undefined;
  }

  protected diskTone(percent: number): Tone {
    return percent >= 95 ? 'bad' : percent >= 80 ? 'warn' : 'accent';
  }

  protected export(kind: 'csv' | 'json'): void {
    const text = kind === 'csv' ? asCsv(this.current().columns, this.rows()) : asJson(this.rows());
    saveAs(`${nameOf(this.probe())}-${this.name()}.${kind}`, text);
  }

  private label(name: PartName): string {
    const title = WORDS.inventory.sections[name];
    return name === 'hardware' ? title : `${title} ${this.found().get(name)?.length ?? 0}`;
  }
}
