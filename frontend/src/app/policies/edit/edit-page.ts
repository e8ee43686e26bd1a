import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
} from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { ApiError } from '../../core/api-error';
import type { PolicyVersionView } from '../../core/api/models';
import { toApiError } from '../../core/api-errors';
import { Loaded } from '../../core/loaded';
import { PageTitle } from '../../core/page-title';
import { Session } from '../../core/session';
import { Viewport } from '../../core/viewport';
import { LgButton } from '../../ui/button';
import { Card } from '../../ui/card';
import { Diff } from '../../ui/diff';
import { EmptyState } from '../../ui/empty-state';
import { Failure } from '../../ui/failure';
import { Field } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { Segmented } from '../../ui/segmented';
import { Select } from '../../ui/select';
import { Skeleton } from '../../ui/skeleton';
import { TextInput } from '../../ui/text-input';
import { Toasts } from '../../ui/toasts';
import { visibleText } from '../../ui/visible-text';
import { fieldName } from '../change-words';
import { documentText } from '../document-text';
import { PoliciesApi } from '../policies-api';
import { PoliciesStore } from '../policies-store';
import { WORDS } from '../policies-words';
import { ReplayPanel } from '../try/replay-panel';
import { Tester } from '../try/tester';
import { TRY_WORDS } from '../try/try-words';
import { Draft } from './draft';
import { EDIT_WORDS } from './edit-words';
import type { Leavable } from './may-leave';
import { PolicyForm } from './policy-form';
import { problemsOf } from './problems';

type View = 'form' | 'json';

/** A policy or a copy of one is written here, tried while it is, and saved as a version. Saving applies it nowhere. */
@Component({
  selector: 'lg-policy-edit-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  providers: [Draft],
  imports: [
    Card,
    Diff,
    EmptyState,
    Failure,
    Field,
    Icon,
    LgButton,
    PolicyForm,
    ReplayPanel,
    RouterLink,
    Segmented,
    Select,
    Skeleton,
    Tester,
    TextInput,
  ],
  templateUrl: './edit-page.html',
  host: { '(keydown.control.enter)': 'save()', '(keydown.meta.enter)': 'save()' },
  styleUrls: ['../page.css', './edit-page.css'],
})
export class EditPage implements Leavable {
  readonly id = input.required<string>();
  /** From the route. */
  readonly mode = input<'edit' | 'copy'>('edit');
  readonly view = input<View, string | undefined>('form', {
    transform: (value) => (value === 'json' ? 'json' : 'form'),
  });

  protected readonly draft = inject(Draft);
  protected readonly words = EDIT_WORDS;
  protected readonly tryWords = TRY_WORDS;
  protected readonly seen = visibleText;
  private readonly session = inject(Session);
  private readonly router = inject(Router);
  private readonly api = inject(PoliciesApi);
  private readonly all = inject(PoliciesStore);
  private readonly toasts = inject(Toasts);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly isPhone = inject(Viewport).isPhone;
  protected readonly mayWrite = computed(() => this.session.shows('fleet:write'));
  protected readonly mayTry = computed(() => this.session.shows('command:exec'));
  protected readonly mayReplay = computed(() => this.session.shows('directive:read'));
  protected readonly base = new Loaded(() => this.read());
  protected readonly views = (['form', 'json'] as const).map((value) => ({
    value,
    label: EDIT_WORDS.views[value],
  }));
  protected readonly sources = computed(() =>
    (this.all.policies.value() ?? []).map(({ id, name }) => ({ value: id, label: visibleText(name) })),
  );
  protected readonly isCopy = computed(() => this.mode() === 'copy');
  protected readonly isFixed = computed(() => !this.isCopy() && this.base.value()?.builtin === true);
  protected readonly title = computed(() => {
    const name = visibleText(this.base.value()?.document.name ?? this.id());
    return this.isCopy() ? EDIT_WORDS.new : EDIT_WORDS.edit(name);
  });
  protected readonly note = signal('');
  protected readonly busy = signal(false);
  protected readonly error = signal<ApiError | undefined>(undefined);
  /** What somebody else saved since this was opened. */
  protected readonly newer = signal<PolicyVersionView | undefined>(undefined);
  /** Fields that they changed too. */
  protected readonly both = signal('');
  protected readonly textOf = documentText;
  protected readonly isTried = signal(false);
  protected readonly subject = computed(() => ({ policyId: this.id(), document: this.draft.input() }));
  protected readonly after = computed(() => documentText(this.draft.value()));
  protected readonly verb = computed(() => {
    const version = this.base.value()?.version;
    return this.isCopy() || version === undefined ? EDIT_WORDS.save : EDIT_WORDS.saveVersion(version + 1);
  });
  private isDone = false;

