import { ChangeDetectionStrategy, Component, signal } from '@angular/core';
import { DataCell, type DataColumn, type DataSort } from '../data-column';
import { DataTable } from '../data-table';
import { countText } from '../number-text';
import type { RowRange } from '../row-window';
import { VirtualList } from '../virtual-list';
import { VirtualRow } from '../virtual-row';

interface Thing {
  readonly id: string;
  readonly name: string;
  readonly place: string;
  readonly level: number;
  readonly state: string;
}

const STRANGE = ['<b>bold</b>.example', 'x'.repeat(63), '\u202Egnp.exe', 'машина-ä-🦊', 'שלום-01'];

function things(count: number): Thing[] {
  return Array.from({ length: count }, (_, at) => ({
    id: `thing-${at}`,
    name: STRANGE[at - 2] ?? `thing-${String(at).padStart(5, '0')}`,
    place: ['north', 'south', 'east', 'west'][at % 4] ?? '',
    level: (at * 37) % 101,
    state: at % 9 === 0 ? 'slow' : 'well',
  }));
}

/** Lists and tables with ten thousand rows, some of them not loaded. */
@Component({
  selector: 'lg-lists-section',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DataCell, DataTable, VirtualList, VirtualRow],
  template: `
    <h2>Virtual list</h2>
    <div class="box">
      <lg-virtual-list
        label="Things"
        [items]="list"
        [total]="10000"
        [trackBy]="idOf"
        [current]="current()"
        [(selected)]="chosen"
        (opened)="current.set($event.id)"
        (range)="range.set($event)"
      >
        <ng-template lgRow [lgRowOf]="list" let-thing>
          <div class="thing">
            <span class="mono ellipsis">{{ thing.name }}</span>
            <span class="small soft">{{ thing.place }} · {{ thing.state }}</span>
            <b class="num">{{ thing.level }}</b>
          </div>
        </ng-template>
      </lg-virtual-list>
    </div>
    <p class="small quiet num">
      Rows {{ range().first + 1 }} to {{ range().end }} of {{ count(10000) }}, {{ chosen().size }} selected
    </p>
    <h2>Data table</h2>
    <div class="box">
      <lg-data-table
        label="Table of things"
        [columns]="columns"
        [rows]="list"
        [total]="10000"
        [trackBy]="idOf"
        [selectable]="true"
        [(selected)]="ticked"
        [(allSelected)]="all"
        [(sort)]="sort"
        (menu)="menu.set($event.rowJson)"
      >
        <ng-template lgCell="state" [lgCellOf]="list" let-thing let-text="text">
          <span class="pill" [class.ok]="thing.state === 'well'" [class.warn]="thing.state === 'slow'">{{
            text
          }}</span>
        </ng-template>
      </lg-data-table>
    </div>
    <p class="small quiet">
      {{ all() ? 'All 10 000 that match' : ticked().size + ' selected' }} {{ menu() }}
    </p>
    <h2>Plain table, compact</h2>
    <lg-data-table
      label="Plain table"
      density="compact"
      [columns]="columns"
      [rows]="list.slice(0, 5)"
      [trackBy]="idOf"
      [virtual]="false"
    />
  `,
  styles: `
    :host {
      display: grid;
      gap: 8px;
      min-width: 0;
    }
    .box {
      height: 300px;
      border: 1px solid var(--line);
    }
    h2 {
      font: var(--fs-12);
    }
    .thing {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      align-content: center;
      height: 100%;
      padding: 0 12px;
    }
    .thing b {
      grid-area: 1 / 2 / 3;
      align-self: center;
    }
  `,
})
export class ListsSection {
  protected readonly list = things(200);
  protected readonly current = signal<unknown>('thing-1');
  protected readonly chosen = signal<ReadonlySet<unknown>>(new Set());
  protected readonly ticked = signal<ReadonlySet<unknown>>(new Set());
  protected readonly all = signal(false);
  protected readonly sort = signal<DataSort | undefined>({ key: 'name', direction: 'ascending' });
  protected readonly range = signal<RowRange>({ first: 0, end: 0 });
  protected readonly menu = signal('');
  protected readonly count = countText;
  protected readonly idOf = (thing: Thing): string => thing.id;
  protected readonly columns: readonly DataColumn<Thing>[] = [
    { key: 'name', header: 'Name', width: 240, mono: true, sortable: true, cell: ({ name }) => name },
    { key: 'state', header: 'State', width: 120, sortable: true, cell: ({ state }) => state },
    { key: 'place', header: 'Place', width: 300, cell: ({ place }) => place },
    { key: 'level', header: 'Level', width: 120, align: 'end', sortable: true, cell: ({ level }) => level },
    { key: 'id', header: 'Id', width: 400, mono: true, cell: ({ id }) => id },
    { key: 'note', header: 'Note', width: 200, cell: () => undefined },
  ];
}
