import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Meter } from '../ui/meter';
import { Card } from '../ui/card';
import { visibleText } from '../ui/visible-text';
import { OVERVIEW_WORDS } from './overview-words';
import { toneOfShare } from './share-tone';

/** One host of a top five. */
export interface TopHost {
  readonly id: string;
  readonly hostname: string;
  /** Of what, where a host has several: a mount. */
  readonly part?: string;
  readonly percent: number;
}

/** The hosts that have most of something in use; each leads to its host. */
@Component({
  selector: 'lg-top-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink, Card, Meter],
  template: `
    <lg-card [title]="title()" flush [loading]="loading()" [rows]="5" [rowHeight]="38">
      <ul [attr.aria-label]="title()">
        @for (row of rows(); track $index) {
          <li>
            <a class="row" [routerLink]="['/fleet', row.id]">
              <span class="what">
                <span class="mono title" [title]="row.name">{{ row.name }}</span>
                @if (row.part) {
                  <span class="mono detail" [title]="row.part">{{ row.part }}</span>
                }
              </span>
              <lg-meter [value]="row.percent" [label]="row.name" [tone]="row.tone" />
              <b class="num">{{ row.text }}</b>
            </a>
          </li>
        } @empty {
          <li class="none">{{ words.topNone }}</li>
        }
      </ul>
    </lg-card>
  `,
  styleUrl: './row-list.css',
  styles: `
    .detail {
      font-size: 11px;
    }
    lg-meter {
      flex: 0 1 64px;
    }
    b {
      min-width: 40px;
      font-weight: 550;
      text-align: right;
    }
  `,
})
export class TopCard {
  readonly title = input.required<string>();
  readonly hosts = input.required<readonly TopHost[]>();
  readonly loading = input(false);
  protected readonly words = OVERVIEW_WORDS;
  protected readonly rows = computed(() =>
    this.hosts().map(({ id, hostname, part, percent }) => ({
      id,
      name: visibleText(hostname || id),
      part: part && visibleText(part),
      percent,
      text: `${Math.round(percent)}\u2009%`,
      tone: toneOfShare(percent),
    })),
  );
}
