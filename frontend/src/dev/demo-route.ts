import { InjectionToken } from '@angular/core';
import type { ApiRequest } from '../app/core/api-request';

/** What a route of the demo is asked. */
export interface DemoCall {
  /** What stands at `:name` in the path. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

/** A route of the in-memory API. */
export interface DemoRoute {
  readonly method: string;
  readonly pattern: RegExp;
  readonly answer: (call: DemoCall) => unknown;
}

/** Each feature provides its own, in a file of its own. */
export const DEMO_ROUTES = new InjectionToken<readonly DemoRoute[]>('DEMO_ROUTES');

/** Refuses a call with a code of the API. */
export class DemoRefusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    /** What this code says besides. */
    readonly extra: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}

/**
 * Answers what a generated function asks for: `on(probesGet({ id: ':id' }), ({ params }) => …)`. So both the address and the
 * shape of the answer are those of the API.
 */
export function on<R>(request: ApiRequest<R>, answer: (call: DemoCall) => R): DemoRoute {
  const path = decodeURIComponent(request.path).replace(/:(\w+)/g, '(?<$1>[^/]+)');
  return { method: request.method, pattern: new RegExp(`^${path}$`), answer };
}

/** The body of a call, as whoever reads it knows it to be. */
export function bodyOf<T>({ body }: DemoCall): Partial<T> {
  return (body ?? {}) as Partial<T>;
}
