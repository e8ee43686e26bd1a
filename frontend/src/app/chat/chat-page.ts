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
  viewChild,
} from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Asking } from '../core/asking';
import { KEEP_FOCUS } from '../core/focus-heading';
import { isBoolean, kept } from '../core/kept';
import { Coalesced } from '../core/live/coalesced';
import { type PageAction, PageActions } from '../core/page-actions';
import { PageTitle } from '../core/page-title';
import { shortcut } from '../core/shortcuts';
import { Viewport } from '../core/viewport';
import { LgButton } from '../ui/button';
import { IconButton } from '../ui/icon-button';
import { Menu, MenuItem, MenuTrigger } from '../ui/menu';
import { visibleText } from '../ui/visible-text';
import { Compose } from './compose';
import { ContextPanel } from './context-panel';
import { ConversationActions } from './conversation-actions';
import { ConversationList } from './conversation-list';
import { ConversationPanel } from './conversation-panel';
import { ConversationStore } from './conversation-store';
import { Conversations } from './conversations';
import { CHAT_WORDS as WORDS } from './chat-words';

const FRESH = 'new';

/** The fleet's conversations: the list, the one that is open, and what holds in it. */
@Component({
  selector: 'lg-chat-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  providers: [Compose, ConversationActions, Conversations, ConversationStore],
  imports: [
    ContextPanel,
    ConversationList,
    ConversationPanel,
    IconButton,
    LgButton,
    Menu,
    MenuItem,
    MenuTrigger,
    RouterLink,
  ],
  templateUrl: './chat-page.html',
  styleUrl: './chat-page.css',
  host: { '[class.open]': 'isOpen()', '[class.beside]': 'isBeside()', '[class.context]': 'showsContext()' },
})
export class ChatPage {
  /** From the path; `new` is one that begins with its first message. */
  readonly id = input<string>();
  /** From the query: words for the composer. They are not sent by themselves. */
  readonly q = input<string>();
  protected readonly words = WORDS;
  protected readonly store = inject(ConversationStore);
  protected readonly actions = inject(ConversationActions);
  protected readonly compose = inject(Compose);
  private readonly list = inject(Conversations);
  private readonly router = inject(Router);
  private readonly viewport = inject(Viewport);
  private readonly asking = inject(Asking);
  private readonly context = kept('chat-context', true, isBoolean);
  private readonly narrowContext = signal(false);

  private readonly panel = viewChild(ConversationPanel);

  protected readonly isBeside = computed(() => !this.viewport.isSingle());
  protected readonly isOpen = computed(() => this.id() !== undefined);
  protected readonly openId = computed(() => (this.id() === FRESH ? undefined : this.id()));
  protected readonly showsContext = computed(
    () =>
      this.isOpen() &&
      (this.viewport.isNarrow() || this.viewport.isPhone() ? this.narrowContext() : this.context.value()),
  );
  /** One about a probe can be opened here too, by its link. */
  protected readonly probe = computed(() => {
    const { probe_id: id, hostname } = this.store.conversation() ?? {};
    return this.openId() && id ? { id, name: hostname ?? id } : undefined;
  });
  protected readonly title = computed(() => {
    if (this.id() === FRESH) return WORDS.untitled;
    return visibleText(this.store.conversation()?.title ?? '') || WORDS.conversation;
  });

  constructor() {
    const title = inject(PageTitle);
    effect(() => {
      if (!this.isOpen()) title.set({ text: WORDS.title });
      else
        title.set({ text: WORDS.title, link: '/chat' }, { text: this.title(), isError: this.store.isGone() });
    });
    this.openLatest();
    effect(() => {
      const isReady = this.asking.waiting() && this.panel();
      // Not before the conversation that was open is left: it is not for that one.
      if (isReady && this.id() === FRESH && this.store.id() === '') untracked(() => this.askNow());
    });
    effect(() => {
      const q = this.q();
      if (q) untracked(() => this.compose.write(q.slice(0, 16_000)));
    });
    this.keepListFresh();
    inject(PageActions).offer(computed(() => this.pageActions()));
    shortcut(']', WORDS.menu.context, () => this.toggleContext());
    shortcut('/', WORDS.composer.label, () => this.compose.focus());
    shortcut('n', WORDS.list.freshLong, () => this.begin());
  }

  protected toggleContext(): void {
    if (this.viewport.isNarrow() || this.viewport.isPhone()) this.narrowContext.update((is) => !is);
    else this.context.set(!this.context.value());
  }

  protected begun(id: string): void {
    void this.list.refresh();
    void this.router.navigate(['/chat', id], { replaceUrl: true, info: KEEP_FOCUS });
  }

  protected async remove(): Promise<void> {
    const id = this.store.id();
    if (!(await this.actions.remove())) return;
    this.list.forget(id);
    void this.list.refresh();
    if (id === this.store.id()) void this.router.navigateByUrl('/chat/new');
  }

  private begin(): void {
    void this.router.navigateByUrl('/chat/new').then(() => this.compose.focus());
  }

  /** What goes on in the open one is in the list as well. */
  private keepListFresh(): void {
    const refresh = new Coalesced(() => this.list.refresh());
    inject(DestroyRef).onDestroy(() => refresh.stop());
    // While an answer grows nothing of the list changes.
    const stand = computed(() =>
      [this.title(), this.store.messages().length, this.store.steps().size].join(),
    );
    effect(() => {
      stand();
      untracked(() => refresh.poke());
    });
    effect(() => {
      const open = this.store.conversation();
      if (open) untracked(() => this.list.retitle(open.id, open.title));
    });
  }

  /** With room for both, the page opens on the latest one. On a phone the list is the page. */
  private openLatest(): void {
    effect(() => {
      if (this.isOpen() || !this.isBeside()) return;
      const [latest] = this.list.all();
      const isKnown = !this.list.isFirst() && !this.list.isSearched();
      if (!isKnown) return;
      untracked(() =>
        this.router.navigate(['/chat', latest?.id ?? FRESH], {
          replaceUrl: true,
          info: KEEP_FOCUS,
          queryParamsHandling: 'preserve',
        }),
      );
    });
  }

  /** Asked elsewhere, by a person who pressed Enter for it. A command is only put where it can be looked at. */
  private askNow(): void {
    const panel = this.panel();
    const asked = panel && this.asking.take();
    if (!asked) return;
    if (asked.startsWith('!')) this.compose.write(asked);
    else void panel.send({ content: asked });
  }

  private pageActions(): readonly PageAction[] {
    const fresh: PageAction = {
      ...{ id: 'new', text: WORDS.list.freshLong, icon: 'plus', keys: ['N'], isMain: true },
      run: () => this.begin(),
    };
    if (!this.store.conversation()) return [fresh];
    return [
      fresh,
      ...(this.actions.mayChange()
        ? ([
            { id: 'rename', text: WORDS.menu.rename, icon: 'pencil', run: () => void this.actions.rename() },
            { id: 'delete', text: WORDS.menu.removeVerb, icon: 'trash-2', run: () => void this.remove() },
          ] as const)
        : []),
      { id: 'share', text: WORDS.menu.share, icon: 'share-2', run: () => void this.actions.share() },
      { id: 'export', text: WORDS.menu.export, icon: 'download', run: () => void this.actions.export() },
    ];
  }
}
