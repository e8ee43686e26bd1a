import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  computed,
  effect,
  inject,
  linkedSignal,
  signal,
  type WritableSignal,
  untracked,
} from '@angular/core';
import { Doing } from '../core/doing';
import { fieldError } from '../core/form-errors';
import { Loaded } from '../core/loaded';
import { Sending } from '../core/sending';
import { LgButton } from '../ui/button';
import { Card } from '../ui/card';
import { CopyLine } from '../ui/copy-line';
import { Dialogs } from '../ui/dialogs';
import { Failure } from '../ui/failure';
import { Field } from '../ui/field';
import { Pill } from '../ui/pill';
import { TextInput } from '../ui/text-input';
import { whenText } from '../ui/time-text';
import { visibleText } from '../ui/visible-text';
import { PeopleApi } from './people-api';
import { type SsoMapping, type SsoSettings, SsoApi, type SsoWish } from './sso-api';
import { mappingOf, textOfMapping } from './sso-mapping';
import { SAMPLE_CLAIMS, SSO_WORDS } from './sso-words';

const TEXTS = [
  { name: 'provider_url', label: SSO_WORDS.url, help: SSO_WORDS.urlHelp, mono: true, optional: false },
  { name: 'client_id', label: SSO_WORDS.clientId, help: '', mono: true, optional: false },
  { name: 'provider_name', label: SSO_WORDS.name, help: SSO_WORDS.nameHelp, mono: false, optional: true },
  { name: 'tenant', label: SSO_WORDS.tenant, help: '', mono: true, optional: false },
  { name: 'redirect_url', label: SSO_WORDS.own, help: SSO_WORDS.ownHelp, mono: true, optional: true },
  { name: 'scopes', label: SSO_WORDS.scopes, help: '', mono: true, optional: false },
  { name: 'role_claim', label: SSO_WORDS.claim, help: SSO_WORDS.claimHelp, mono: true, optional: false },
] as const;
type TextName = (typeof TEXTS)[number]['name'];
const TONES = { ok: 'ok', warning: 'warn', failed: 'bad' } as const;

/** The provider that people sign in with: its settings, whether it answers, and who would become what. */
@Component({
  selector: 'lg-sso-tab',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Card, CopyLine, Failure, Field, LgButton, Pill, TextInput],
  templateUrl: './sso-tab.html',
  styleUrls: ['./table.css', './sso-tab.css'],
})
export class SsoTab {
  protected readonly words = SSO_WORDS;
  protected readonly texts = TEXTS;
  protected readonly tones = TONES;
  protected readonly seen = visibleText;
  private readonly api = inject(SsoApi);
  private readonly people = inject(PeopleApi);
  private readonly dialogs = inject(Dialogs);
  private readonly doing = inject(Doing);
  private readonly roles = new Loaded(() => this.people.roles());
  protected readonly view = new Loaded(() => this.api.view());
  protected readonly sending = new Sending();
  protected readonly testing = new Sending();
  protected readonly trying = new Sending();
  protected readonly form = {
    enabled: signal(true),
    provider_url: signal(''),
    client_id: signal(''),
    provider_name: signal(''),
    tenant: signal('default'),
    redirect_url: signal(''),
    scopes: signal(''),
    role_claim: signal('groups'),
    mapping: signal(''),
    defaultRole: signal('viewer'),
    autoCreate: signal(true),
  };
  protected readonly secret = signal('');
  protected readonly replaces = signal(false);
  protected readonly claims = signal(SAMPLE_CLAIMS);
  protected readonly claimsError = signal('');
  /** What an answer was about: when that changes, the answer is not shown any more. */
  private readonly connection = computed(() =>
    JSON.stringify([this.form.provider_url(), this.form.client_id(), this.secret()]),
  );
  private readonly rules = computed(() => {
    const { mapping, role_claim, defaultRole, tenant } = this.form;
    return JSON.stringify([mapping(), role_claim(), defaultRole(), tenant(), this.claims()]);
  });
  protected readonly tested = answerTo<Awaited<ReturnType<SsoApi['test']>>>(this.connection);
  protected readonly mapped = answerTo<SsoMapping>(this.rules);
  private readonly isTried = signal(false);
  private readonly isMappingTried = signal(false);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly roleNames = computed(() => {
    const names = (this.roles.value() ?? []).map(({ name }) => name);
    const chosen = this.form.defaultRole();
    return chosen === '' || names.includes(chosen) ? names : [...names, chosen];
  });
  protected readonly secretHelp = computed(() => {
    const secret = this.view.value()?.client_secret;
    if (this.fixed('client_secret')) return SSO_WORDS.fromEnvironment;
    if (!secret?.set) return SSO_WORDS.secretNone;
    const when = secret.changed_at ? whenText(secret.changed_at) : '';
    return SSO_WORDS.secretSet(visibleText(secret.changed_by ?? ''), when);
  });
  protected readonly becomes = computed(() => {
    const answer = this.mapped();
    if (answer?.outcome !== 'role') return '';
    const [name, role] = [visibleText(answer.username), visibleText(answer.role ?? '')];
    return SSO_WORDS.becomes(name, role, visibleText(answer.tenant));
  });

