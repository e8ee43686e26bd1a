import { TestBed } from '@angular/core/testing';
import { provideRouter, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import type { UserView } from '@legator/contracts';
import { OPEN_SOCKET } from '../core/live/live-socket';
import { FakeSockets } from '../core/live/testing';
import { Session } from '../core/session';
import { SessionApi } from '../core/session-api';
import { FakeSessionApi, aMe } from '../core/testing';
import { Dialogs } from '../ui/dialogs';
import type { Secret } from '../ui/secret-dialog';
import { PeopleApi } from './people-api';
import { FakePeopleApi, aUser } from './testing';
import { UsersTab } from './users-tab';

async function open(people: readonly UserView[], isSure = true, path = '/users') {
  const [api, session] = [new FakePeopleApi(), new FakeSessionApi()];
  api.people = people;
  session.answer = aMe({ id: 'me', type: 'user', permissions: ['user:manage', 'fleet:read'] });
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
  return { host, menu, choose, api, shown, fixture };
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
