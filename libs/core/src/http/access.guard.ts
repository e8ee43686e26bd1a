import { Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Permission } from '@legator/contracts';
import { may } from '../context/actor.js';
import type { Actor } from '../context/actor.js';
import { DomainError } from '../errors/domain-error.js';
import { Authenticator } from '../ports/authenticator.js';
import type { AuthenticatedRequest } from './access.middleware.js';
import { PUBLIC, REQUIRES } from './decorators.js';

/** Closed unless opened: a route without `@Requires`, `@SignedIn` or `@Public` answers 403 to everyone. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: Authenticator,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC, targets)) return true;
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const needed = this.reflector.getAllAndOverride<Permission[] | undefined>(REQUIRES, targets);
    const { actor } = request;
    const missing = needed ? needed.find((permission) => !actor || !may(actor, permission)) : 'nobody';
    if (actor && !missing) return true;
    await this.authenticator.denied(actor, {
      method: request.method,
      path: request.path,
      permission: missing ?? 'sign-in',
    });
    throw refusal(actor, missing ?? 'sign-in');
  }
}

/** Why somebody without this permission is turned away: 401 when nobody knows them, else 403. */
export function refusal(actor: Actor | undefined, permission: string): DomainError {
  return actor ? forbidden(permission) : notSignedIn();
}

function notSignedIn(): DomainError {
  return new DomainError(
    'unauthorized',
    'unauthorized',
    'Sign in first: send `Authorization: Bearer lgk_…` with an API key.',
  );
}

function forbidden(permission: string): DomainError {
  return new DomainError(
    'forbidden',
    'forbidden',
    `This needs the permission ${permission}, which you do not have. Whoever administers this tenant can grant it.`,
  );
}
