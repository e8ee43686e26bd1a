import type { NextFunction, Request, Response } from 'express';
import { DomainError } from '../errors/domain-error.js';
import { respondWithError } from './error.filter.js';
import type { LegatorRequest } from './request-scope.js';

interface Layer {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
  match?(path: string): boolean;
}

/** Whoever looks for a way in is not told that there is one, or was: also another method finds nothing there. */
const UNSEEN = new Set(['/api/v1/auth/setup']);

/** Nest registers a middleware as a route for every method there is; it answers none of them. */
function isMiddleware({ methods }: NonNullable<Layer['route']>): boolean {
  return methods['_all'] === true || methods['connect'] === true;
}

/**
 * What no route took: 405 with `Allow` where the path exists for another method, else 404, both as JSON.
 * `layers` is the router's own stack, so the answer can never disagree with the routes.
 */
export function fallback(layers: () => readonly Layer[]) {
  return (request: Request, response: Response, _next: NextFunction): void => {
    const methods = layers()
      .filter(({ route }) => route && !isMiddleware(route) && !UNSEEN.has(route.path))
      .filter((layer) => layer.match?.(request.path))
      .flatMap((layer) => Object.keys(layer.route!.methods));
    const allow = [...new Set(methods)].map((method) => method.toUpperCase()).sort();
    const error =
      allow.length > 0 && !allow.includes(request.method)
        ? new DomainError(
            'invalid',
            'method_not_allowed',
            `${request.path} does not take ${request.method}.`,
            {
              extra: { allow: allow.join(', ') },
            },
          )
        : new DomainError('not_found', 'not_found', `There is nothing at ${request.path}.`);
    respondWithError(error, request as LegatorRequest, response);
  };
}