  constructor() {
    effect(() => {
      const settings = this.view.value()?.settings ?? {};
      untracked(() => this.fill(settings));
    });
    void Promise.all([this.view.load(), this.roles.load()]);
  }

  protected fixed(name: string): boolean {
    return this.view.value()?.from_environment.includes(name) === true;
  }

  protected errorOf(name: TextName): string {
    if (
      this.isTried() &&
      name === 'provider_url' &&
      !/^https?:\/\/\S+$/.test(this.form.provider_url().trim())
    )
      return SSO_WORDS.urlBad;
    if (this.isTried() && name === 'client_id' && this.form.client_id().trim() === '')
      return SSO_WORDS.clientIdMissing;
    return fieldError(this.sending.error(), name);
  }

  protected mappingError(): string {
    const read = mappingOf(this.form.mapping());
    if ((this.isTried() || this.isMappingTried()) && 'badLine' in read)
      return SSO_WORDS.mappingBad(read.badLine);
    return fieldError(this.sending.error(), 'role_mapping');
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    this.isTried.set(true);
    if (
      this.errorOf('provider_url') ||
      this.errorOf('client_id') ||
      'badLine' in mappingOf(this.form.mapping())
    )
      return;
    const saved = await this.sending.send(() => this.api.save(this.wish()));
    if (!saved) return;
    this.replaces.set(false);
    this.secret.set('');
    await this.doing.try(() => this.view.load(), SSO_WORDS.saved);
  }

  protected async test(): Promise<void> {
    this.tested.set(undefined);
    const { provider_url, client_id, client_secret } = this.wish();
    const wish: SsoWish = {
      ...(provider_url ? { provider_url } : {}),
      ...(client_id ? { client_id } : {}),
      ...(client_secret ? { client_secret } : {}),
    };
    const asked = this.connection();
    const answer = await this.testing.send(() => this.api.test(wish));
    if (asked === this.connection()) this.tested.set(answer);
  }

  protected async remove(): Promise<void> {
    const { removeAsk: title, removeText: text, remove: verb, removed } = SSO_WORDS;
    if (!(await this.dialogs.confirm({ title, text, verb, tone: 'danger' }))) return;
    await this.doing.try(() => this.api.remove(), removed);
    await this.view.load();
  }

  protected async tryClaims(event: Event): Promise<void> {
    event.preventDefault();
    const claims = objectOf(this.claims());
    this.claimsError.set(claims ? '' : SSO_WORDS.claimsBad);
    this.mapped.set(undefined);
    if (!claims) return;
    this.isMappingTried.set(true);
    if ('badLine' in mappingOf(this.form.mapping())) {
      // It stands in the card above.
      setTimeout(() => this.host.querySelector<HTMLElement>('textarea[aria-invalid="true"]')?.focus());
      return;
    }
    const { role_claim, role_mapping, default_role, tenant } = this.wish();
    const settings = { role_claim, role_mapping, default_role, tenant } as Partial<SsoSettings>;
    const asked = this.rules();
    const answer = await this.trying.send(() => this.api.map(claims, settings));
    if (asked === this.rules()) this.mapped.set(answer);
  }

  private wish(): SsoWish {
    const { form } = this;
    const read = mappingOf(form.mapping());
    return {
      enabled: form.enabled(),
      provider_url: form.provider_url().trim(),
      client_id: form.client_id().trim(),
      provider_name: form.provider_name().trim() || null,
      tenant: form.tenant().trim(),
      redirect_url: form.redirect_url().trim() || null,
      scopes: form.scopes().split(/\s+/).filter(Boolean),
      role_claim: form.role_claim().trim(),
      role_mapping: 'mapping' in read ? read.mapping : {},
      default_role: form.defaultRole(),
      auto_create_users: form.autoCreate(),
      ...(this.secret() ? { client_secret: this.secret() } : {}),
    };
  }

  private fill(given: Partial<SsoSettings>): void {
    const { form } = this;
    form.enabled.set(given.enabled ?? true);
    form.provider_url.set(given.provider_url ?? '');
    form.client_id.set(given.client_id ?? '');
    form.provider_name.set(given.provider_name ?? '');
    form.tenant.set(given.tenant ?? 'default');
    form.redirect_url.set(given.redirect_url ?? '');
    form.scopes.set((given.scopes ?? ['openid', 'email', 'profile', 'groups']).join(' '));
    form.role_claim.set(given.role_claim ?? 'groups');
    form.mapping.set(textOfMapping(given.role_mapping));
    form.defaultRole.set(given.default_role ?? 'viewer');
    form.autoCreate.set(given.auto_create_users ?? true);
  }
}

/** Kept until what it was about changes. */
function answerTo<T>(asked: () => string): WritableSignal<T | undefined> {
  return linkedSignal<string, T | undefined>({ source: asked, computation: () => undefined });
}

function objectOf(text: string): Record<string, unknown> | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null && !Array.isArray(read)
      ? (read as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
