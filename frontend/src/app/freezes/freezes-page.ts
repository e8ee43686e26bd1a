import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
} from '@angular/core';
import { Router } from '@angular/router';
import type { FreezeView } from '../core/api/models';
import { Freezes } from '../core/freezes';
import { LiveFeed } from '../core/live/live-feed';
import { Loaded } from '../core/loaded';
import { Now } from '../core/now';
import { type PageAction, PageActions } from '../core/page-actions';
import { PageTitle } from '../core/page-title';
import { Session } from '../core/session';
import { FreezeLifting } from '../core/shell/freeze-lifting';
import { shortcut } from '../core/shortcuts';
import { ProbeNames } from '../run/probe-names';
import { SCOPE_ICONS, type Scope, scopeText } from '../scope/scope-words';
import { LgButton } from '../ui/button';
import { Card } from '../ui/card';
import { Dialogs } from '../ui/dialogs';
import { EmptyState } from '../ui/empty-state';
import { Icon } from '../ui/icon';
import { dayAndClock, momentText } from '../ui/time-text';
import { Toasts } from '../ui/toasts';
import { visibleText } from '../ui/visible-text';
import { FREEZE_WORDS, isActive } from './freeze-words';
import { FreezesApi } from './freezes-api';

const PAGE = 50;

/** What is frozen now, however long ago that began, and the newest of what was. */
@Component({
  selector: 'lg-freezes-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Card, EmptyState, Icon, LgButton],
  templateUrl: './freezes-page.html',
  styleUrl: './freezes-page.css',
})
export class FreezesPage {
  /** Set by who wants to freeze from elsewhere: "tenant", "tag:web", "probe:prb-1". */
  readonly new = input<string>();

  protected readonly words = FREEZE_WORDS;
  private readonly api = inject(FreezesApi);
  protected readonly freezes = inject(Freezes);
  private readonly lifting = inject(FreezeLifting);
  private readonly dialogs = inject(Dialogs);
  private readonly toasts = inject(Toasts);
  private readonly names = inject(ProbeNames);
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  private readonly now = inject(Now);
  protected readonly mayFreeze = computed(() => this.session.shows('execution:freeze'));
  protected readonly history = new Loaded(() => this.api.history(PAGE + this.asked()));
  private readonly asked = signal(0);
  /** Not out of the history, which is read in part: what began long ago would be missing. */
  protected readonly active = computed(() => this.rows(this.freezes.all(), true).reverse());
  protected readonly past = computed(() => this.rows(this.history.value() ?? [], false));
  protected readonly hasMore = computed(() => (this.history.value()?.length ?? 0) >= PAGE + this.asked());
  private readonly actions = computed<readonly PageAction[]>(() =>
    this.mayFreeze()
      ? [
          {
            id: 'freeze',
            text: FREEZE_WORDS.freeze,
            icon: 'snowflake',
            keys: ['N'],
            isMain: true,
            run: () => void this.freeze(),
          },
        ]
      : [],
  );

  constructor() {
    inject(PageTitle).set({ text: FREEZE_WORDS.title });
    inject(PageActions).offer(this.actions);
    inject(DestroyRef).onDestroy(inject(LiveFeed).watch(['execution.'], () => this.history.load()));
    void this.freezes.load();
    void this.history.load();
    effect(() => {
      const wish = this.new();
      if (!wish) return;
      untracked(() => {
        void this.router.navigate([], {
          queryParams: { new: null },
          queryParamsHandling: 'merge',
          replaceUrl: true,
        });
        if (this.mayFreeze()) void this.freeze(scopeOf(wish));
      });
    });
    shortcut('n', FREEZE_WORDS.freeze, () => this.mayFreeze() && void this.freeze());
  }

  protected async freeze(scope?: Scope): Promise<void> {
    const component = import('./freeze-dialog').then((file) => file.FreezeDialog);
    const done = await this.dialogs.open<Scope>(component, { scope }, { focus: 'lg-scope-picker input' });
    if (!done) return;
    this.toasts.done(FREEZE_WORDS.dialog.done(scopeText(done)));
    await Promise.all([this.freezes.load(), this.history.load()]);
  }

  protected async lift(freeze: FreezeView): Promise<void> {
    await this.lifting.ask(freeze);
    await this.history.load();
  }

  protected more(): void {
    this.asked.update((asked) => Math.min(500 - PAGE, asked + PAGE));
    void this.history.load();
  }

  private rows(freezes: readonly FreezeView[], active: boolean) {
    const now = this.now.ms();
    return freezes.filter((one) => isActive(one, now) === active).map((one) => this.row(one, now));
  }

  private row(freeze: FreezeView, now: number) {
    const {
      id,
      scope_type: type,
      scope_id,
      reason,
      by_name,
      from_at,
      until_at,
      lifted_at,
      lifted_by,
    } = freeze;
    const name = type === 'probe' ? this.names.of(scope_id) : scope_id;
    const ended = lifted_at ?? until_at;
    return {
      id,
      freeze,
      icon: SCOPE_ICONS[type as Scope['type']],
      where: scopeText({ type, id: scope_id, name }),
      reason: visibleText(reason),
      by: visibleText(by_name),
      from: dayAndClock(from_at, now),
      moment: momentText(from_at),
      until: until_at ? FREEZE_WORDS.until(dayAndClock(until_at, now)) : FREEZE_WORDS.untilLifted,
      ended: ended ? dayAndClock(ended, now) : '',
      how: lifted_by ? FREEZE_WORDS.lifted(visibleText(lifted_by)) : FREEZE_WORDS.expired,
    };
  }
}

function scopeOf(text: string): Scope | undefined {
  const [, type, id = ''] = /^(tenant|site|tag|probe)(?::(.+))?$/.exec(text) ?? [];
  if (type === 'tenant') return { type, id: '', name: '' };
  const isOne = type === 'site' || type === 'tag' || type === 'probe';
  return isOne && id !== '' ? { type, id, name: id } : undefined;
}
