import { type HttpInterceptorFn, provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { Api } from './api-client';
import { probesGet } from './api/fn/probes/probes-get';
import { tokensCreate } from './api/fn/tokens/tokens-create';
import { apiErrors } from './api-errors';
import { PageOwner } from './page-owner';
import { SignInGate } from './sign-in-gate';
import { aMe } from './testing';

const settled = () => new Promise((done) => setTimeout(done));

describe('the client of the API', () => {
  const setup = (interceptors: HttpInterceptorFn[] = []) => {
    TestBed.configureTestingModule({
      providers: [provideHttpClient(withInterceptors(interceptors)), provideHttpClientTesting()],
    });
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

  it('says with each change, and with no look, that it comes from a page of ours', () => {
    const { api, server } = setup();
    TestBed.inject(PageOwner).csrf = 'proof';
    void api.call(tokensCreate({ body: {} })).catch(() => undefined);
    void api.call(probesGet({ id: 'a' })).catch(() => undefined);
    const header = (url: string) => server.expectOne(url).request.headers.get('x-legator-csrf');
    expect([header('/api/v1/tokens'), header('/api/v1/probes/a')]).toEqual(['proof', null]);
  });

  it('asks again who one is when another tab signed in anew, and tries once more', async () => {
    const { api, server } = setup([apiErrors]);
    TestBed.inject(PageOwner).isStill(aMe({ csrf_token: 'old' }));
    const made = api.call(tokensCreate({ body: {} }));
    const refusal = { code: 'csrf', message: 'No.', request_id: 'r', error: 'No.' };
    server.expectOne('/api/v1/tokens').flush(refusal, { status: 403, statusText: 'Forbidden' });
    await settled();
    server.expectOne('/api/v1/me').flush(aMe({ csrf_token: 'new' }));
    await settled();
    const again = server.expectOne('/api/v1/tokens');
    expect(again.request.headers.get('x-legator-csrf')).toBe('new');
    again.flush(refusal, { status: 403, statusText: 'Forbidden' });
    await expect(made).rejects.toMatchObject({ code: 'csrf' });
  });

  it.each([
    ['went to another tenant', { tenant_id: 'lab' }],
    ['signed somebody else in', { id: 'k2' }],
  ])('does nothing in their place when another tab %s, and loads the page anew', async (_what, over) => {
    const { api, server } = setup([apiErrors]);
    const reload = vi.spyOn(TestBed.inject(SignInGate), 'reload').mockReturnValue();
    TestBed.inject(PageOwner).isStill(aMe({ csrf_token: 'old' }));
    const made = api.call(tokensCreate({ body: {} }));
    const refusal = { code: 'csrf', message: 'No.', request_id: 'r', error: 'No.' };
    server.expectOne('/api/v1/tokens').flush(refusal, { status: 403, statusText: 'Forbidden' });
    await settled();
    server.expectOne('/api/v1/me').flush(aMe({ csrf_token: 'new', ...over }));
    await expect(made).rejects.toMatchObject({ code: 'csrf' });
    expect(reload).toHaveBeenCalledOnce();
    server.verify();
    expect(TestBed.inject(PageOwner).csrf).toBe('old');
  });
});
