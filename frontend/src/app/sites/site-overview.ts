import { ChangeDetectionStrategy, Component, computed, DestroyRef, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { LiveFeed } from '../core/live/live-feed';
import { Loaded } from '../core/loaded';
import { EmptyState } from '../ui/empty-state';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { Skeleton } from '../ui/skeleton';
import { visibleText } from '../ui/visible-text';
import { SITE_WORDS } from './site-words';
import { SitesApi } from './sites-api';

/** Worst first. */
const STATUSES = ['offline', 'degraded', 'pending', 'online'] as const;
type Counts = Readonly<Record<(typeof STATUSES)[number], number>>;

/** The fleet by site: one card each, those in trouble first and empty ones last, and what is in none. Opens the list of its probes. */
@Component({
  selector: 'lg-site-overview',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [EmptyState, Failure, Icon, RouterLink, Skeleton],
  template: `
    @if (sites.error(); as error) {
      <lg-failure [error]="error" (retry)="sites.load()" />
    }
    @if (cards(); as all) {
      @if (all.length === 0) {
        <lg-empty-state kind="none-yet" icon="map-pin" [title]="words.empty" [text]="words.emptyText" />
      } @else {
        <ul [attr.aria-label]="words.bySite">
          @for (card of all; track card.id) {
            <li>
              <a routerLink="/fleet" [queryParams]="card.query" queryParamsHandling="merge">
                <span class="name">
                  <lg-icon [name]="card.id ? 'map-pin' : 'circle-dashed'" [size]="16" />
                  <bdi class="ellipsis">{{ card.name }}</bdi>
                  <span class="num soft">{{ words.probes(card.probes) }}</span>
                </span>
                @if (card.description) {
                  <span class="soft small ellipsis"
                    ><bdi>{{ card.description }}</bdi></span
                  >
                }
                <span class="bar" aria-hidden="true">
                  @for (part of card.parts; track part.status) {
                    <i [class]="part.status" [style.flex-grow]="part.count"></i>
                  }
                </span>
                <span class="parts small">
                  @for (part of card.parts; track part.status) {
                    <span
                      ><b class="num">{{ part.count }}</b> {{ words.statuses[part.status] }}</span
                    >
                  }
                </span>
              </a>
            </li>
          }
        </ul>
      }
    } @else if (!sites.error()) {
      <lg-skeleton [rows]="6" [height]="96" />
    }
  `,
  styles: `
    :host {
      display: block;
      height: 100%;
      padding: 12px;
      overflow-y: auto;
    }
    ul {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(280px, 100%), 1fr));
      gap: 12px;
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li {
      min-width: 0;
    }
    a {
      display: flex;
      flex-direction: column;
      gap: 8px;
      height: 100%;
      padding: 14px;
      border: 1px solid var(--line);
      border-radius: var(--r-l);
      background: var(--s1);
      color: var(--t1);
      text-decoration: none;
    }
    a:hover {
      border-color: var(--line-strong);
      background: var(--s2);
    }
    .name {
      display: flex;
      gap: 8px;
      align-items: center;
      font: 550 14px/20px var(--sans);
    }
    .name .num {
      flex: none;
      margin-inline-start: auto;
      font: 400 12px/20px var(--sans);
    }
    .bar {
      display: flex;
      gap: 2px;
      height: 6px;
      margin-top: auto;
      overflow: hidden;
      border-radius: 3px;
      background: var(--s3);
    }
    .bar i {
      min-width: 3px;
    }
    .online {
      background: var(--ok);
    }
    .degraded {
      background: var(--warn);
    }
    .offline {
      background: var(--bad);
    }
    .pending {
      background: var(--info);
    }
    .parts {
      display: flex;
      flex-wrap: wrap;
      gap: 2px 12px;
      min-height: 18px;
      color: var(--t2);
    }
    .parts b {
      color: var(--t1);
    }
  `,
})
export class SiteOverview {
  protected readonly words = SITE_WORDS;
  private readonly api = inject(SitesApi);
  protected readonly sites = new Loaded(() => this.api.list());
  protected readonly cards = computed(() => {
    const found = this.sites.value();
    if (!found) return undefined;
    const all = found.sites.map(({ id, name, description, counts }) =>
      cardOf(id, visibleText(name), visibleText(description), counts),
    );
    if (all.length === 0) return [];
    const outside = cardOf('', SITE_WORDS.outside, '', found.without);
    return [...all.sort(worstFirst), ...(outside.probes > 0 ? [outside] : [])];
  });

  constructor() {
    void this.sites.load();
    const facts = ['site.', 'probe.'];
    inject(DestroyRef).onDestroy(inject(LiveFeed).watch(facts, () => this.sites.load()));
  }
}

type Card = ReturnType<typeof cardOf>;

function cardOf(id: string, name: string, description: string, counts: Counts) {
  const parts = STATUSES.map((status) => ({ status, count: counts[status] })).filter(
    ({ count }) => count > 0,
  );
  return {
    ...{ id, name, description, parts },
    probes: parts.reduce((sum, { count }) => sum + count, 0),
    trouble: counts.offline + counts.degraded,
    query: { q: id ? `site:${id}` : '-site:*', layout: null },
  };
}

function worstFirst(a: Card, b: Card): number {
  return b.trouble - a.trouble || Number(b.probes > 0) - Number(a.probes > 0) || a.name.localeCompare(b.name);
}
