import { ChangeDetectionStrategy, Component, computed, input, output, signal } from '@angular/core';
import type { ProbeDetail } from '../../core/api/models';
import { LgButton } from '../../ui/button';
import { DataCell, type DataSort } from '../../ui/data-column';
import { DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { Icon } from '../../ui/icon';
import { Meter } from '../../ui/meter';
import { Pill } from '../../ui/pill';
import { saveAs } from '../../ui/save-as';
import { Segmented } from '../../ui/segmented';
import { clockText, momentText } from '../../ui/time-text';
import type { Tone } from '../../ui/tone';
import { visibleText } from '../../ui/visible-text';
import { nameOf } from '../probe-order';
import { asCsv, asJson } from './inventory-export';
import { PARTS, type PartName, type PartRow, matching, partOf } from './inventory-parts';
import { WORDS } from './probe-words';
import { serviceTone } from './service-tone';

/** What the host is made of, as its probe last told: one part at a time, searched and exported as it is shown. */
@Component({
  selector: 'lg-inventory-tab',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DataCell, DataTable, EmptyState, Icon, LgButton, Meter, Pill, Segmented],
  templateUrl: './inventory-tab.html',
  styleUrl: './inventory-tab.css',
})
export class InventoryTab {
  readonly probe = input.required<ProbeDetail>();
  /** From the address. */
  readonly part = input<string>();
  readonly search = input<string>();
  readonly partChange = output<PartName>();
  readonly searchChange = output<string>();

  protected readonly words = WORDS.inventory;
  protected readonly seen = visibleText;
  protected readonly serviceTone = serviceTone;
  protected readonly sort = signal<DataSort | undefined>(undefined);
  protected readonly keyOf = ({ key }: PartRow) => key;

  protected readonly name = computed(() => PARTS.find((one) => one === this.part()) ?? 'hardware');
  protected readonly title = computed(() => WORDS.inventory.sections[this.name()]);
  private readonly words_ = computed(() => this.search()?.trim() ?? '');
  private readonly parts = computed(() => PARTS.map((name) => partOf(name, this.probe())));
  /** Of every part what matches, so that a search shows where there is something. */
  private readonly found = computed(
    () => new Map(this.parts().map(({ name, rows }) => [name, matching(rows, this.words_())])),
  );
  protected readonly current = computed(() => this.parts().find(({ name }) => name === this.name())!);
  protected readonly segments = computed(() =>
    PARTS.map((value) => ({
      value,
      label: this.label(value),
    })),
  );
  protected readonly rows = computed(() => sorted(this.found().get(this.name()) ?? [], this.sort()));
  protected readonly count = computed(() =>
    WORDS.inventory.matching(this.rows().length, this.current().rows.length),
  );
  /** As many rows as there are, up to a window of them. */
  protected readonly height = computed(() => Math.min(560, 37 + 36 * Math.max(1, this.rows().length) + 2));
  protected readonly asOf = computed(() => {
    const at = this.probe().inventory?.collected_at ?? this.probe().inventory_at;
    return at ? { text: WORDS.inventory.asOf(clockText(at)), full: momentText(at) } : undefined;
  });

  protected choose(part: PartName | undefined): void {
    this.sort.set(undefined);
    if (part) this.partChange.emit(part);
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

function sorted(rows: readonly PartRow[], sort: DataSort | undefined): readonly PartRow[] {
  if (!sort) return rows;
  const by = sort.direction === 'ascending' ? 1 : -1;
  const compare = new Intl.Collator(undefined, { numeric: true }).compare;
  return [...rows].sort(
    (a, b) => by * compare(String(a.cells[sort.key] ?? ''), String(b.cells[sort.key] ?? '')),
  );
}
