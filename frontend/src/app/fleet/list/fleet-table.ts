import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  output,
  viewChild,
} from '@angular/core';
import type { FleetSort } from '../../core/api/models';
import { kept } from '../../core/kept';
import { Now } from '../../core/now';
import { DataCell, type DataColumn, type DataSort } from '../../ui/data-column';
import { DataTable } from '../../ui/data-table';
import { FleetListStore } from './fleet-list-store';
import { FleetSelection } from './fleet-selection';
import { fleetColumns } from './table-cells';
import { TableColumns } from './table-columns';
import { WORDS, firstWay, isDown, sortKey } from './fleet-words';
import type { RowState } from './row-state';

const SORT_OF: Readonly<Record<string, FleetSort>> = {
  host: 'hostname',
  status: 'status',
  health: 'health',
  cpu: 'cpu',
  memory: 'memory',
  disk: 'disk',
  seen: 'last_seen',
};

/** The list as a table: one line for each probe, columns as this person chose them. */
@Component({
  selector: 'lg-fleet-table',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DataCell, DataTable],
  template: `
    <lg-data-table
      [label]="words.list"
      [columns]="columns"
      [rows]="store.rows()"
      [total]="store.total()"
      [trackBy]="idOf"
      [rowName]="nameOf"
      [current]="current()"
      [selectable]="true"
      [visible]="chosen.visible()"
      [widths]="widths.value()"
      (widthsChange)="widths.set($event)"
      [sort]="sort()"
      (sortChange)="sortBy($event)"
      [selected]="selection.keys()"
      (selectedChange)="selection.choose($event)"
      [allSelected]="selection.isAll()"
      (allSelectedChange)="selection.chooseAll($event)"
      (opened)="opened.emit($event)"
      (range)="store.look($event)"
    >
      <ng-template lgCell="host" [lgCellOf]="store.rows()" let-row let-text="text">
        <span class="st"><i [class]="row.view().status"></i></span>
        <bdi class="ellipsis host" [title]="text">{{ text }}</bdi>
      </ng-template>
      <ng-template lgCell="status" [lgCellOf]="store.rows()" let-row>
        @let words = row.words();
        <span class="status">{{ words.status }}</span>
        @if (words.waits) {
          <span class="waits ellipsis" [title]="words.waits">
            <span aria-hidden="true">{{ words.waitsBriefly }}</span>
            <span class="hidden">{{ words.waits }}</span>
          </span>
        }
      </ng-template>
      <ng-template lgCell="health" [lgCellOf]="store.rows()" let-row let-text="text">
        <b [class]="row.words().tone">{{ row.isGone() ? words.gone : text }}</b>
      </ng-template>
    </lg-data-table>
  `,
  styleUrls: ['./status-dot.css', './waiting-pill.css'],
  styles: `
    :host {
      display: block;
      min-height: 0;
      height: 100%;
    }
    .host {
      font: 550 12px/20px var(--mono);
    }
    .status {
      flex: none;
    }
    .waits {
      margin-right: 0;
    }
    b {
      font-weight: 600;
    }
    .ok {
      color: var(--ok);
    }
    .warn {
      color: var(--warn);
    }
    .bad {
      color: var(--bad);
    }
    .info {
      color: var(--info);
    }
    .neutral {
      color: var(--t3);
    }
  `,
})
export class FleetTable {
  readonly current = input<string>();
  readonly opened = output<RowState>();
  readonly sorted = output<FleetSort>();
  protected readonly words = WORDS;
  protected readonly store = inject(FleetListStore);
  protected readonly selection = inject(FleetSelection);
  protected readonly chosen = inject(TableColumns);
  protected readonly widths = kept<Readonly<Record<string, number>>>('fleet-widths', {}, areWidths);
  private readonly now = inject(Now);
  readonly table = viewChild.required<DataTable<RowState>>(DataTable);
  protected readonly columns: readonly DataColumn<RowState>[] = fleetColumns(() => this.now.ms());
  protected readonly sort = computed<DataSort | undefined>(() => {
    const sort = this.store.view().sort;
    const key = Object.keys(SORT_OF).find((one) => SORT_OF[one] === sortKey(sort));
    return key ? { key, direction: isDown(sort) ? 'descending' : 'ascending' } : undefined;
  });
  protected readonly idOf = (row: RowState): string => row.id;
  protected readonly nameOf = (row: RowState): string => row.words().host;

  /** A column that is new begins with the end that people look for. */
  protected sortBy(sort: DataSort | undefined): void {
    const key = sort && SORT_OF[sort.key];
    if (!key) return;
    const isSame = sortKey(this.store.view().sort) === key;
    const asked = (sort.direction === 'descending' ? `-${key}` : key) as FleetSort;
    this.sorted.emit(isSame ? asked : firstWay(key));
  }
}

function areWidths(found: unknown): found is Readonly<Record<string, number>> {
  return typeof found === 'object' && found !== null && Object.values(found).every(Number.isFinite);
}
