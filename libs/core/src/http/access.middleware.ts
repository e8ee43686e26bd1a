import { Injectable } from '@nestjs/common';
import type { NestMiddleware } from '@nestjs/common';
import type { NextFunction, Response } from 'express';
import { runWith } from '../context/request-context.js';
import { Authenticator } from '../ports/authenticator.js';
import { tellAllowance, tooMany } from './allowance.js';
import type { LegatorRequest } from './request-scope.js';
import { forgedBySite } from './csrf.js';
import { respondWithError } from './error.filter.js';
import type { Actor } from '../context/actor.js';

/** Express keeps what we add on the request; the guard reads it there. */
export interface AuthenticatedRequest extends LegatorRequest {
  actor?: Actor;
}

/**
 * Finds out who asks and runs the rest of the request in their context. Whether they may is the guard's question;
 * whoever is unknown goes on without a context, so that nothing can be written on their behalf.
 */
@Injectable()
export class AccessMiddleware implements NestMiddleware {
  constructor(private readonly authenticator: Authenticator) {}

  use(request: AuthenticatedRequest, response: Response, next: NextFunction): void {
    const address = request.ip ?? '';
    this.authenticator.authenticate({ headers: request.headers, address, method: request.method }).then(
      (actor) => {
        if (!actor) return next();
        const allowance = this.authenticator.admit(actor);
        if (allowance) tellAllowance(response, allowance);
        if (allowance?.exceeded) return respondWithError(tooMany(allowance), request, response);
        const forged = forgedBySite(request, actor);
        if (forged) return respondWithError(forged, request, response);
        request.actor = actor;
        runWith({ actor, requestId: request.requestId }, next);
      },
      (error: unknown) => respondWithError(error, request, response),
    );
  }
}
