import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  Injector,
  afterNextRender,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import type { ModelProfileView } from '../core/api/models';
import { fieldError, isAtFields } from '../core/form-errors';
import { isNumber, kept } from '../core/kept';
import { Sending } from '../core/sending';
import { LgButton } from '../ui/button';
import { Dialogs } from '../ui/dialogs';
import { Drawer } from '../ui/drawer';
import { EmptyState } from '../ui/empty-state';
import { Failure } from '../ui/failure';
import { Field } from '../ui/field';
import { Skeleton } from '../ui/skeleton';
import { TextInput } from '../ui/text-input';
import { Toasts } from '../ui/toasts';
import { visibleText } from '../ui/visible-text';
import { HealthMark } from './health-mark';
import { healthLook } from './model-look';
import { ModelsApi } from './models-api';
import { ModelsStore } from './models-store';
import { MODELS_WORDS } from './models-words';
import {
  SPEECH_CHOICES,
  type FormProblems,
  type KeyPlan,
  type ProfileForm,
  type Speech,
  changeBody,
  createBody,
  formOf,
  movesAway,
  problemsOf,
  spokenTo,
} from './profile-form';

/** What the control plane calls a field. */
const FIELDS: Readonly<Partial<Record<keyof ProfileForm, string>>> = {
  ...{
    other: 'provider',
    name: 'name',
    address: 'base_url',
    model: 'model',
    key: 'api_key',
    isLocal: 'is_local',
  },
  ...{ context: 'context_tokens', output: 'max_output_tokens', priceIn: 'price_in', priceOut: 'price_out' },
};

/** Those that are folded away until one wants them. */
const MORE = ['context', 'output', 'priceIn', 'priceOut'] as const;

/** A new model, or one that is there: its fields, what its provider offers, and whether it answers. */
@Component({
  selector: 'lg-profile-drawer',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Drawer, EmptyState, Failure, Field, HealthMark, LgButton, Skeleton, TextInput],
  templateUrl: './profile-drawer.html',
  styleUrl: './profile-drawer.css',
})
export class ProfileDrawer {
  /** The id of a profile, or "new". */
  readonly of = input.required<string>();
  readonly closed = output();
  /** The id of the one that was made here. */
  readonly made = output<string>();

  protected readonly words = MODELS_WORDS.form;
  protected readonly environmentText = MODELS_WORDS.profiles.environmentText;
  protected readonly store = inject(ModelsStore);
  protected readonly sending = new Sending();
  protected readonly listing = new Sending();
  protected readonly speeches = SPEECH_CHOICES;
  protected readonly width = kept('models.drawer.width', 460, isNumber);
  private readonly api = inject(ModelsApi);
  private readonly toasts = inject(Toasts);
  private readonly dialogs = inject(Dialogs);
  private readonly injector = inject(Injector);
  private readonly fields = viewChild<ElementRef<HTMLElement>>('fields');
  /** Which one the fields were filled from, and when it was changed last. */
  private begun = { of: '', at: '' };
  private readonly isTried = signal(false);
  protected readonly form = signal<ProfileForm>(formOf());
  private readonly first = signal<ProfileForm>(this.form());
  protected readonly offered = signal<readonly string[] | undefined>(undefined);
  protected readonly offerText = signal('');

