import { ChangeDetectionStrategy, Component, DestroyRef, computed, inject } from '@angular/core';
import type { ApiKeyView } from '@legator/contracts';
import { Doing } from '../core/doing';
import { LiveFeed } from '../core/live/live-feed';
import { Loaded } from '../core/loaded';
import { type PageAction, PageActions } from '../core/page-actions';
import { Age } from '../ui/age';
import { LgButton } from '../ui/button';
import { Card } from '../ui/card';
import { Dialogs } from '../ui/dialogs';
import { EmptyState } from '../ui/empty-state';
import { Icon } from '../ui/icon';
import { IconButton } from '../ui/icon-button';
import { Menu, MenuItem, MenuTrigger } from '../ui/menu';
import { Pill } from '../ui/pill';
import { Tag } from '../ui/tag';
import { momentText } from '../ui/time-text';
import type { Tone } from '../ui/tone';
import { visibleText } from '../ui/visible-text';
import { AccountsCard } from './accounts-card';
import { KeysApi } from './keys-api';
import { KEYS_WORDS } from './keys-words';

/** So many permissions are named in a row; the rest is a number. */
const NAMED = 3;

/** Keys of programs, whose they are and what they may do now; and the accounts that some of them belong to. */
@Component({
  selector: 'lg-keys-tab',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    AccountsCard,
    Age,
    Card,
    EmptyState,
    Icon,
    IconButton,
    LgButton,
    Menu,
    MenuItem,
    MenuTrigger,
    Pill,
    Tag,
  ],
  templateUrl: './keys-tab.html',
  styleUrls: ['./table.css'],
})
export class KeysTab {
  protected readonly words = KEYS_WORDS;
  private readonly api = inject(KeysApi);
  private readonly dialogs = inject(Dialogs);
  private readonly doing = inject(Doing);
  protected readonly keys = new Loaded(() => this.api.keys());
  protected readonly accounts = new Loaded(() => this.api.accounts());
  private readonly owners = computed(() => (this.accounts.value() ?? []).filter(({ enabled }) => enabled));
  protected readonly rows = computed(() => (this.keys.value() ?? []).map(rowOf));
  protected readonly count = computed(() => (this.keys.value() ? String(this.rows().length) : ''));

  constructor() {
    const actions = computed<readonly PageAction[]>(() => [
      { id: 'new-key', text: KEYS_WORDS.add, icon: 'key-round', isMain: true, run: () => void this.add() },
    ]);
    inject(PageActions).offer(actions);
    const feed = inject(LiveFeed);
    const facts = ['api_key.', 'key.', 'service_account.', 'user.', 'role.'];
    inject(DestroyRef).onDestroy(feed.watch(facts, () => this.load()));
    void this.load();
  }

  protected async add(): Promise<void> {
    const component = import('./key-dialog').then((file) => file.KeyDialog);
    await this.dialogs.open(component, { accounts: this.owners }, { width: '640px' });
    await this.load();
  }

  protected async rotate(key: ApiKeyView): Promise<void> {
    const component = import('./rotate-dialog').then((file) => file.RotateDialog);
    await this.dialogs.open(component, key);
    await this.load();
  }

  protected async revoke({ id, name }: ApiKeyView): Promise<void> {
    const shown = visibleText(name);
    const { revokeAsk, revokeText: text, revokeVerb: verb, revoked } = KEYS_WORDS;
    if (!(await this.dialogs.confirm({ title: revokeAsk(shown), text, verb, tone: 'danger' }))) return;
    await this.doing.try(() => this.api.revoke(id), revoked(shown));
    await this.load();
  }

  private async load(): Promise<void> {
    await Promise.all([this.keys.load(), this.accounts.load()]);
  }
}

function rowOf(key: ApiKeyView) {
  const { permissions: given, effective_permissions: effective, owner, service_account: account } = key;
  const isLess = key.enabled && !given.includes('admin') && effective.length < given.length;
  const shown = given.map(visibleText);
  return {
    key,
    name: visibleText(key.name),
    about: visibleText([key.name, key.description].filter(Boolean).join(' — ')),
    owner: visibleText(account?.name ?? owner.name),
    scopes: shown.slice(0, NAMED),
    more: shown.length > NAMED ? KEYS_WORDS.more(shown.length - NAMED) : '',
    all: shown.join(', '),
    less: isLess ? KEYS_WORDS.less(effective.length, given.length) : '',
    ends: key.expires_at ? (momentText(key.expires_at).split(' · ')[0] ?? '') : KEYS_WORDS.never,
    endsFull: key.expires_at ? momentText(key.expires_at) : '',
    mayRotate: key.enabled && !key.expired && key.replaced_by === undefined,
    state: stateOf(key),
  };
}

function stateOf({ expired, enabled, replaced_by, expires_soon }: ApiKeyView): { tone: Tone; word: string } {
  const { states } = KEYS_WORDS;
  if (expired) return { tone: 'neutral', word: states.expired };
  if (!enabled) return { tone: 'bad', word: states.off };
  if (replaced_by) return { tone: 'info', word: states.replaced };
  return expires_soon ? { tone: 'warn', word: states.soon } : { tone: 'ok', word: states.works };
}
