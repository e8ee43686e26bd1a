import { TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { Toasts } from '../ui/toasts';
import { Account, pageElsewhere } from './account';
import { AccountApi } from './account-api';
import { ApiError } from './api-error';
import { Session } from './session';
import { SessionApi } from './session-api';
import { SignInGate } from './sign-in-gate';
import { FakeSessionApi, aMe } from './testing';

const PATHS = ['fleet', 'fleet/:id', 'audit', 'admin/access', 'admin/access/:tab', 'profile', ''];

async function setup(answer: () => Promise<object> = () => Promise.resolve({})) {
  const session = new FakeSessionApi();
  const tenants = [
    { id: 'default', name: 'Example', role: 'admin' },
    { id: 'lab', name: 'Lab', role: 'viewer' },
  ];
  session.answer = aMe({ type: 'user', role: 'admin', session_id: 's1', tenants });
  const gone: string[] = [];
  const gate = { go: (path: string) => gone.push(path), goOutside: (path: string) => gone.push(path) };
  TestBed.configureTestingModule({
    providers: [
      provideRouter(PATHS.map((path) => ({ path, children: [] }))),
      { provide: SessionApi, useValue: session },
      { provide: SignInGate, useValue: gate },
      { provide: AccountApi, useValue: { signOut: answer, switchTenant: answer } },
    ],
  });
  await TestBed.inject(Session).load();
  return { account: TestBed.inject(Account), gone, router: TestBed.inject(Router) };
}

describe('the account of whoever is signed in', () => {
  afterEach(() => TestBed.resetTestingModule());

  it('names them, their role and where they work', async () => {
    const { account } = await setup();
    expect([account.name(), account.role(), account.place()]).toEqual(['Mara Keller', 'admin', 'Example']);
    expect(account.others().map(({ id }) => id)).toEqual(['lab']);
  });

  it('follows the provider out, and keeps nothing personal', async () => {
    localStorage.setItem('legator.own.default.u1.commands', '[]');
    const { account, gone } = await setup(() => Promise.resolve({ redirect: 'https://id.example/out' }));
    await account.signOut();
    expect(gone).toEqual(['https://id.example/out']);
    expect(localStorage.getItem('legator.own.default.u1.commands')).toBeNull();
  });

  it('says so when signing out did not work', async () => {
    const { account, gone } = await setup(() => Promise.reject(new ApiError('unavailable', 'No.', 503)));
    await account.signOut();
    expect(gone).toEqual([]);
    expect(TestBed.inject(Toasts).shown()[0]?.text).toMatch(/still signed in/);
  });

  it.each([
    ['/fleet/prb-1?tab=policy', '/fleet'],
    ['/admin/access/roles', '/admin/access/roles'],
    ['/audit?q=x#y', '/audit'],
    ['/', '/'],
  ])('in another tenant keeps of %s the page: %s', async (from, to) => {
    const { router, account, gone } = await setup();
    await router.navigateByUrl(from);
    expect(pageElsewhere(router)).toBe(to);
    await account.switchTo('lab');
    expect(gone).toEqual([to]);
  });
});
