import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { ApiError } from './api-error';
import { sessionsMe } from './api/fn/sessions/sessions-me';
import { type ApiRequest, urlOf } from './api-request';
import { PageOwner } from './page-owner';

const READING = new Set(['GET', 'HEAD']);

/** Sends what the generated functions describe: `api.call(probesGet({ id }))`. */
@Injectable({ providedIn: 'root' })
export class Api {
  private readonly http = inject(HttpClient);
  private readonly owner = inject(PageOwner);

  /** Answers the body. Rejects with an `ApiError`. */
  async call<R>(request: ApiRequest<R>, headers: Readonly<Record<string, string>> = {}): Promise<R> {
    const sent = this.owner.csrf;
    try {
      return await this.send(request, headers);
    } catch (error) {
      // Another tab, which shares the cookie with this one, signed in anew or went to another tenant.
      if (!(error instanceof ApiError) || error.code !== 'csrf') throw error;
      const me = await this.send(sessionsMe(), {});
      if (!this.owner.isStill(me) || me.csrf_token === undefined || me.csrf_token === sent) throw error;
      return this.send(request, headers);
    }
  }

  private send<R>(request: ApiRequest<R>, headers: Readonly<Record<string, string>>): Promise<R> {
    const token = READING.has(request.method.toUpperCase()) ? undefined : this.owner.csrf;
    const options = {
      headers: given({ 'x-legator-csrf': token, ...request.headers, ...headers }),
      body: request.body,
      // The overloads of HttpClient want to know which; the answer's type comes with the request.
      responseType: request.as as 'json',
    };
    return firstValueFrom(this.http.request<R>(request.method, urlOf(request), options));
  }
}

function given(headers: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const entries = Object.entries(headers).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return Object.fromEntries(entries);
}
