import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Neighbour } from '../../core/api/models';
import { Loaded } from '../../core/loaded';
import { asOfText } from '../../neighbours/neighbours-age';
import { NeighboursApi } from '../../neighbours/neighbours-api';
import { WORDS } from '../../neighbours/neighbours-words';
import { type DataColumn, DataCell, type DataSort } from '../../ui/data-column';
import { DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { Failure } from '../../ui/failure';
import { countText } from '../../ui/number-text';
import { Skeleton } from '../../ui/skeleton';
import { visibleText } from '../../ui/visible-text';
import { StatusMark } from '../status-mark';
import { matching, type PartRow, sortedRows } from './inventory-parts';

/** Whom the host talks to, one line for each remote end and port. */
@Component({
  selector: 'lg-connections-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DataCell, DataTable, EmptyState, Failure, RouterLink, Skeleton, StatusMark],
  template: `
    @if (read.isFirst()) {
      <lg-skeleton [rows]="6" [height]="36" />
    } @else if (read.error(); as error) {
      <lg-failure [error]="error" (retry)="read.load()" />
    }
    @if (view(); as view) {
      @if (view.received_at === null) {
        <lg-empty-state [title]="words.nothing" [text]="texts.unknown" icon="network" />
      } @else if (rows().length === 0) {
        <lg-empty-state
          [title]="search().trim() ? words.noneMatch : texts.none"
          [text]="foot()"
          icon="network"
        />
      } @else {
        <p class="quiet small" role="status">{{ words.title }} · {{ count() }} · {{ foot() }}</p>
        <lg-data-table
          [style.height.px]="height()"
          [label]="words.title"
          [columns]="columns"
          [rows]="rows()"
          [trackBy]="keyOf"
          [(sort)]="sort"
        >
          <ng-template lgCell="who" [lgCellOf]="rows()" let-row let-text="text">
            @let probe = probeOf(row);
            @if (probe) {
              <span class="who">
                <lg-status-mark [status]="probe.status" />
                <a class="mono ellipsis" [routerLink]="['/fleet', probe.id]"
                  ><bdi>{{ text }}</bdi></a
                >
              </span>
            } @else {
              <span class="quiet ellipsis">{{ text }}</span>
            }
          </ng-template>
        </lg-data-table>
      }
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 12px;
      min-width: 0;
    }
    .who {
      display: flex;
      gap: 6px;
      align-items: center;
      min-width: 0;
    }
  `,
})
export class ConnectionsList {
  readonly probe = input.required<string>();
  readonly search = input('');

  private readonly api = inject(NeighboursApi);
  protected readonly texts = WORDS;
  protected readonly words = WORDS.list;
  protected readonly columns = COLUMNS;
  protected readonly keyOf = ({ key }: PartRow) => key;
  protected readonly sort = signal<DataSort | undefined>(undefined);
  protected readonly read = new Loaded(() => this.api.of(untracked(this.probe)));
  protected readonly view = this.read.value;
  private readonly all = computed(() => (this.view()?.neighbours ?? []).map(rowOf));
  protected readonly rows = computed(() => sortedRows(matching(this.all(), this.search()), this.sort()));
  protected readonly count = computed(() => {
    const [found, all] = [this.rows().length, this.all().length];
    return found === all ? countText(all) : `${countText(found)} of ${countText(all)}`;
  });
  protected readonly foot = computed(() =>
    [asOfText(this.view()), this.view()?.truncated ? WORDS.truncated : ''].filter(Boolean).join('. '),
  );
  protected readonly height = computed(() => Math.min(560, 37 + 36 * this.rows().length + 2));

  constructor() {
    effect(() => {
      this.probe();
      untracked(() => {
        this.read.clear();
        void this.read.load();
      });
    });
  }

  protected probeOf(row: PartRow): Neighbour['probe'] {
    return (row.source as Neighbour).probe;
  }
}

function rowOf(one: Neighbour): PartRow {
  const { direction, address, port, service, connections, probe, ambiguous } = one;
  return {
    key: `${direction} ${address} ${port}`,
    source: one,
    cells: {
      who: probe ? visibleText(probe.hostname || probe.id) : ambiguous ? WORDS.ambiguous : WORDS.stranger,
      direction: WORDS.list[direction],
      address: visibleText(address),
      port,
      service: visibleText(service ?? ''),
      connections,
    },
  };
}

const column = (key: keyof typeof WORDS.list, width: number, over: Partial<DataColumn<PartRow>> = {}) => ({
  ...{ key, header: WORDS.list[key], width, sortable: true, cell: ({ cells }: PartRow) => cells[key] },
  ...over,
});

const COLUMNS: readonly DataColumn<PartRow>[] = [
  column('who', 190),
  column('direction', 104),
  column('address', 200, { mono: true }),
  column('port', 80, { align: 'end' }),
  column('service', 180, { mono: true }),
  column('connections', 120, { align: 'end' }),
];
