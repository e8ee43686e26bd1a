import { TestBed } from '@angular/core/testing';
import { Session } from '../core/session';
import { SessionApi } from '../core/session-api';
import { FakeSessionApi, aMe } from '../core/testing';
import { tabsFor } from './access-tabs';
import { PeopleApi } from './people-api';
import { type SsoView, type SsoWish, SsoApi } from './sso-api';
import { SsoTab } from './sso-tab';
import { FakePeopleApi } from './testing';

const CALLBACK = 'https://legator.example.com:8443/auth/oidc/callback';
const VIEW: SsoView = {
  settings: { provider_url: 'https://id.example.com', client_id: 'legator', redirect_url: CALLBACK },
  client_secret: { set: true, changed_at: null, changed_by: null },
  from_environment: [],
  callback_url: CALLBACK,
  changed_at: null,
  changed_by: null,
};

it('keeps a callback address of its own when something else is saved', async () => {
  const saved: SsoWish[] = [];
  const api = {
    view: () => Promise.resolve(VIEW),
    save: (wish: SsoWish) => (saved.push(wish), Promise.resolve(VIEW)),
  };
  TestBed.configureTestingModule({
    providers: [
      { provide: SsoApi, useValue: api },
      { provide: PeopleApi, useValue: new FakePeopleApi() },
    ],
  });
  const fixture = TestBed.createComponent(SsoTab);
  for (let turn = 0; turn < 3; turn++) await fixture.whenStable();
  (fixture.nativeElement as HTMLElement).querySelector('form')!.dispatchEvent(new Event('submit'));
  await fixture.whenStable();
  expect(saved).toEqual([expect.objectContaining({ redirect_url: CALLBACK })]);
});

it.each([
  ['a tenant', { type: 'user' }, false],
  ['the installation', { type: 'user', installation_admin: true }, true],
  ['a machine without sign-in', { type: 'local' }, true],
] as const)('stands there for who administers %s: %j', async (_what, over, isThere) => {
  const api = new FakeSessionApi();
  api.answer = aMe({ permissions: ['admin'], ...over });
  TestBed.configureTestingModule({ providers: [{ provide: SessionApi, useValue: api }] });
  const session = TestBed.inject(Session);
  await session.ready();
  const ids = tabsFor(session).map(({ id }) => id);
  expect(ids).toContain('users');
  expect(ids.includes('sso')).toBe(isThere);
});
