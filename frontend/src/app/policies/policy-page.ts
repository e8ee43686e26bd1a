import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  computed,
  effect,
  inject,
  input,
  untracked,
} from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { toApiError } from '../core/api-errors';
import { failureText } from '../core/error-words';
import { LiveFeed } from '../core/live/live-feed';
import { type PageAction, PageActions } from '../core/page-actions';
import { PageTitle } from '../core/page-title';
import { Session } from '../core/session';
import { shortcut } from '../core/shortcuts';
import { Viewport } from '../core/viewport';
import { LgButton } from '../ui/button';
import { Card } from '../ui/card';
import { copyText } from '../ui/copy-button';
import { Dialogs } from '../ui/dialogs';
import { EmptyState } from '../ui/empty-state';
import { Failure } from '../ui/failure';
import { IconButton } from '../ui/icon-button';
import { Menu, MenuItem, MenuTrigger } from '../ui/menu';
import { Pill } from '../ui/pill';
import { Skeleton } from '../ui/skeleton';
import { Tabs, type TabEntry } from '../ui/tabs';
import { Toasts } from '../ui/toasts';
import { visibleText } from '../ui/visible-text';
import { AppliedTab } from './apply/applied-tab';
import { Applying } from './apply/applying';
import { PoliciesApi } from './policies-api';
import { PoliciesStore } from './policies-store';
import { LEVELS, WORDS } from './policies-words';
import { PolicyStore } from './policy-store';
import { RuleList } from './rule-list';
import { ReplayPanel } from './try/replay-panel';
import { Tester } from './try/tester';
import { TRY_WORDS } from './try/try-words';
import { VersionsTab } from './versions-tab';

const TABS = ['rules', 'versions', 'applied'] as const;
type Tab = (typeof TABS)[number];

/** One policy: what it says, how it came to be so, where it holds, and what it would decide. The address is the view. */
@Component({
  selector: 'lg-policy-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  providers: [PolicyStore],
  imports: [
    AppliedTab,
    Card,
    EmptyState,
    Failure,
    IconButton,
    LgButton,
    Menu,
    MenuItem,
    MenuTrigger,
    Pill,
    ReplayPanel,
    RouterLink,
    RuleList,
    Skeleton,
    Tabs,
    Tester,
    VersionsTab,
  ],
  templateUrl: './policy-page.html',
  styleUrls: ['./page.css', './policy-page.css'],
})
export class PolicyPage {
  readonly id = input.required<string>();
  /** From the query. */
  readonly tab = input<Tab, string | undefined>('rules', { transform: tabOf });
  readonly v = input(undefined, { transform: numberOf });
  readonly from = input(undefined, { transform: numberOf });
  readonly to = input(undefined, { transform: numberOf });

  protected readonly store = inject(PolicyStore);
  protected readonly words = WORDS;
  protected readonly tryWords = TRY_WORDS;
  protected readonly seen = visibleText;
  protected readonly isPhone = inject(Viewport).isPhone;
  private readonly session = inject(Session);
  private readonly router = inject(Router);
  private readonly api = inject(PoliciesApi);
  private readonly dialogs = inject(Dialogs);
  private readonly toasts = inject(Toasts);
  private readonly applying = inject(Applying);
  protected readonly mayWrite = computed(() => this.session.shows('fleet:write'));
  protected readonly mayTry = computed(() => this.session.shows('command:exec'));
  protected readonly mayReplay = computed(() => this.session.shows('directive:read'));
  protected readonly isGone = computed(
    () => this.store.error()?.status === 404 || this.store.error()?.status === 400,
  );
  protected readonly version = computed(() => this.store.version(this.v()));
  protected readonly level = computed(() => LEVELS[this.version()?.document.level ?? 'observe']);
  /** As the tester takes it. */
  protected readonly subject = computed(() => ({ policyId: this.id(), version: this.version()?.version }));
  protected readonly tabs = computed<readonly TabEntry[]>(() => {
    const { assignments, drifts } = this.store.about();
    const counts: Record<Tab, number | undefined> = {
      rules: undefined,
      versions: this.store.versions.value()?.length,
      applied: assignments.length,
    };
    return TABS.map((id) => ({
      id,
      label: WORDS.tabs[id],
      queryParams: { tab: id === 'rules' ? null : id },
      ...(counts[id] === undefined ? {} : { count: counts[id] }),
      ...(id === 'applied' && drifts.length > 0 ? { tone: 'warn' as const } : {}),
    }));
  });
  private readonly actions = computed<readonly PageAction[]>(() => {
    const policy = this.store.policy.value();
    if (!policy || !this.mayWrite()) return [];
    return [
      {
        id: 'apply-policy',
        text: `${WORDS.apply} ${visibleText(policy.name)}`,
        icon: 'send',
        keys: ['A'],
        isMain: true,
        run: () => this.apply(),
      },
      ...(this.isPhone()
        ? []
        : [
            {
              id: 'edit-policy',
              text: policy.builtin ? WORDS.copy : WORDS.edit,
              icon: 'pencil' as const,
              keys: ['E'],
              run: () => this.edit(),
            },
          ]),
    ];
  });

  constructor() {
    const title = inject(PageTitle);
    inject(PageActions).offer(this.actions);
    inject(DestroyRef).onDestroy(inject(PoliciesStore).follow());
    inject(DestroyRef).onDestroy(
      inject(LiveFeed).watch(['policy.written', 'policy.removed'], () => this.store.load()),
    );
    effect(() => {
      const id = this.id();
      untracked(() => void this.store.show(id));
    });
    effect(() => {
      const text = visibleText(this.store.policy.value()?.name ?? this.id());
      title.set({ text: WORDS.title, link: '/policies' }, { text });
    });
    shortcut('a', WORDS.apply, () => this.mayWrite() && this.apply());
    shortcut('e', `${WORDS.edit} or copy it`, () => this.mayWrite() && !this.isPhone() && this.edit());
    TABS.forEach((tab, at) =>
      shortcut(String(at + 1), WORDS.tabs[tab], () => this.go({ tab: tab === 'rules' ? null : tab })),
    );
  }

  protected apply(): void {
    const [policy, version] = [this.store.policy.value(), this.version()];
    if (policy) void this.applying.open({ policy, version: version?.version ?? policy.version });
  }

  protected edit(): void {
    const policy = this.store.policy.value();
    if (policy) void this.router.navigate(['/policies', policy.id, policy.builtin ? 'copy' : 'edit']);
  }

  protected async copyId(): Promise<void> {
    if (await copyText(this.id())) this.toasts.done('Id copied');
  }

  protected async remove(): Promise<void> {
    const policy = this.store.policy.value();
    if (!policy) return;
    const { title, text, verb, done } = WORDS.removal;
    const name = visibleText(policy.name);
    if (!(await this.dialogs.confirm({ title: title(name), text, verb, tone: 'danger' }))) return;
    try {
      await this.api.remove(policy.id);
      this.toasts.done(done(name));
      void this.router.navigateByUrl('/policies');
    } catch (cause) {
      this.toasts.failed(failureText(toApiError(cause)));
    }
  }

  protected toAll(): void {
    void this.router.navigateByUrl('/policies');
  }

  protected cancel(): void {
    this.store.policy.cancel();
    this.store.versions.cancel();
  }

  protected go(queryParams: Record<string, string | number | null>): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl: true });
  }
}

function tabOf(value: string | undefined): Tab {
  return TABS.find((one) => one === value) ?? 'rules';
}

function numberOf(value: string | undefined): number | undefined {
  return /^[1-9]\d{0,6}$/.test(value ?? '') ? Number(value) : undefined;
}
