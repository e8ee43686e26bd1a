import { TestBed } from '@angular/core/testing';
import { Session } from '../core/session';
import { SessionApi } from '../core/session-api';
import { FakeSessionApi, aMe } from '../core/testing';
import { tabsFor } from './access-tabs';
import { PeopleApi } from './people-api';
import { type SsoMapping, type SsoSettings, type SsoView, type SsoWish, SsoApi } from './sso-api';
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

describe('what the tab answers', () => {
  const ANSWER: SsoMapping = {
    ...{ outcome: 'role', role: 'operator', tenant: 'default', username: 'mara', display_name: 'Mara' },
    ...{ values: [], explanation: 'By platform.', unknown_roles: [] },
  };

  async function open() {
    const asked: { settings: Partial<SsoSettings>; answer: PromiseWithResolvers<SsoMapping> }[] = [];
    const api = {
      view: () => Promise.resolve(VIEW),
      test: () => Promise.resolve({ ok: true, checks: [] }),
      map: (_claims: unknown, settings: Partial<SsoSettings>) => {
        const answer = Promise.withResolvers<SsoMapping>();
        asked.push({ settings, answer });
        return answer.promise;
      },
    };
    TestBed.configureTestingModule({
      providers: [
        { provide: SsoApi, useValue: api },
        { provide: PeopleApi, useValue: new FakePeopleApi() },
      ],
    });
    const fixture = TestBed.createComponent(SsoTab);
    const host = fixture.nativeElement as HTMLElement;
    document.body.append(host);
    const settle = async () => {
      for (let turn = 0; turn < 3; turn++) await fixture.whenStable();
      await new Promise((resolve) => setTimeout(resolve));
    };
    await settle();
    const field = (label: string) =>
      [...host.querySelectorAll('lg-field')]
        .find((one) => one.querySelector('label')?.textContent.trim().startsWith(label))!
        .querySelector<HTMLInputElement>('input, textarea, select')!;
    const write = async (label: string, text: string) => {
      const input = field(label);
      input.value = text;
      input.dispatchEvent(new Event(input.localName === 'select' ? 'change' : 'input'));
      await settle();
    };
    const tryIt = async () => {
      [...host.querySelectorAll('form')].at(-1)!.dispatchEvent(new Event('submit'));
      await settle();
    };
    const press = async (text: string) => {
      [...host.querySelectorAll('button')].find((one) => one.textContent.includes(text))!.click();
      await settle();
    };
    return { asked, host, settle, field, write, tryIt, press };
  }

  afterEach(() => document.body.replaceChildren());

  it('is about roles by group that can be read; else it names the line, and asks nothing', async () => {
    const { asked, host, field, write, tryIt, settle } = await open();
    await write('Roles by group', 'ops = admin\nplatform: operator');
    await tryIt();
    expect(asked).toEqual([]);
    expect(host.textContent).toContain('Line 2 is not "group = role".');
    expect(document.activeElement).toBe(field('Roles by group'));
    expect(host.textContent).not.toContain('An https:// address');
    await write('Roles by group', 'platform = operator');
    await tryIt();
    expect(asked.map(({ settings }) => settings.role_mapping)).toEqual([{ platform: 'operator' }]);
    asked[0]!.answer.resolve(ANSWER);
    await settle();
    expect(host.querySelector('.answer')?.textContent).toContain('mara becomes operator in default.');
  });

  it.each([
    ['Roles by group', 'platform = viewer'],
    ['Claim with the groups', 'roles'],
    ['Role without a fitting group', 'admin'],
    ['Tenant of new people', 'north'],
    ['Claims', '{}'],
  ])('is gone when this changes: %s', async (label, text) => {
    const { asked, host, write, tryIt, settle } = await open();
    await tryIt();
    asked[0]!.answer.resolve(ANSWER);
    await settle();
    expect(host.querySelector('.answer')?.textContent).toContain('becomes');
    await write(label, text);
    expect(host.querySelector('.answer')?.textContent.trim()).toBe('');
  });

  it('does not come late to what was changed meanwhile', async () => {
    const { asked, host, write, tryIt, settle } = await open();
    await tryIt();
    await write('Roles by group', 'platform = viewer');
    asked[0]!.answer.resolve(ANSWER);
    await settle();
    expect(host.querySelector('.answer')?.textContent.trim()).toBe('');
  });

  it.each([
    ['Issuer', 'https://other.example.com'],
    ['Client id', 'other'],
    ['Client secret', 'other'],
  ])('of the provider is gone when this changes: %s', async (label, text) => {
    const { host, write, press } = await open();
    await press('Replace');
    await press('Test connection');
    expect(host.textContent).toContain('The provider answers as it should.');
    await write(label, text);
    expect(host.textContent).not.toContain('The provider answers as it should.');
  });
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