  constructor() {
    const title = inject(PageTitle);
    if (this.all.policies.isFirst()) void this.all.policies.load();
    effect(() => {
      this.id();
      this.mode();
      untracked(() => void this.start());
    });
    effect(() => {
      this.draft.mayCheck = this.mayTry();
    });
    effect(() => {
      const name = visibleText(this.base.value()?.document.name ?? this.id());
      const link = `/policies/${encodeURIComponent(this.id())}`;
      title.set({ text: WORDS.title, link: '/policies' }, { text: name, link }, { text: this.title() });
    });
  }

  hasUnsaved(): boolean {
    return !this.isDone && this.draft.isChanged() && !this.isOnlyNamed();
  }

  protected startFrom(id: string | undefined): void {
    if (id && id !== this.id())
      void this.router.navigate(['/policies', id, 'copy'], { queryParamsHandling: 'merge' });
  }

  protected show(view: View | undefined): void {
    const queryParams = { view: view === 'json' ? 'json' : null };
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl: true });
  }

  /** Stays pressable and says what is missing. */
  protected async save(): Promise<void> {
    this.isTried.set(true);
    if (this.busy() || !this.base.value() || this.isFixed()) return;
    if (this.draft.isBad()) return this.toFault();
    this.busy.set(true);
    this.error.set(undefined);
    try {
      const note = this.note().trim();
      const body = { ...this.draft.input(), ...(note ? { note } : {}) };
      const before = this.base.value()!.version;
      const saved = await (this.isCopy()
        ? this.api.create(body)
        : this.api.update(this.id(), { ...body, based_on: before }));
      const isSame = !this.isCopy() && saved.version === before;
      this.isDone = true;
      if (isSame) this.toasts.info(EDIT_WORDS.same);
      else this.toasts.done(EDIT_WORDS.saved(visibleText(saved.name), saved.version));
      const queryParams = this.isCopy() || isSame ? {} : { tab: 'versions' };
      await this.router.navigate(['/policies', saved.id], { queryParams });
    } catch (cause) {
      await this.refused(toApiError(cause));
    } finally {
      this.busy.set(false);
    }
  }

  protected retry(): void {
    void this.start();
  }

  /** What was typed stays, on top of what they saved; the note as well. */
  protected goOn({ version, document }: PolicyVersionView): void {
    if (this.draft.syntax()) return;
    this.both.set(this.draft.rebase(document).map(fieldName).join(', '));
    this.base.change((base) => ({ ...base, version, document }));
    this.newer.set(undefined);
    this.error.set(undefined);
    this.toasts.info(EDIT_WORDS.newer.went(version));
  }

  private async refused(error: ApiError): Promise<void> {
    const problems = problemsOf(error);
    if (!problems) {
      this.error.set(error);
      if (error.code === 'policy.newer_version') await this.readNewer();
      return;
    }
    this.draft.refuse(problems);
    this.toFault();
  }

  private async readNewer(): Promise<void> {
    const id = this.id();
    try {
      const [newest] = await this.api.versions(id);
      if (id === this.id()) this.newer.set(newest);
    } catch (cause) {
      this.error.set(toApiError(cause));
    }
  }

  private toFault(): void {
    setTimeout(() => this.host.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
  }

  private async start(): Promise<void> {
    this.base.clear();
    this.isTried.set(false);
    this.newer.set(undefined);
    this.both.set('');
    this.isDone = false;
    await this.base.load();
    const base = this.base.value();
    if (base)
      this.draft.begin(base.document, this.isCopy() ? { name: EDIT_WORDS.copyOf(base.document.name) } : {});
  }

  private async read() {
    const [newest] = await this.api.versions(this.id());
    const { builtin } = await this.api.get(this.id());
    return { document: newest!.document, version: newest!.version, builtin };
  }

  /** A copy that nobody touched. */
  private isOnlyNamed(): boolean {
    const base = this.base.value();
    if (!this.isCopy() || !base) return false;
    return this.after() === documentText({ ...base.document, name: EDIT_WORDS.copyOf(base.document.name) });
  }
}
