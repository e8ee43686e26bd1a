import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { Api } from './api-client';
import { probesGet } from './api/fn/probes/probes-get';
import { tokensCreate } from './api/fn/tokens/tokens-create';

describe('the client of the API', () => {
  const setup = () => {
    TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
    return { api: TestBed.inject(Api), server: TestBed.inject(HttpTestingController) };
  };

  it('asks for a probe whatever its id looks like', async () => {
    const { api, server } = setup();
    const asked = api.call(probesGet({ id: 'a/../b?c' }));
    const { request } = server.expectOne('/api/v1/probes/a%2F..%2Fb%3Fc');
    expect(request.method).toBe('GET');
    server.verify();
    void asked.catch(() => undefined);
  });

  it('sends a body and the headers that come with the call, and answers the body', async () => {
    const { api, server } = setup();
    const made = api.call(tokensCreate({ body: { tags: ['web'] } }), { 'idempotency-key': 'once' });
    const asked = server.expectOne('/api/v1/tokens');
    expect(asked.request.body).toEqual({ tags: ['web'] });
    expect(asked.request.headers.get('idempotency-key')).toBe('once');
    asked.flush({ install_command: 'curl' });
    expect((await made).install_command).toBe('curl');
  });
});
