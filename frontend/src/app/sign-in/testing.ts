import { ApiError } from '../core/api-error';
import type { LoginAnswer, SetupRequest, SignInMethods } from '../core/api/models';
import type { PasskeyJson } from '../core/passkey';

/** Answers as it is told, and keeps what it was asked. */
export class FakeSignInApi {
  offered: SignInMethods = { sign_in: 'on', password: true, passkeys: false, setup_needed: false };
  answers: (LoginAnswer | ApiError)[] = [];
  readonly asked: unknown[][] = [];

  methods(): Promise<SignInMethods> {
    return Promise.resolve(this.offered);
  }

  login(username: string, password: string): Promise<LoginAnswer> {
    return this.next('login', username, password);
  }

  setup(body: SetupRequest): Promise<LoginAnswer> {
    return this.next('setup', body);
  }

  passkeyOptions(): Promise<{ options: PasskeyJson }> {
    return Promise.resolve({ options: { challenge: 'alone' } });
  }

  passkey(response: PasskeyJson, ticket?: string): Promise<LoginAnswer> {
    return this.next('passkey', response, ticket);
  }

  changePassword(current: string, changed: string): Promise<unknown> {
    return this.next('change', current, changed);
  }

  private next(...asked: unknown[]): Promise<LoginAnswer> {
    this.asked.push(asked);
    const answer = this.answers.shift() ?? { status: 'signed_in' as const };
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  }
}

/** Where a page would have been left to. */
export class FakeGate {
  readonly here: string = '/';
  readonly gone: string[] = [];

  wayBack(): string {
    return this.here;
  }

  go(path: string): void {
    this.gone.push(path);
  }

  goOutside(address: string): void {
    this.gone.push(address);
  }

  leave(): void {
    this.gone.push('/sign-in');
  }
}

export const refused = (code: string, status = 401, body: Record<string, unknown> = {}) =>
  new ApiError(code, 'No.', status, 'req-1', body);
