import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { ApiError } from './api-error';
import { Session } from './session';
import { SessionApi } from './session-api';
import { SignInGate } from './sign-in-gate';
import { FakeSessionApi, aMe } from './testing';

function setup(answer: FakeSessionApi['answer']) {
  const api = new FakeSessionApi();
  api.answer = answer;
  TestBed.configureTestingModule({ providers: [{ provide: SessionApi, useValue: api }] });
  return { api, session: TestBed.inject(Session) };
}

describe('the session', () => {
  it('allows nothing before it knows', () => {
    const { session } = setup(aMe({ permissions: ['admin'] }));
    expect(session.may('audit:read')).toBe(false);
    expect(session.shows('audit:read')).toBe(false);
    expect(session.isSettled()).toBe(false);
  });

  it('allows what was granted and nothing else, and an admin everything', async () => {
    const { session, api } = setup(aMe({ permissions: ['fleet:read'] }));
    await session.ready();
    expect([session.may('fleet:read'), session.may('audit:read')]).toEqual([true, false]);
    api.answer = aMe({ permissions: ['admin'] });
    await session.load();
    expect(session.may('audit:read')).toBe(true);
  });

  it('leaves an operator the navigation when the control plane does not answer, but no right to act', async () => {
    const { session } = setup(new ApiError('console.unreachable', 'No.', 0));
    await session.ready();
    expect(session.isSettled()).toBe(true);
    expect(session.shows('audit:read')).toBe(true);
    expect(session.may('audit:read')).toBe(false);
  });

  it('shows nothing to who is not known', async () => {
    const { session } = setup(new ApiError('unauthorized', 'No.', 401));
    await session.ready();
    expect(session.shows('audit:read')).toBe(false);
    expect(session.isSignedOut()).toBe(true);
  });

  it('stays with whom the page was loaded for when another tab went to another tenant, and loads it anew', async () => {
    TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
    const reload = vi.spyOn(TestBed.inject(SignInGate), 'reload').mockReturnValue();
    const [session, server] = [TestBed.inject(Session), TestBed.inject(HttpTestingController)];
    for (const tenant_id of ['default', 'lab']) {
      const loaded = session.load();
      server.expectOne('/api/v1/me').flush(aMe({ tenant_id }));
      await loaded;
    }
    expect(reload).toHaveBeenCalledOnce();
    expect(session.actor()?.tenant_id).toBe('default');
  });
});
