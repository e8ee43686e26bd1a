import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  afterRenderEffect,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { Router } from '@angular/router';
import { ApiError } from '../core/api-error';
import { PageTitle } from '../core/page-title';
import { Session } from '../core/session';
import { SignInGate, safePath, withoutFragment } from '../core/sign-in-gate';
import { LgButton } from '../ui/button';
import { Failure } from '../ui/failure';
import { Field } from '../ui/field';
import { Icon } from '../ui/icon';
import { Skeleton } from '../ui/skeleton';
import { TextInput } from '../ui/text-input';
import { visibleText } from '../ui/visible-text';
import { BareFrame } from './bare-frame';
import { NewPassword, passwordHint } from './new-password';
import { SignInStore } from './sign-in-store';
import { SIGN_IN_WORDS, refusal } from './sign-in-words';

/** Who are you: by the provider, by name and password, or by a passkey. Leads back to the page that was asked for. */
@Component({
  selector: 'lg-sign-in-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  providers: [SignInStore],
  imports: [BareFrame, Failure, Field, Icon, LgButton, NewPassword, Skeleton, TextInput],
  templateUrl: './sign-in-page.html',
  styleUrls: ['./sign-in-page.css', './password-line.css'],
})
export class SignInPage {
  /** From the query: where to go afterwards, and why a sign-in elsewhere came to nothing. */
  readonly next = input('/', { transform: safePath });
  readonly error = input<string>();

  protected readonly store = inject(SignInStore);
  protected readonly words = SIGN_IN_WORDS;
  protected readonly seen = visibleText;
  protected readonly isShown = signal(false);
  protected readonly hasCaps = signal(false);
  protected readonly fresh = signal('');
  private readonly missing = signal('');
  private readonly router = inject(Router);
  private readonly gate = inject(SignInGate);
  private readonly session = inject(Session);
  private readonly name = viewChild<unknown, ElementRef<HTMLInputElement>>('name', { read: ElementRef });
  private readonly password = viewChild<unknown, ElementRef<HTMLInputElement>>('password', {
    read: ElementRef,
  });

  protected readonly methods = this.store.methods.value;
  protected readonly username = computed(() => this.session.actor()?.username ?? '');
  protected readonly hasOthers = computed(() => {
    const methods = this.methods();
    return methods?.oidc !== undefined && (methods.password || this.store.offersPasskeys());
  });
  protected readonly providerLink = computed(
    () =>
      `${this.methods()?.oidc?.login_url ?? ''}?${new URLSearchParams({ next: withoutFragment(this.next()) })}`,
  );
  protected readonly heading = computed(() => {
    const step = this.store.step();
    return step === 'proof' || step === 'leaving' ? SIGN_IN_WORDS.title : SIGN_IN_WORDS[step].title;
  });
  protected readonly problem = computed(() => {
    if (this.store.wait() > 0) return SIGN_IN_WORDS.wait(this.store.wait());
    const [error, code] = [this.store.error(), this.error()];
    if (error) return error.status === 429 ? '' : refusal(error);
    if (this.missing()) return this.missing();
    return code ? refusal(new ApiError(code, SIGN_IN_WORDS.elsewhere, 0)) : '';
  });

  constructor() {
    inject(PageTitle).set({ text: SIGN_IN_WORDS.title, isError: true });
    effect(() => {
      const methods = this.methods();
      if (methods?.setup_needed)
        untracked(() => void this.router.navigateByUrl('/welcome', { replaceUrl: true }));
      else if (methods?.sign_in === 'off') untracked(() => this.gate.go(this.next()));
    });
    let isPlaced = false;
    afterRenderEffect(() => {
      const field = this.name()?.nativeElement;
      if (!field || isPlaced) return;
      isPlaced = true;
      field.focus();
    });
    // The inputs of the route are there after the constructor.
    queueMicrotask(() => void this.begin());
  }

  protected begin(): Promise<void> {
    return this.store.begin(this.next());
  }

  /** What stands in the fields counts, since a password manager may fill them without a word. */
  protected async login(event: Event): Promise<void> {
    event.preventDefault();
    const [name, password] = [this.name()?.nativeElement, this.password()?.nativeElement];
    if (!name || !password) return;
    const isMissing = name.value.trim() === '' || password.value === '';
    this.missing.set(isMissing ? SIGN_IN_WORDS.missing : '');
    if (isMissing) return (name.value.trim() === '' ? name : password).focus();
    await this.store.login(name.value, password.value);
    if (this.store.error() && this.store.step() === 'proof') password.select();
  }

  protected async change(event: Event): Promise<void> {
    event.preventDefault();
    const field = (event.target as HTMLFormElement).elements.namedItem('password');
    const current = field instanceof HTMLInputElement ? field.value : '';
    const hint = passwordHint(this.fresh(), this.username());
    const problem = !this.store.knowsPassword() && current === '' ? SIGN_IN_WORDS.change.currentMissing : '';
    this.missing.set(problem || (hint.isWell ? '' : hint.text));
    if (this.missing() === '') await this.store.change(current, this.fresh());
  }

  protected watchCaps(event: KeyboardEvent): void {
    this.hasCaps.set(event.getModifierState('CapsLock'));
  }
}
