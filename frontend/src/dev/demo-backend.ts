import {
  HttpErrorResponse,
  HttpResponse,
  type HttpBackend,
  type HttpEvent,
  type HttpRequest,
} from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { Observable, delay, dematerialize, materialize, of, throwError } from 'rxjs';
import type { ErrorBody } from '../app/core/api/models';
import { DEMO_MODE } from './demo-mode';
import { DEMO_ROUTES, DemoRefusal } from './demo-route';

/** Stands where the network would: answers from memory, as slowly and as badly as the mode says. */
@Injectable()
export class DemoBackend implements HttpBackend {
  private readonly mode = inject(DEMO_MODE);
  private readonly routes = inject(DEMO_ROUTES);

  handle(request: HttpRequest<unknown>): Observable<HttpEvent<unknown>> {
    // Whoever leaves stops waiting, and then nothing was asked.
    return this.answer(request).pipe(materialize(), delay(this.mode.latencyMs), dematerialize());
  }

  private answer(request: HttpRequest<unknown>): Observable<HttpEvent<unknown>> {
    const url = new URL(request.urlWithParams, 'http://demo');
    try {
      const body: unknown = structuredClone(this.ask(request, url));
      return of(new HttpResponse({ status: body === undefined ? 204 : 200, body, url: url.pathname }));
    } catch (cause) {
      if (!(cause instanceof DemoRefusal)) throw cause;
      return throwError(() => refused(cause, url));
    }
  }

  private ask({ method, body }: HttpRequest<unknown>, { pathname, searchParams }: URL): unknown {
    if (this.mode.failing.some((part) => pathname.includes(part)))
      throw new DemoRefusal(503, 'unavailable', 'The demo fails here because it was asked to.');
    for (const route of this.routes) {
      const found = route.method === method ? route.pattern.exec(pathname) : null;
      if (!found) continue;
      const params = Object.entries(found.groups ?? {}).map(([name, text]) => [
        name,
        decodeURIComponent(text),
      ]);
      return route.answer({ params: Object.fromEntries(params), query: searchParams, body });
    }
    throw new DemoRefusal(404, 'not_found', `The demo has no ${method} ${pathname}: add it below src/dev.`);
  }
}

function refused({ status, code, message, extra }: DemoRefusal, url: URL): HttpErrorResponse {
  const error: ErrorBody = { ...extra, error: message, code, message, request_id: 'demo' };
  return new HttpErrorResponse({ status, error, url: url.pathname });
}
