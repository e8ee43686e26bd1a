import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { Request } from 'express';
import { SESSION_KEY } from './provider.js';
import type { Provider, ProvenPerson, Tokens } from './provider.js';

/** The name by which passport knows it. */
export const OIDC = 'legator-oidc';

/** What the guard found out before; the strategy itself knows no provider, as settings may change while it lives. */
export interface OidcAttempt {
  readonly provider: Provider;
  /** Whether it begins here, or the browser comes back. */
  readonly begin: boolean;
  /** Whether somebody who is signed in proves again that they are there. */
  readonly confirms: boolean;
  readonly callbackURL: string;
  readonly scope: string;
  readonly roleClaim: string;
  readonly now: Date;
  /** Keeps what the library has to know again when the browser comes back. */
  keep(remembered: Record<string, unknown>): void;
}

/** What passport gives a strategy for the time of one request. */
interface Outcomes {
  success(user: unknown): void;
  fail(challenge: unknown, status?: number): void;
  redirect(url: string, status?: number): void;
  error(error: unknown): void;
}
type Verify = (...args: unknown[]) => void;

/** Lends each request to the strategy of the provider that is configured at the moment. */
class LendingStrategy {
  constructor(private readonly verify: Verify) {}

  authenticate(this: LendingStrategy & Outcomes, request: Request, attempt: OidcAttempt): void {
    const lent = Object.assign(
      Object.create(attempt.provider.strategy) as Outcomes & { authenticate: Verify },
      {
        fail: this.fail,
        error: this.error,
        success: (tokens: Tokens) =>
          this.verify(tokens, attempt, (error: unknown, person?: ProvenPerson) =>
            error ? this.error(error) : this.success(person),
          ),
        redirect: (url: string) => {
          const { session } = request as Request & { session: Record<string, Record<string, unknown>> };
          attempt.keep(session[SESSION_KEY]!);
          this.redirect(url);
        },
      },
    );
    lent.authenticate(request, attempt);
  }
}

@Injectable()
export class OidcStrategy extends PassportStrategy(LendingStrategy, OIDC) {
  validate(tokens: Tokens, { provider, roleClaim, now }: OidcAttempt): Promise<ProvenPerson> {
    return provider.prove(tokens, roleClaim, now);
  }
}
