import { ChangeDetectionStrategy, Component, DestroyRef, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Doing } from '../core/doing';
import { LiveFeed } from '../core/live/live-feed';
import { Loaded } from '../core/loaded';
import { Session } from '../core/session';
import { LgButton } from '../ui/button';
import { Card } from '../ui/card';
import { Dialogs } from '../ui/dialogs';
import { EmptyState } from '../ui/empty-state';
import { Icon } from '../ui/icon';
import { IconButton } from '../ui/icon-button';
import { Menu, MenuItem, MenuTrigger } from '../ui/menu';
import { visibleText } from '../ui/visible-text';
import { type SiteRow, TenantsApi } from './tenants-api';
import { TENANTS_WORDS } from './tenants-words';

/** The sites of the tenant that one works in; each leads to its probes. */
@Component({
  selector: 'lg-sites-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Card, EmptyState, Icon, IconButton, LgButton, Menu, MenuItem, MenuTrigger, RouterLink],
  template: `
    <lg-card
      flush
      [title]="words.sites"
      [note]="words.sitesOf(tenantName())"
      [loading]="sites.isFirst()"
      [rows]="2"
      [error]="sites.error()"
      (retry)="sites.load()"
    >
      <ng-container card-actions>
        @if (mayManage()) {
          <button lgButton size="compact" icon="plus" (click)="edit()">{{ words.siteAdd }}</button>
        }
      </ng-container>
      @if (sites.value()) {
        <ul [attr.aria-label]="words.sites">
          @for (row of rows(); track row.site.id) {
            <li>
              <lg-icon name="map-pin" [size]="16" />
              <span class="what">
                <a routerLink="/fleet" [queryParams]="{ q: 'site:' + row.site.id }"
                  ><bdi>{{ row.name }}</bdi></a
                >
                <span class="quiet small">{{ row.line }}</span>
              </span>
              @if (mayManage()) {
                <button
                  lgIconButton
                  icon="ellipsis"
                  size="compact"
                  [aria-label]="words.menuOf(row.name)"
                  [lgMenuTrigger]="actions"
                ></button>
                <ng-template #actions>
                  <lg-menu>
                    <button lgMenuItem icon="pencil" (triggered)="edit(row.site)">{{ words.edit }}</button>
                    <button lgMenuItem icon="trash-2" tone="bad" (triggered)="remove(row.site)">
                      {{ words.remove }}
                    </button>
                  </lg-menu>
                </ng-template>
              }
            </li>
          }
        </ul>
        @if (rows().length === 0) {
          <lg-empty-state
            kind="none-yet"
            icon="map-pin"
            [title]="words.siteNone"
            [text]="words.siteNoneText"
            [action]="mayManage() ? words.siteAdd : ''"
            (act)="edit()"
          />
        }
      }
    </lg-card>
  `,
  styleUrl: '../sessions/sessions-card.css',
})
export class SitesCard {
  readonly tenantName = input('');
  protected readonly words = TENANTS_WORDS;
  private readonly api = inject(TenantsApi);
  private readonly session = inject(Session);
  private readonly dialogs = inject(Dialogs);
  private readonly doing = inject(Doing);
  protected readonly mayManage = computed(() => this.session.shows('site:manage'));
  protected readonly sites = new Loaded(() => this.api.sites());
  protected readonly rows = computed(() =>
    (this.sites.value() ?? []).map((site) => ({
      site,
      name: visibleText(site.name),
      line: [TENANTS_WORDS.siteProbes(site.probes), visibleText(site.description)]
        .filter(Boolean)
        .join(' · '),
    })),
  );

  constructor() {
    inject(DestroyRef).onDestroy(inject(LiveFeed).watch(['site.', 'probe.site'], () => this.sites.load()));
    void this.sites.load();
  }

  protected async edit(site?: SiteRow): Promise<void> {
    const component = import('./site-dialog').then((file) => file.SiteDialog);
    await this.dialogs.open(component, { site });
    await this.sites.load();
  }

  protected async remove({ id, name, probes }: SiteRow): Promise<void> {
    const shown = visibleText(name);
    const { siteRemoveAsk, siteRemoveText, remove: verb, siteRemoved } = this.words;
    const wish = { title: siteRemoveAsk(shown), text: siteRemoveText(probes), verb, tone: 'danger' } as const;
    if (!(await this.dialogs.confirm(wish))) return;
    await this.doing.try(() => this.api.removeSite(id), siteRemoved(shown));
    await this.sites.load();
  }
}