  protected readonly isNew = computed(() => this.of() === 'new');
  /** What is kept of it; nothing for a new one. */
  protected readonly profile = computed(() => (this.isNew() ? undefined : this.store.profile(this.of())));
  protected readonly isReady = computed(() => this.isNew() || this.profile()?.source === 'db');
  protected readonly answersAtOnce = computed(() => this.isNew() && !this.store.active());
  protected readonly isOfEnvironment = computed(() => this.profile()?.source === 'env');
  protected readonly title = computed(() =>
    this.isNew() ? this.words.add : this.words.edit(visibleText(this.profile()?.name ?? '…')),
  );
  protected readonly speech = computed(
    () => SPEECH_CHOICES.find(({ value }) => value === this.form().speech) ?? SPEECH_CHOICES[0]!,
  );
  private readonly problems = computed<FormProblems>(() => problemsOf(this.form(), this.profile()));
  protected readonly isMoreFaulty = computed(() => MORE.some((field) => this.problem(field) !== ''));
  protected readonly hasMoved = computed(() => movesAway(this.form(), this.profile()));
  protected readonly hasErrorElsewhere = computed(
    () => !isAtFields(this.sending.error(), Object.values(FIELDS)),
  );
  protected readonly isDirty = computed(() => JSON.stringify(this.form()) !== JSON.stringify(this.first()));
  protected readonly keyHelp = computed(() => {
    const masked = this.profile()?.api_key_masked ?? '';
    const { keyPlan, isLocal } = this.form();
    if (keyPlan === 'clear') return this.words.keyClear;
    if (keyPlan === 'keep') return this.words.keySet(visibleText(masked));
    return isLocal ? `${this.words.keyHelp} ${this.words.keyLocal}` : this.words.keyHelp;
  });
  protected readonly health = computed(() => {
    const tried = this.store.tried()[this.of()];
    return tried && healthLook(tried, undefined);
  });
  protected readonly isTesting = computed(() => this.store.tried()[this.of()]?.state === 'testing');

  constructor() {
    // With another one to look at, or once this one has come; never over what somebody is typing.
    effect(() => {
      const [of, profile] = [this.of(), this.profile()];
      untracked(() => this.begin(of, profile));
    });
  }

  protected set(change: Partial<ProfileForm>): void {
    this.form.update((form) => ({ ...form, ...change }));
  }

  protected speak(speech: Speech): void {
    this.form.update((form) => spokenTo(form, speech, this.store.maySetBoundary()));
  }

  protected plan(keyPlan: KeyPlan): void {
    this.set({ keyPlan, key: '' });
  }

  protected problem(field: keyof ProfileForm): string {
    const own = this.isTried() ? this.problems()[field] : undefined;
    return own ?? fieldError(this.sending.error(), FIELDS[field] ?? field);
  }

  protected async save(event?: Event): Promise<void> {
    event?.preventDefault();
    this.isTried.set(true);
    if (Object.keys(this.problems()).length > 0) return this.focusFirstFault();
    const isNew = this.isNew();
    const saved = await this.sending.send(() => this.send());
    if (!saved) return;
    const name = visibleText(saved.name);
    this.toasts.done(isNew ? this.words.added(name) : this.words.saved(name));
    this.store.forget(saved.id);
    this.isTried.set(false);
    this.fill(saved);
    await this.store.load();
    if (isNew) this.made.emit(saved.id);
  }

  protected async offer(): Promise<void> {
    this.offered.set(undefined);
    this.offerText.set('');
    const answer = await this.listing.send(() => this.api.offered(this.of()));
    if (!answer) return;
    const models = (answer.models ?? []).map(visibleText);
    this.offered.set(models);
    if (answer.models === null) this.offerText.set(visibleText(answer.message));
    else this.offerText.set(models.length === 0 ? this.words.offeredNone : this.words.offered(models.length));
  }

  protected async close(): Promise<void> {
    const { leaveAsk: title, leaveText: text, leave: verb } = this.words;
    if (this.isDirty() && !(await this.dialogs.confirm({ title, text, verb, tone: 'danger' }))) return;
    this.closed.emit();
  }

  private send(): Promise<ModelProfileView> {
    const form = this.form();
    return this.isNew()
      ? this.api.create(createBody(form, this.answersAtOnce()))
      : this.api.change(this.of(), changeBody(form));
  }

  private begin(of: string, profile: ModelProfileView | undefined): void {
    const at = profile?.updated_at ?? '';
    const isOther = of !== this.begun.of;
    if (!isOther && (at === this.begun.at || this.isDirty())) return;
    this.begun = { of, at };
    if (isOther) {
      this.offered.set(undefined);
      this.offerText.set('');
      this.isTried.set(false);
    }
    this.fill(profile);
  }

  private fill(profile?: ModelProfileView): void {
    this.form.set(formOf(profile));
    this.first.set(this.form());
  }

  private focusFirstFault(): void {
    const find = () => this.fields()?.nativeElement.querySelector<HTMLElement>('[aria-invalid="true"]');
    afterNextRender(() => find()?.focus(), { injector: this.injector });
  }
}
