import { Injectable, computed, inject, signal } from '@angular/core';
import type { Permission } from '@legator/contracts';
import { Loaded } from './loaded';
import { SessionApi } from './session-api';

/**
 * Who uses this console and what they may do. It decides only what is shown: whether a call is allowed is decided by
 * the control plane, each time.
 */
@Injectable({ providedIn: 'root' })
export class Session {
  private readonly api = inject(SessionApi);
  private readonly me = new Loaded(() => this.api.me());
  private readonly used = signal(0);
  private asked: Promise<void> | undefined;

  /** Nothing until the control plane has answered. */
  readonly actor = this.me.value;
  readonly error = this.me.error;
  /** Whether the control plane has answered, or is known not to. */
  readonly isSettled = computed(() => !this.me.isFirst());
  /** Of a key with grants more than permissions, which nothing here asks for. */
  readonly permissions = computed<ReadonlySet<string>>(() => new Set(this.actor()?.permissions));
  readonly isSignInOff = computed(() => this.actor()?.type === 'local');
  /** The control plane answered that it does not know us. */
  readonly isSignedOut = computed(() => this.error()?.status === 401);
  /** Whoever has to choose a password first may do nothing else. */
  readonly mustChangePassword = computed(() => this.actor()?.must_change_password === true);
  /** When the control plane last heard from this page, in milliseconds: it ends sign-ins that are not used. */
  readonly lastUsed = this.used.asReadonly();

  load(): Promise<void> {
    return (this.asked = this.me.load());
  }

  /** Settled once the first question was answered, or failed. Asks if nobody has. */
  ready(): Promise<void> {
    return this.me.isFirst() ? (this.asked ?? this.load()) : Promise.resolve();
  }

  /** `admin` implies all others; before the answer nothing is allowed. Safe to call in a template: it is a signal. */
  may(permission: Permission): boolean {
    return this.permissions().has('admin') || this.permissions().has(permission);
  }

  /**
   * Whether something that needs this permission, or one of these, is to be shown. Unlike `may`, it is generous when nobody could tell:
   * a control plane that does not answer must not leave an operator without navigation.
   */
  shows(permission: Permission | readonly Permission[] | undefined): boolean {
    if (permission === undefined) return true;
    const any = typeof permission === 'string' ? [permission] : permission;
    if (any.some((one) => this.may(one))) return true;
    const error = this.error();
    return error !== undefined && this.actor() === undefined && error.status !== 401 && error.status !== 403;
  }

  /** The control plane answered just now. */
  touch(): void {
    this.used.set(Date.now());
  }
}
