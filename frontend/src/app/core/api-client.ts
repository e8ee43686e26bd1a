import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { type ApiRequest, urlOf } from './api-request';

/** Sends what the generated functions describe: `api.call(probesGet({ id }))`. */
@Injectable({ providedIn: 'root' })
export class Api {
  private readonly http = inject(HttpClient);

  /** Answers the body. Rejects with an `ApiError`. */
  call<R>(request: ApiRequest<R>, headers: Readonly<Record<string, string>> = {}): Promise<R> {
    const options = {
      headers: given({ ...request.headers, ...headers }),
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
