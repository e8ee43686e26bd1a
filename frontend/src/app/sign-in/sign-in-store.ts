import { Injectable, computed, inject, signal } from '@angular/core';
import { ApiError } from '../core/api-error';
import { toApiError } from '../core/api-errors';
import type { LoginAnswer } from '../core/api/models';
import { Loaded } from '../core/loaded';
import { Now } from '../core/now';
import { type PasskeyJson, Passkeys } from '../core/passkey';
import { Session } from '../core/session';
import { SignInGate } from '../core/sign-in-gate';
import { SignInApi } from './sign-in-api';

export type SignInStep = 'proof' | 'factor' | 'change' | 'leaving';

/** Proves who one is, step by step, and leads on. What is typed is kept by nobody longer than it takes. */
@Injectable()
export class SignInStore {
  private readonly api = inject(SignInApi);
  private readonly session = inject(Session);
  private readonly gate = inject(SignInGate);
  private readonly keys = inject(Passkeys);
  private readonly now = inject(Now);

  readonly methods = new Loaded(() => this.api.methods());
  private readonly at = signal<SignInStep>('proof');
  private readonly works = signal(false);
  private readonly refused = signal<ApiError | undefined>(undefined);
  private readonly waitsUntil = signal(0);
  private question: { readonly ticket: string; readonly options: PasskeyJson } | undefined;
  private next = '/';
  /** Only until the password that was made for somebody is replaced, so that they type it once. */
  private given = '';

  readonly step = this.at.asReadonly();
  readonly busy = this.works.asReadonly();
  readonly error = this.refused.asReadonly();
  /** Seconds until it can be tried again. */
  readonly wait = computed(() => Math.max(0, Math.ceil((this.waitsUntil() - this.now.ms()) / 1_000)));
  readonly offersPasskeys = computed(() => this.methods.value()?.passkeys === true && this.keys.isKnown);
  /** Whether somebody came who is signed in and has to choose their password. */
  readonly knowsPassword = () => this.given !== '';

  /** Whoever is signed in already has nothing to do here. @param next where to go then */
  async begin(next: string): Promise<void> {
    this.next = next;
    await Promise.all([this.methods.load(), this.session.ready()]);
    if (!this.session.actor()) return;
    if (this.session.mustChangePassword()) this.at.set('change');
    else this.leave();
  }

  async login(username: string, password: string): Promise<void> {
    await this.run(async () => {
      const answer = await this.api.login(username.trim(), password);
      this.given = password;
      await this.follow(answer);
    });
  }

  /** Without a name: the passkey knows it. */
  async usePasskey(): Promise<void> {
    await this.run(async () => {
      const { options } = await this.api.passkeyOptions();
      await this.follow(await this.api.passkey(await this.keys.use(options)));
    });
  }

  /** Asks for the second proof, once more if the first try was left. */
  async askFactor(): Promise<void> {
    const question = this.question;
    if (!question) return;
    await this.run(async () => {
      const response = await this.keys.use(question.options);
      await this.follow(await this.api.passkey(response, question.ticket));
    });
  }

  async change(current: string, changed: string): Promise<void> {
    await this.run(async () => {
      await this.api.changePassword(this.given || current, changed);
      this.leave();
    });
  }

  /** Back to the beginning. */
  restart(): void {
    this.question = undefined;
    this.given = '';
    this.refused.set(undefined);
    this.at.set('proof');
  }

  private async follow(answer: LoginAnswer): Promise<void> {
    if (answer.status === 'second_factor') {
      this.question = { ticket: answer.ticket ?? '', options: (answer.options ?? {}) as PasskeyJson };
      this.at.set('factor');
      this.works.set(false);
      return this.askFactor();
    }
    await this.session.load();
    if (this.session.mustChangePassword()) this.at.set('change');
    else this.leave();
  }

  private leave(): void {
    this.given = '';
    this.at.set('leaving');
    this.gate.go(this.next);
  }

  private async run(work: () => Promise<void>): Promise<void> {
    if (this.works() || this.wait() > 0) return;
    this.works.set(true);
    this.refused.set(undefined);
    try {
      await work();
    } catch (cause) {
      this.take(toApiError(cause));
    } finally {
      this.works.set(false);
    }
  }

  private take(error: ApiError): void {
    this.refused.set(error);
    const seconds = Number(error.body['retry_after'] ?? 0);
    if (error.status === 429 && seconds > 0) this.waitsUntil.set(Date.now() + seconds * 1_000);
    // A ticket is good for one try.
    if (this.at() === 'factor' && error.status === 401) this.restartWith(error);
  }

  private restartWith(error: ApiError): void {
    this.restart();
    this.refused.set(error);
  }
}
