import { ChangeDetectionStrategy, Component, DestroyRef, computed, inject, input } from '@angular/core';
import { Router } from '@angular/router';
import type { TenantView } from '@legator/contracts';
import { Account } from '../core/account';
import { Doing } from '../core/doing';
import { LiveFeed } from '../core/live/live-feed';
import { Loaded } from '../core/loaded';
import { type PageAction, PageActions } from '../core/page-actions';
import { PageTitle } from '../core/page-title';
import { Session } from '../core/session';
import { LgButton } from '../ui/button';
import { Card } from '../ui/card';
import { Dialogs } from '../ui/dialogs';
import { Icon } from '../ui/icon';
import { IconButton } from '../ui/icon-button';
import { Menu, MenuItem, MenuTrigger } from '../ui/menu';
import { Pill } from '../ui/pill';
import { whenText } from '../ui/time-text';
import { visibleText } from '../ui/visible-text';
import { LimitsCard } from './limits-card';
import { MembersCard } from './members-card';
import { SitesCard } from './sites-card';
import { TenantsApi } from './tenants-api';
import { TENANTS_WORDS } from './tenants-words';

const TONES = { active: 'ok', suspended: 'warn', archived: 'neutral' } as const;

/** Tenants, who belongs to the one that is chosen, and the sites of the one that one works in. */
@Component({
  selector: 'lg-tenants-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Card,
    Icon,
    IconButton,
    LgButton,
    LimitsCard,
    MembersCard,
    Menu,
    MenuItem,
    MenuTrigger,
    Pill,
    SitesCard,
  ],
  template: `
    <h1 class="titled-above" tabindex="-1">{{ words.title }}</h1>
    <lg-card
      flush
      cancellable
      [title]="words.tenants"
      [loading]="tenants.isFirst()"
      [rows]="2"
      [error]="tenants.error()"
      (retry)="tenants.load()"
      (cancel)="tenants.cancel()"
    >
      <ng-container card-actions>
        @if (rules()) {
          <button lgButton variant="primary" size="compact" icon="plus" (click)="edit()">
            {{ words.add }}
          </button>
        }
      </ng-container>
      @if (tenants.value()) {
        <ul [attr.aria-label]="words.tenants">
          @for (row of rows(); track row.tenant.id) {
            <li [class.chosen]="row.tenant.id === chosen()">
              <lg-icon name="building-2" [size]="16" />
              <button
                type="button"
                class="pick what"
                [attr.aria-pressed]="row.tenant.id === chosen()"
                (click)="choose(row.tenant.id)"
              >
                <b class="ellipsis"
                  ><bdi>{{ row.name }}</bdi></b
                >
                <span class="quiet small">{{ row.line }}</span>
              </button>
              @if (row.isHere) {
                <lg-pill size="small" tone="accent" class="wide-only">{{ words.here }}</lg-pill>
              }
              <lg-pill size="small" [tone]="row.tone">{{ row.state }}</lg-pill>
              @if (row.mayWork || row.mayEdit) {
                <button
                  lgIconButton
                  icon="ellipsis"
                  size="compact"
                  [aria-label]="words.menuOf(row.name)"
                  [lgMenuTrigger]="actions"
                ></button>
              }
              <ng-template #actions>
                <lg-menu>
                  @if (row.mayWork) {
                    <button lgMenuItem icon="log-in" (triggered)="account.switchTo(row.tenant.id)">
                      {{ words.work }}
                    </button>
                  }
                  @if (row.mayEdit) {
                    <button lgMenuItem icon="pencil" (triggered)="edit(row.tenant)">{{ words.edit }}</button>
                  }
                  @if (rules()) {
                    <button
                      lgMenuItem
                      [icon]="row.tenant.state === 'active' ? 'pause' : 'play'"
                      (triggered)="suspend(row.tenant)"
                    >
                      {{ row.tenant.state === 'active' ? words.suspend : words.resume }}
                    </button>
                    <hr />
                    <button
                      lgMenuItem
                      icon="trash-2"
                      tone="bad"
                      [disabled]="row.isHere"
                      (triggered)="remove(row.tenant)"
                    >
                      {{ words.remove }}
                    </button>
                  }
                </lg-menu>
              </ng-template>
            </li>
          }
        </ul>
      }
    </lg-card>
    @if (chosen(); as id) {
      @if (mayLimits()) {
        <lg-limits-card [tenant]="id" [name]="chosenName()" [mayChange]="rules()" />
      }
      @if (mayMembers()) {
        <lg-members-card [tenant]="id" [name]="chosenName()" [mayAdd]="administers()" />
      }
    }
    <lg-sites-card [tenantName]="account.place()" />
  `,
  styleUrls: ['../sessions/sessions-card.css', './tenants-page.css'],
})
export class TenantsPage {
  /** From the query: whose members are shown. */
  readonly tenant = input<string>();

