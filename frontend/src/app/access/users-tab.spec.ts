import { TestBed } from '@angular/core/testing';
import { provideRouter, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import type { UserView } from '@legator/contracts';
import { OPEN_SOCKET } from '../core/live/live-socket';
import { FakeSockets } from '../core/live/testing';
import { Session } from '../core/session';
import { type Me, SessionApi } from '../core/session-api';
import { FakeSessionApi, aMe } from '../core/testing';
import { Dialogs } from '../ui/dialogs';
import type { Secret } from '../ui/secret-dialog';
import { Toasts } from '../ui/toasts';
import { PeopleApi } from './people-api';
import { FakePeopleApi, aUser } from './testing';
import { UsersTab } from './users-tab';

async function open(
  people: readonly UserView[],
  isSure = true,
  path = '/users',
  rights: Me['permissions'] = ['user:manage', 'member:manage', 'fleet:read'],
) {
  const [api, session] = [new FakePeopleApi(), new FakeSessionApi()];
  api.people = people;
  session.answer = aMe({ id: 'me', type: 'user', permissions: rights });
  const shown: Secret[] = [];
  const dialogs = {
    confirm: () => Promise.resolve(isSure),
    open: (_component: unknown, data: Secret) => (
      shown.push(data),
      Promise.resolve(isSure && !('secret' in data) ? { revokeKeys: true } : undefined)
    ),
  };
  TestBed.configureTestingModule({
    providers: [
      provideRouter([{ path: 'users', component: UsersTab }], withComponentInputBinding()),
      { provide: PeopleApi, useValue: api },
      { provide: SessionApi, useValue: session },
      { provide: Dialogs, useValue: dialogs },
      { provide: OPEN_SOCKET, useValue: new FakeSockets().open },
    ],
  });
  await TestBed.inject(Session).ready();
  const { fixture } = await RouterTestingHarness.create(path);
  for (let turn = 0; turn < 3; turn++) await fixture.whenStable();
  const host = fixture.nativeElement as HTMLElement;
  const menu = async (name: string) => {
    host.querySelector<HTMLElement>(`button[aria-label="Actions for ${name}"]`)!.click();
    await fixture.whenStable();
    return [...host.querySelectorAll<HTMLElement>('[role="menuitem"]')];
  };
  const choose = async (name: string, verb: string) => {
    (await menu(name)).find((item) => item.textContent.includes(verb))!.click();
    for (let turn = 0; turn < 3; turn++) await fixture.whenStable();
  };
  const said = () =>
    TestBed.inject(Toasts)
      .shown()
      .map(({ text }) => text);
  return { host, menu, choose, api, shown, fixture, said };
}

describe('the people of a tenant', () => {
  afterEach(() => TestBed.resetTestingModule());

  it('stand there with role, state and how they sign in', async () => {
    const { host } = await open([
      aUser({ sign_in_methods: ['password', 'passkey'] }),
      aUser({ id: 'u2', display_name: 'Bo', enabled: false }),
      aUser({ id: 'u3', display_name: 'Cy', must_change_password: true, sign_in_methods: [] }),
    ]);
    const rows = [...host.querySelectorAll('tbody tr')].map((row) => row.textContent.replace(/\s+/g, ' '));
    expect(rows[0]).toMatch(/Ana Ruiz.*admin.*Password, Passkey.*Active/);
    expect(rows[1]).toContain('Disabled');
    expect(rows[2]).toMatch(/Nothing yet.*Has to choose a password/);
  });

  it('keep their last administrator, and the page says why', async () => {
    const { host, menu } = await open([aUser({ last_admin: true })]);
    const off = (await menu('Ana Ruiz')).filter((item) => item.getAttribute('aria-disabled') === 'true');
    expect(off.map((item) => item.textContent.trim())).toEqual(['Change role', 'Disable', 'Remove']);
    expect(host.textContent).toContain('Ana Ruiz is the only administrator here');
  });

  it('who belong elsewhere keep their account', async () => {
    const { menu } = await open([aUser({ belongs_elsewhere: true })]);
    const off = (await menu('Ana Ruiz')).filter((item) => item.getAttribute('aria-disabled') === 'true');
    expect(off.map((item) => item.textContent.trim())).toEqual([
      'Edit name and email',
      'Reset password',
      'Disable',
    ]);
  });

  it('offer nothing that would lock oneself out', async () => {
    const { menu } = await open([aUser({ id: 'me', display_name: 'Mara' })]);
    const verbs = (await menu('Mara')).map((item) => item.textContent.trim());
    expect(verbs).toEqual(['Change role', 'Edit name and email', 'End sign-ins']);
  });

  it.each([
    [true, 'Ana Ruiz may work in this tenant again'],
    [false, 'Ana Ruiz belongs to this tenant again, but the account is disabled everywhere'],
  ])('are let in again where they were disabled here (account enabled: %s)', async (enabled, words) => {
    const away = aUser({ member_state: 'disabled', enabled, belongs_elsewhere: true });
    const { api, choose, host, menu, said } = await open([away]);
    expect(host.querySelector('tbody')?.textContent).toContain(enabled ? 'Disabled here' : 'Disabled');
    await choose('Ana Ruiz', 'Let in again');
    expect(api.asked).toEqual([['letIn', 'default', 'u1']]);
    expect(said()).toEqual([words]);
    expect((await menu('Ana Ruiz')).map((item) => item.textContent)).not.toContain('Let in again');
  });

  it('are offered that only where it can be done', async () => {
    const verbs = async (user: UserView, rights?: Me['permissions']) => {
      const { menu } = await open([user], true, '/users', rights);
      const all = (await menu(user.display_name)).map((item) => item.textContent.trim());
      TestBed.resetTestingModule();
      return all;
    };
    expect(await verbs(aUser())).not.toContain('Let in again');
    const away = aUser({ member_state: 'disabled' });
    expect(await verbs(away)).toContain('Let in again');
    expect(await verbs(away, ['user:manage'])).not.toContain('Let in again');
  });

  it.each([
    ['active', 'Ana Ruiz is enabled'],
    ['disabled', 'The account of Ana Ruiz is enabled, and still disabled in this tenant'],
  ] as const)('are said to be enabled as far as they are (here: %s)', async (member_state, words) => {
    const { choose, said } = await open([aUser({ enabled: false, member_state })]);
    await choose('Ana Ruiz', 'Enable');
    expect(said()).toEqual([words]);
  });

  it('get a new password only after asking, and it is shown once', async () => {
    const no = await open([aUser()], false);
    await no.choose('Ana Ruiz', 'Reset password');
    expect(no.api.asked).toEqual([]);
    TestBed.resetTestingModule();
    const yes = await open([aUser()]);
    await yes.choose('Ana Ruiz', 'Reset password');
    expect(yes.api.asked).toEqual([['reset', 'u1', true]]);
    expect(yes.shown.at(-1)?.secret).toBe('made for you');
  });

  it('are found by the address', async () => {
    const { host } = await open(
      [aUser(), aUser({ id: 'u2', display_name: 'Bo', username: 'bo' })],
      true,
      '/users?q=bo',
    );
    expect(host.querySelectorAll('tbody tr')).toHaveLength(1);
  });

  it('have names that are text, whatever they are', async () => {
    const { host } = await open([aUser({ display_name: '<img src=x onerror=alert(1)>\u202Egnp' })]);
    expect(host.querySelector('tbody img')).toBeNull();
    expect(host.textContent).not.toContain('\u202E');
  });
});
