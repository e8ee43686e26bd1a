import { ChangeDetectionStrategy, Component, inject, input, model, output, viewChild } from '@angular/core';
import type { FleetSort } from '../../core/api/models';
import { Kbd } from '../../ui/kbd';
import { Menu, MenuCheck, MenuTrigger } from '../../ui/menu';
import { TokenFilter, type TokenKey, type TokenValue } from '../../ui/token-filter';
import { FleetListApi, type ValueKey } from './fleet-list-api';
import type { FilterProblem } from './fleet-list-store';
import { SORTS, WORDS, firstWay, sortKey, sortText, turned } from './fleet-words';

const FOUND: readonly (readonly [ValueKey, string])[] = [
  ['tag', 'a tag it carries'],
  ['status', 'how it is'],
  ['os', 'family or distribution'],
  ['policy', 'what it may do by itself'],
  ['site', 'where it stands'],
  ['version', 'of the probe'],
];
const FIXED: readonly (readonly [string, string, readonly string[]])[] = [
  ['health', 'its score, such as <80', ['<80', '<50', '>=80']],
  ['cpu', 'percent in use', ['>80', '>50', '<10']],
  ['mem', 'percent in use', ['>90', '>80', '<20']],
  ['disk', 'percent of the fullest', ['>90', '>80', '<20']],
  ['seen', 'how long ago', ['>10m', '>1h', '>1d', '<1m', 'never']],
];

/** The field above the list: words, tokens with real values, and the order. */
@Component({
  selector: 'lg-fleet-filter',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Kbd, Menu, MenuCheck, MenuTrigger, TokenFilter],
  template: `
    <lg-token-filter
      [label]="words.filter"
      [placeholder]="words.placeholder"
      [keys]="keys"
      [error]="problem()"
      [(query)]="query"
    >
      <button
        filterStart
        type="button"
        class="sort"
        [attr.aria-label]="words.sort + ' ' + sortText(sort())"
        [lgMenuTrigger]="sorts"
      >
        <span>sort</span> {{ sortText(sort()) }}
      </button>
      <lg-kbd filterEnd class="key" keys="/" />
    </lg-token-filter>
    <ng-template #sorts>
      <lg-menu>
        @for (one of all; track one.key) {
          <button lgMenuCheck [checked]="one.key === key(sort())" (triggered)="choose(one.key)">
            {{ one.key === key(sort()) ? sortText(sort()) : one.text }}
          </button>
        }
      </lg-menu>
    </ng-template>
  `,
  styles: `
    :host {
      display: block;
      min-width: 0;
    }
    .sort {
      display: inline-flex;
      flex: none;
      gap: 4px;
      align-items: center;
      height: 24px;
      padding: 0 6px;
      border: 0;
      border-radius: var(--r-s);
      background: var(--s3);
      color: var(--t1);
      font: 400 11.5px/20px var(--sans);
      cursor: pointer;
    }
    .sort:hover {
      background: var(--s4);
    }
    .sort span {
      color: var(--t2);
    }
    .key {
      align-self: center;
      margin: 0 3px;
    }
    lg-token-filter:focus-within .key {
      display: none;
    }
    @media (pointer: coarse) {
      .sort {
        height: 36px;
      }
      .key {
        display: none;
      }
    }
  `,
})
export class FleetFilter {
  readonly query = model('');
  readonly sort = input.required<FleetSort>();
  readonly problem = input<FilterProblem | undefined>();
  readonly sorted = output<FleetSort>();
  private readonly api = inject(FleetListApi);
  private readonly field = viewChild.required(TokenFilter);
  protected readonly words = WORDS;
  protected readonly all = SORTS;
  protected readonly sortText = sortText;
  protected readonly key = sortKey;
  protected readonly keys: readonly TokenKey[] = [
    ...FOUND.map(([key, hint]) => ({ key, hint, values: (prefix: string) => this.api.values(key, prefix) })),
    { key: 'host', hint: 'its name, with * for anything' },
    ...FIXED.map(([key, hint, values]) => ({ key, hint, values: beginning(values) })),
  ];

  focus(): void {
    this.field().focus();
  }

  /** The chosen one again turns round. */
  protected choose(key: FleetSort): void {
    this.sorted.emit(sortKey(this.sort()) === key ? turned(this.sort()) : firstWay(key));
  }
}

function beginning(values: readonly string[]): (prefix: string) => Promise<readonly TokenValue[]> {
  return (prefix) =>
    Promise.resolve(values.filter((value) => value.startsWith(prefix)).map((value) => ({ value })));
}
