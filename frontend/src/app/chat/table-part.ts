import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ChatPart } from '../core/api/models';
import { visibleText } from '../ui/visible-text';
import { CHAT_WORDS as WORDS } from './chat-words';

export type TablePart = Extract<ChatPart, { type: 'table' }>;

/** A table of an answer: hosts lead to their probes, shares have a bar. */
@Component({
  selector: 'lg-table-part',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink],
  template: `
    <div class="frame" role="group" tabindex="0" [attr.aria-label]="words.label">
      <table>
        <thead>
          <tr>
            @for (column of part().columns; track $index) {
              <th scope="col" [class.end]="column.align === 'end'">{{ seen(column.title) }}</th>
            }
          </tr>
        </thead>
        <tbody>
          @for (row of part().rows; track $index) {
            <tr>
              @for (cell of row; track $index) {
                <td [class.end]="part().columns[$index]?.align === 'end'" [class]="cell.tone ?? ''">
                  @if (cell.percent !== undefined) {
                    <span class="share">
                      <span class="bar" aria-hidden="true"
                        ><i [style.width.%]="bounded(cell.percent)"></i
                      ></span>
                      <span class="num">{{ seen(cell.text) }}</span>
                    </span>
                  } @else if (cell.probe_id) {
                    <a class="mono" [routerLink]="['/fleet', cell.probe_id]"
                      ><bdi>{{ seen(cell.text) }}</bdi></a
                    >
                  } @else {
                    <bdi>{{ seen(cell.text) }}</bdi>
                  }
                </td>
              }
            </tr>
          }
        </tbody>
      </table>
    </div>
    @if (part().more; as more) {
      <p class="quiet small num">{{ words.more(more) }}</p>
    }
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: 6px;
      min-width: 0;
    }
    .frame {
      overflow: auto;
      border: 1px solid var(--line);
      border-radius: var(--r-l);
      background: var(--s1);
    }
    table {
      width: 100%;
      border-collapse: collapse;
    }
    th {
      height: 28px;
      padding: 0 12px;
      background: var(--s2);
      color: var(--t3);
      font: var(--fs-11);
      text-align: start;
      white-space: nowrap;
    }
    td {
      height: 32px;
      padding: 3px 12px;
      border-top: 1px solid var(--row-line);
    }
    td a {
      white-space: nowrap;
    }
    td > bdi {
      display: block;
      min-width: 5ch;
      max-width: 46ch;
      overflow-wrap: anywhere;
    }
    td.end > bdi {
      max-width: none;
    }
    tr:first-child td {
      border-top: 0;
    }
    td.end {
      font-variant-numeric: tabular-nums;
      white-space: nowrap;
    }
    .end {
      text-align: end;
    }
    .share {
      display: flex;
      align-items: center;
      gap: 10px;
      min-width: 110px;
    }
    .share .num {
      flex: none;
      min-width: 36px;
      text-align: end;
    }
    .bar {
      flex: 1;
      height: 5px;
      overflow: hidden;
      border-radius: 3px;
      background: var(--track);
    }
    .bar i {
      display: block;
      height: 100%;
      border-radius: 3px;
      background: var(--accent);
    }
    .ok .bar i {
      background: var(--ok);
    }
    .warn .bar i {
      background: var(--warn);
    }
    .bad .bar i {
      background: var(--bad);
    }
    td.warn > bdi {
      color: var(--warn);
    }
    td.bad > bdi {
      color: var(--bad);
      font-weight: 550;
    }
    td.ok > bdi {
      color: var(--ok);
    }
  `,
})
export class TablePartView {
  readonly part = input.required<TablePart>();
  protected readonly words = WORDS.table;
  protected readonly seen = visibleText;
  protected readonly bounded = (percent: number) => Math.max(0, Math.min(100, percent));
}