  protected readonly words = TENANTS_WORDS;
  protected readonly account = inject(Account);
  private readonly api = inject(TenantsApi);
  private readonly session = inject(Session);
  private readonly dialogs = inject(Dialogs);
  private readonly doing = inject(Doing);
  private readonly router = inject(Router);
  protected readonly tenants = new Loaded(() => this.api.tenants());
  protected readonly administers = computed(() => {
    const actor = this.session.actor();
    return actor?.installation_admin === true || actor?.type === 'local';
  });
  /** Making, suspending and removing is for who administers the installation. */
  protected readonly rules = computed(() => this.administers() && this.session.may('tenant:manage'));
  protected readonly mayLimits = computed(
    () => this.reaches(this.chosen()) && this.session.shows('tenant:manage'),
  );
  protected readonly mayMembers = computed(
    () => this.reaches(this.chosen()) && this.session.shows('member:manage'),
  );
  private readonly here = computed(() => this.session.actor()?.tenant_id ?? '');
  protected readonly chosen = computed(() => this.tenant() ?? this.here());
  protected readonly rows = computed(() => (this.tenants.value() ?? []).map((one) => this.row(one)));
  protected readonly chosenName = computed(
    () => this.rows().find(({ tenant }) => tenant.id === this.chosen())?.name ?? visibleText(this.chosen()),
  );

  constructor() {
    inject(PageTitle).set({ text: TENANTS_WORDS.title });
    const actions = computed<readonly PageAction[]>(() =>
      this.rules()
        ? [
            {
              id: 'new-tenant',
              text: TENANTS_WORDS.add,
              icon: 'plus',
              isMain: true,
              run: () => void this.edit(),
            },
          ]
        : [],
    );
    inject(PageActions).offer(actions);
    const facts = ['tenant.', 'member.', 'organization.'];
    inject(DestroyRef).onDestroy(inject(LiveFeed).watch(facts, () => this.tenants.load()));
    void this.tenants.load();
  }

  protected choose(id: string): void {
    const queryParams = { tenant: id === this.here() ? null : id };
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl: true });
  }

  protected async edit(tenant?: TenantView): Promise<void> {
    const component = import('./tenant-dialog').then((file) => file.TenantDialog);
    await this.dialogs.open(component, { tenant });
    await Promise.all([this.tenants.load(), this.session.load()]);
  }

  protected async suspend({ id, name, state }: TenantView): Promise<void> {
    const shown = visibleText(name);
    const { suspendAsk, suspendText: text, suspend: verb, suspended, resumed } = TENANTS_WORDS;
    const isActive = state === 'active';
    const wish = { title: suspendAsk(shown), text, verb, tone: 'danger', typeToConfirm: shown } as const;
    if (isActive && !(await this.dialogs.confirm(wish))) return;
    const done = isActive ? suspended(shown) : resumed(shown);
    await this.doing.try(() => this.api.change(id, { state: isActive ? 'suspended' : 'active' }), done);
    await this.tenants.load();
  }

  protected async remove({ id, name }: TenantView): Promise<void> {
    const shown = visibleText(name);
    const {
      removeAsk,
      removeText: text,
      removeConsequences: consequences,
      remove: verb,
      removed,
    } = TENANTS_WORDS;
    const wish = { title: removeAsk(shown), text, consequences, verb, typeToConfirm: shown };
    if (!(await this.dialogs.confirm({ ...wish, tone: 'danger' }))) return;
    await this.doing.try(() => this.api.remove(id), removed(shown));
    await this.tenants.load();
  }

  /** Other tenants of one's own are changed after going there. */
  private reaches(id: string): boolean {
    return this.administers() || id === this.here();
  }

  private row(tenant: TenantView) {
    const words = TENANTS_WORDS;
    const isHere = tenant.id === this.here();
    const mayWork = !isHere && tenant.role !== undefined;
    const mayEdit = this.reaches(tenant.id) && this.session.may('tenant:manage');
    const since = words.since(whenText(tenant.created_at));
    return {
      tenant,
      name: visibleText(tenant.name),
      line: [tenant.slug, words.members(tenant.members), since].map(visibleText).join(' · '),
      isHere,
      mayWork,
      mayEdit,
      tone: TONES[tenant.state],
      state: words.states[tenant.state],
    };
  }
}
