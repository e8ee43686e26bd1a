import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { TestBed } from '@angular/core/testing';
import type { MemberView } from '@legator/contracts';
import { PeopleApi } from '../access/people-api';
import { type RoleOf, RoleOfDialog } from '../access/role-of-dialog';
import { FakePeopleApi, aRole } from '../access/testing';
import { SessionApi } from '../core/session-api';
import { FakeSessionApi, aMe } from '../core/testing';
import { Session } from '../core/session';
import { DIALOG_TITLE_ID, Dialogs } from '../ui/dialogs';
import { MembersCard } from './members-card';
import { TenantsApi } from './tenants-api';

const ANA = {
  ...{ user_id: 'u1', username: 'ana', display_name: 'Ana Ruiz', role: 'operator' },
  ...{ enabled: true, state: 'active' },
} as MemberView;

/** The members of a tenant, and the dialog that was opened from there, if one was. */
async function setup() {
  const changed: unknown[][] = [];
  const people = new FakePeopleApi();
  people.all = [aRole({ name: 'admin' }), aRole({ name: 'operator' }), aRole()];
  const api = {
    members: () => Promise.resolve([ANA]),
    roles: () => people.roles(),
    changeMember: (...asked: unknown[]) => (changed.push(asked), Promise.resolve(ANA)),
  };
  const session = new FakeSessionApi();
  session.answer = aMe({ permissions: ['admin'] });
  const opened: RoleOf[] = [];
  TestBed.configureTestingModule({
    providers: [
      { provide: TenantsApi, useValue: api },
      { provide: PeopleApi, useValue: people },
      { provide: SessionApi, useValue: session },
      {
        provide: Dialogs,
        useValue: { open: (_component: unknown, data: RoleOf) => (opened.push(data), Promise.resolve()) },
      },
      { provide: DIALOG_DATA, useFactory: () => opened[0] },
      { provide: DIALOG_TITLE_ID, useValue: 'title' },
      { provide: DialogRef, useValue: { close: () => undefined } },
    ],
  });
  await TestBed.inject(Session).ready();
  const fixture = TestBed.createComponent(MembersCard);
  fixture.componentRef.setInput('tenant', 'north');
  const settle = async () => {
    for (let turn = 0; turn < 4; turn++) await fixture.whenStable();
  };
  await settle();
  return { changed, host: fixture.nativeElement as HTMLElement, opened, settle };
}

describe('the members of a tenant', () => {
  afterEach(() => TestBed.resetTestingModule());

  it('have their role on a button, and nothing that a bare key changes', async () => {
    const { host } = await setup();
    expect(host.querySelector('select')).toBeNull();
    const button = host.querySelector<HTMLElement>('button.role')!;
    expect(button.textContent.replace(/\s+/g, ' ').trim()).toBe('Role of Ana Ruiz: operator');
  });

  it('get another role when it was chosen in its dialog and the verb was pressed', async () => {
    const { changed, host, opened, settle } = await setup();
    host.querySelector<HTMLButtonElement>('button.role')!.click();
    await settle();
    expect(opened).toMatchObject([{ display_name: 'Ana Ruiz', role: 'operator' }]);
    const dialog = TestBed.createComponent(RoleOfDialog);
    await dialog.whenStable();
    const inside = dialog.nativeElement as HTMLElement;
    const select = inside.querySelector('select')!;
    expect(select.value).toBe('operator');
    select.value = 'admin';
    select.dispatchEvent(new Event('change'));
    expect(changed).toEqual([]);
    inside.querySelector<HTMLButtonElement>('button.primary')!.click();
    await dialog.whenStable();
    expect(changed).toEqual([['north', 'u1', { role: 'admin' }]]);
  });
});
