import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  signal,
  untracked,
} from '@angular/core';
import type { ApiError } from '../../core/api-error';
import { toApiError } from '../../core/api-errors';
import { Loaded } from '../../core/loaded';
import { Session } from '../../core/session';
import { ScopePicker } from '../../scope/scope-picker';
import type { Scope } from '../../scope/scope-words';
import { LgButton } from '../../ui/button';
import { DialogFrame } from '../../ui/dialog-frame';
import { Failure } from '../../ui/failure';
import { Field } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { Select } from '../../ui/select';
import { Skeleton } from '../../ui/skeleton';
import { TextInput } from '../../ui/text-input';
import { visibleText } from '../../ui/visible-text';
import { PoliciesApi, type PolicyScope } from '../policies-api';
import { LEVELS } from '../policies-words';
import { ReplayPanel } from '../try/replay-panel';
import { APPLY_WORDS, goesText } from './apply-words';
import type { ApplyDone, ApplyWish } from './applying';

const SHOWN = 50;

/** Where a policy is to hold, what that changes at which probes, and only then the verb. */
@Component({
  selector: 'lg-apply-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    DialogFrame,
    Failure,
    Field,
    Icon,
    LgButton,
    ReplayPanel,
    ScopePicker,
    Select,
    Skeleton,
    TextInput,
  ],
  templateUrl: './apply-dialog.html',
  host: { '(keydown.control.enter)': 'apply()', '(keydown.meta.enter)': 'apply()' },
  styleUrl: './apply-dialog.css',
})
export class ApplyDialog {
  protected readonly words = APPLY_WORDS;
  protected readonly seen = visibleText;
  protected readonly wish = inject<ApplyWish>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef<ApplyDone>>(DialogRef);
  protected readonly mayReplay = inject(Session).shows('directive:read');
  private readonly api = inject(PoliciesApi);
  protected readonly version = signal(this.wish.version);
  protected readonly versions = Array.from({ length: this.wish.policy.version }, (_, at) => ({
    value: this.wish.policy.version - at,
    label: `Version ${this.wish.policy.version - at}`,
    ...(at === 0 ? { hint: 'newest' } : {}),
  }));
  protected readonly scope = signal<Scope | undefined>(this.wish.scope);
  protected readonly reason = signal('');
  protected readonly missing = signal('');
  protected readonly busy = signal(false);
  protected readonly error = signal<ApiError | undefined>(undefined);
  protected readonly subject = computed(() => ({ policyId: this.wish.policy.id, version: this.version() }));
  protected readonly place = computed<PolicyScope | undefined>(() => {
    const scope = this.scope();
    return scope && scope.type !== 'tenant' ? { type: scope.type, id: scope.id } : undefined;
  });
  protected readonly foresight = new Loaded(() =>
    this.api.foresee({ scope: this.place()!, policyId: this.wish.policy.id, version: this.version() }),
  );
  protected readonly rows = computed(() => {
    const probes = this.foresight.value()?.probes ?? [];
    return probes.slice(0, SHOWN).map((one) => ({
      id: one.probe_id,
      name: visibleText(one.hostname || one.probe_id),
      was: visibleText(goesText(one.was)),
      becomes: visibleText(goesText(one.becomes)),
      looser: one.looser,
      note: [
        !one.connected && APPLY_WORDS.away,
        one.ceiling &&
          isAbove(one.becomes.level, one.ceiling) &&
          APPLY_WORDS.ceiling(LEVELS[one.ceiling].word),
      ]
        .filter(Boolean)
        .join(', '),
    }));
  });
  protected readonly left = computed(() => (this.foresight.value()?.changed ?? 0) - this.rows().length);

  constructor() {
    effect(() => {
      const place = this.place();
      this.version();
      untracked(() => {
        this.foresight.clear();
        this.error.set(undefined);
        if (!place) return;
        this.missing.set('');
        void this.foresight.load();
      });
    });
  }

  protected async apply(): Promise<void> {
    const [place, scope] = [this.place(), this.scope()];
    if (!place || !scope) return this.missing.set(APPLY_WORDS.whereMissing);
    // What it changes is shown first, or it is not done.
    if (!this.foresight.value() || this.busy()) return;
    this.busy.set(true);
    this.error.set(undefined);
    try {
      const wish = { scope: place, policyId: this.wish.policy.id, version: this.version() };
      const { changed } = await this.api.apply(wish, this.reason().trim() || undefined);
      this.dialog.close({ scope, changed });
    } catch (cause) {
      this.error.set(toApiError(cause));
    } finally {
      this.busy.set(false);
    }
  }
}

const RANK = { observe: 1, diagnose: 2, remediate: 3 } as const;

function isAbove(level: keyof typeof RANK, ceiling: keyof typeof RANK): boolean {
  return RANK[level] > RANK[ceiling];
}
